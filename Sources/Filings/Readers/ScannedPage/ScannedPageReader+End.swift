extension ScannedPageReader {
  /// `1. The price …` behind "Explanation of Responses:", each from its number to the next.
  mutating func readFootnotes() {
    guard let start = page.place(of: PageCaption.explanation)?.line else { return }
    let end = page.place(of: PageCaption.remarks, from: start)?.line ?? page.lines.count
    for line in page.lines[(start + 1)..<max(start + 1, end)] {
      let text = PageText.trimmed(Substring(line.text))
      let number = text.prefix { $0.isASCII && $0.isNumber }
      if !number.isEmpty, number.count <= 2, text.dropFirst(number.count).hasPrefix(". "),
        filing.footnotes.count < Limits.footnotes
      {
        let body = PageText.trimmed(text.dropFirst(number.count + 2))
        filing.footnotes.append(Footnote(id: "F" + number, text: String(body)))
      } else if let last = filing.footnotes.indices.last {
        filing.footnotes[last].text += "\n" + text
      }
    }
  }

  // MARK: Signature

  /// The lines between the remarks' caption and the signature's: remarks, and last the signature.
  private var closing: [Substring] {
    let caption = page.place(of: PageCaption.signature)?.line ?? page.lines.count
    let explanation = page.place(of: PageCaption.explanation)?.line ?? 0
    let remarks = page.place(of: PageCaption.remarks, from: explanation)?.line ?? caption - 1
    return page.lines[min(remarks + 1, caption)..<caption].map { PageText.trimmed(Substring($0.text)) }
  }

  /// The words above the signature's caption that are no date.
  func signer() -> String? {
    closing.last.map { line in
      PrintedInitial.restored(
        line.split(whereSeparator: \.isWhitespace).filter { !isDate($0) }.joined(separator: " "))
    }
  }

  mutating func readSignatures() {
    let line = closing.last ?? ""
    let pieces = Piece.pieces(of: line)
    let dates = pieces.suffix(while: { isDate($0.text) })
    let name = signer() ?? ""
    filing.signatures = [
      Signature(
        name: reading(name.isEmpty ? [] : [name], field: "signatures[0].name", shown: line),
        date: reading(
          unique(CellJoin.readings(of: dates).compactMap(PrintedValue.day)), field: "signatures[0].date",
          shown: line))
    ]
    let text = closing.dropLast().joined(separator: "\n")
    filing.remarks = text.isEmpty ? nil : text
  }

  private func isDate(_ word: Substring) -> Bool {
    word.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "/") }
  }

  // MARK: Doubts

  mutating func appraise() {
    let references = filing.transactions.indices.map { ($0, filing.transactions[$0].position.footnotes) }
    for note in filing.footnotes where !references.contains(where: { $0.1.contains(note.id) }) {
      tell("footnotes.\(note.id)", note.id, "no row shows that it refers to it")
    }
    filing.appraise(priceFootnotes: references.filter { !$0.1.isEmpty })
  }
}

extension Array {
  /// The longest end of which every element is such.
  fileprivate func suffix(while isSuch: (Element) -> Bool) -> ArraySlice<Element> {
    let start = lastIndex { !isSuch($0) }.map { $0 + 1 } ?? startIndex
    return self[start...]
  }
}
