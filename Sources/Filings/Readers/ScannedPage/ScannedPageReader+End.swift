extension ScannedPageReader {
  /// `1. The price …` behind "Explanation of Responses:", each from its number to the next.
  mutating func readFootnotes() {
    guard let start = page.index(of: "Explanation of Responses") else { return }
    let end = page.index(of: "Remarks:", from: start) ?? page.lines.count
    for line in page.lines[(start + 1)..<max(start + 1, end)] {
      let text = PageText.trimmed(line)
      let number = text.prefix { $0.isASCII && $0.isNumber }
      if !number.isEmpty, number.count <= 2, text.dropFirst(number.count).hasPrefix(". "),
        filing.footnotes.count < Limits.footnotes
      {
        let body = PageText.trimmed(text.dropFirst(number.count + 2))
        filing.footnotes.append(Footnote(id: "F" + number, text: PageText.unescaped(body)))
      } else if let last = filing.footnotes.indices.last {
        filing.footnotes[last].text += "\n" + PageText.unescaped(text)
      }
    }
  }

  /// Remarks, the signature above its caption, and what follows from the whole page.
  mutating func readEnd() {
    let caption = page.index(of: "Signature of Reporting Person") ?? page.lines.count
    let remarks = page.index(of: "Remarks:") ?? caption - 1
    let between = page.lines[min(remarks + 1, caption)..<caption]
    if let line = between.last {
      filing.signatures = [signature(line)]
    } else {
      filing.signatures = [signature("")]
    }
    let text = between.dropLast().map { PageText.unescaped(PageText.trimmed($0)) }.joined(separator: "\n")
    filing.remarks = text.isEmpty ? nil : text
    appraise()
  }

  /// `Elmer A, Lai 09/06/2012`.
  private mutating func signature(_ line: Substring) -> Signature {
    let words = line.split(whereSeparator: \.isWhitespace)
    let dateWords = words.reversed().prefix { $0.allSatisfy { $0.isNumber || $0 == "/" } }.reversed()
    let name = words.dropLast(dateWords.count).map { spelled($0) }.joined(separator: " ")
    let dates = unique(CellJoin.readings(of: Array(dateWords)).compactMap(PrintedValue.day))
    return Signature(
      name: reading(name.isEmpty ? [] : [name], field: "signatures[0].name", shown: line),
      date: reading(dates, field: "signatures[0].date", shown: line))
  }

  /// A single letter with a comma is an initial, whose point was read as one.
  private func spelled(_ word: Substring) -> String {
    word.count == 2 && word.last == "," && word.first?.isUppercase == true
      ? word.dropLast() + "." : String(word)
  }

  private mutating func appraise() {
    let references = filing.transactions.indices.map { ($0, filing.transactions[$0].position.footnotes) }
    for note in filing.footnotes where !references.contains(where: { $0.1.contains(note.id) }) {
      filing.unreadable.append(
        Unreadable(field: "footnotes.\(note.id)", shown: note.id, reason: "no row shows that it refers to it")
      )
    }
    filing.appraise(priceFootnotes: references.filter { !$0.1.isEmpty })
  }
}
