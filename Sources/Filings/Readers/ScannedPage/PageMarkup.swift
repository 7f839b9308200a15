/// What Markdown and the text layers of PDFs set into a line besides its text: bold marks, breaks, entities, ligatures.
enum PageMarkup {
  /// The line as it reads. `<u>` and `</u>` stay: they tell where the name stands.
  static func plain(_ line: Substring) -> String {
    guard line.utf8.contains(where: { $0 > 127 || "<*&{".utf8.contains($0) }) else { return String(line) }
    var text = String(String.UnicodeScalarView(line.unicodeScalars.map(ascii)))
      .replacing("&amp;", with: "&").replacing("&nbsp;", with: " ")
    for (mark, plain) in signs where text.contains(mark) { text.replace(mark, with: plain) }
    return withoutBold(text[...])
  }

  /// A blank of another width as a blank, and a sign of double width, as between Chinese letters, as that sign.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: " "
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  /// Longer ones first.
  private static let signs: [(String, String)] = [
    ("<br>", " "), ("<br/>", " "), ("<br />", " "), ("<BR>", " "), ("<sup>", ""), ("</sup>", ""), ("<b>", ""),
    ("</b>", ""), ("<strong>", ""), ("</strong>", ""), ("${ }^{", ""), ("$^{", ""), ("}$", ""),
    ("&#39;", "'"),
    ("&quot;", "\""), ("\u{FB03}", "ffi"), ("\u{FB04}", "ffl"), ("\u{FB00}", "ff"), ("\u{FB01}", "fi"),
    ("\u{FB02}", "fl"), ("\u{FB06}", "st"), ("\u{AD}", ""), ("\u{200B}", ""), ("\u{FEFF}", ""),
    ("☒", "X"), ("☑", "X"), ("✓", "X"), ("✔", "X"), ("✗", "X"), ("✘", "X"), ("⊠", "X"), ("☐", ""), ("□", ""),
  ]

  /// Without the pairs of `**` that stand right before a word and right behind one.
  private static func withoutBold(_ text: Substring) -> String {
    var plain = ""
    var rest = text
    while let open = rest.firstRange(of: "**"), let close = rest[open.upperBound...].firstRange(of: "**") {
      let inner = rest[open.upperBound..<close.lowerBound]
      let isPair =
        inner.first.map { !$0.isWhitespace && $0 != "*" } == true && inner.last?.isWhitespace == false
      plain += isPair ? rest[..<open.lowerBound] + inner : rest[..<open.upperBound]
      rest = isPair ? rest[close.upperBound...] : rest[open.upperBound...]
    }
    return plain + rest
  }
}
