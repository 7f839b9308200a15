/// A rule file and its canonical form.
package struct FormattedFile: Sendable {
  package let file: SourceFile
  /// `nil` when the file has mistakes for which its words cannot be told apart.
  package let text: String?

  /// The file is in the canonical form.
  package var isCanonical: Bool { text.map { Array($0.utf8) == file.text } ?? false }
}

extension Compilation {
  /// What the rule files say, read once more: rules that are in force take no room for how they were written.
  var syntaxes: [FileSyntax] { ruleFiles.map { Parser.parse(files[$0], file: $0).syntax } }

  /// Each rule file that could be parsed at all in the canonical form, in their order.
  package var formatted: [FormattedFile] {
    syntaxes.map { syntax in
      let file = files[syntax.file]
      return FormattedFile(
        file: file, text: syntax.isSound ? Formatter.text(of: syntax, in: file, units: units) : nil)
    }
  }
}
