/// A rule file and its canonical form.
package struct FormattedFile: Sendable {
  package let file: SourceFile
  /// `nil` when the file has mistakes for which its words cannot be told apart.
  package let text: String?

  /// The file is in the canonical form.
  package var isCanonical: Bool { text.map { Array($0.utf8) == file.text } ?? false }
}

extension Compilation {
  /// Each rule file that could be parsed at all in the canonical form, in their order.
  package var formatted: [FormattedFile] {
    return syntaxes.map { syntax in
      let file = files[syntax.file]
      return FormattedFile(
        file: file, text: syntax.isSound ? Formatter.text(of: syntax, in: file, units: units) : nil)
    }
  }
}
