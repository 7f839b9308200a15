/// A rule file and its canonical form.
package struct FormattedFile: Sendable {
  package let file: SourceFile
  /// `nil` when the file has mistakes for which its words cannot be told apart.
  package let text: String?

  /// The file is in the canonical form.
  package var isCanonical: Bool { text.map { Array($0.utf8) == file.text } ?? false }
}

extension Compilation {
  /// Each file in the canonical form, in their order.
  package var formatted: [FormattedFile] {
    let sound = Dictionary(syntaxes.filter(\.isSound).map { ($0.file, $0) }) { first, _ in first }
    return files.enumerated().map { index, file in
      let text = sound[index].map { Formatter.text(of: $0, in: file, units: units) }
      return FormattedFile(file: file, text: text)
    }
  }
}
