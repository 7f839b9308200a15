extension RenderedPageReader {
  mutating func readEnd() throws(FilingError) {
    try readResponses()
    try readSignatures()
  }

  // MARK: Explanation of responses

  /// Rows behind the heading, a footnote each, up to the remarks, which reach to the table's end.
  private mutating func readResponses() throws(FilingError) {
    guard let heading = first(.footnotes) else { return }
    let table = page.tables[page.rows[heading.row].table]
    var remarks: [String] = []
    var isRemarks = false
    for row in table where row > heading.row {
      let text = page.rows[row].cells.map { page.text(of: $0) }.joined(separator: "\n")
      let caption = RenderedCaption(HTMLText.flattened(text.prefix(Limits.captionBytes)))
      if caption == .remarks {
        isRemarks = true
        remarks.append(HTMLText.trimmed(text.dropFirst("Remarks:".count)))
      } else if isRemarks {
        remarks.append(text)
      } else if caption == .noSecurities, HTMLText.flattened(text).utf8.count < 40 {
        filing.noSecuritiesOwned = .known(true)
      } else {
        try readFootnote(text)
      }
    }
    filing.remarks = remarks.filter { !$0.isEmpty }.joined(separator: "\n").nonEmpty
  }

  /// `1. Represents …`
  private mutating func readFootnote(_ text: String) throws(FilingError) {
    if text.isEmpty { return }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[digits.endIndex...]
    guard (1...4).contains(digits.count), rest.first == "." else {
      filing.unreadable.append(
        Unreadable(
          field: "footnotes", shown: String(text.prefix(Limits.shownCharacters)),
          reason: "it has no number"))
      return
    }
    guard filing.footnotes.count < Limits.footnotes else { throw tooMany("footnotes", Limits.footnotes) }
    filing.footnotes.append(Footnote(id: "F\(digits)", text: HTMLText.trimmed(rest.dropFirst())))
  }

  // MARK: Signatures

  /// Rows with a name and a date, above the row that says so.
  private mutating func readSignatures() throws(FilingError) {
    guard let caption = first(.signature) else {
      throw FilingError("the page shows no signature", help: "drop the filing's XML")
    }
    for row in page.tables[page.rows[caption.row].table] where row != caption.row {
      let cells = page.rows[row].cells
      guard cells.count == 3, page.isBlank(cells[0]) else { continue }
      let (name, date) = (page.text(of: cells[1]), page.text(of: cells[2]))
      guard !(name.isEmpty && date.isEmpty), RenderedCaption(HTMLText.flattened(name)) != .signature else {
        continue
      }
      guard filing.signatures.count < Limits.signatures else {
        throw tooMany("signatures", Limits.signatures)
      }
      let path = "signatures[\(filing.signatures.count)].date"
      filing.signatures.append(Signature(name: Reading(name.nonEmpty), date: day(date, path)))
    }
  }
}
