extension ScannedPageReader {
  /// `1. The price …` behind "Explanation of Responses:", each from its number to the next.
  mutating func readFootnotes() {
    guard let start = page.place(of: PageCaption.explanation)?.line else {
      tell("footnotes", "", "the caption above them is not legible")
      return
    }
    // The signature stands right above its caption.
    let signature = (page.place(of: PageCaption.signature, from: start)?.line ?? page.lines.count) - 1
    let end = remarksCaption(from: start)?.lowerBound ?? signature
    for line in page.lines[(start + 1)..<max(start + 1, end)] {
      let text = PageText.trimmed(Substring(line.text))
      let number = text.prefix { $0.isASCII && $0.isNumber }
      if !number.isEmpty, number.count <= 2, text.dropFirst(number.count).hasPrefix(". "),
        filing.footnotes.count < Limits.footnotes
      {
        let note = Footnote(
          id: "F" + number, text: String(PageText.trimmed(text.dropFirst(number.count + 2))))
        if filing.footnotes.last != note { filing.footnotes.append(note) }
      } else if let last = filing.footnotes.indices.last {
        filing.footnotes[last].text += "\n" + text
      } else if text.utf8.count > ScannedPageReader.shortNote {
        tell("footnotes", text, "its number is not legible")
      }
    }
  }

  /// Glyphs of what stands above footnotes besides: "(continued)".
  private static let shortNote = 20

  /// The lines of the caption "Remarks:", which may be torn in two.
  private func remarksCaption(from start: Int) -> ClosedRange<Int>? {
    let caption = Array("remarks:".utf8)
    let torn = page.lines.indices.dropFirst(max(1, start)).first { index in
      page.lines[index - 1].glyphs.count < caption.count
        && page.lines[index - 1].glyphs + page.lines[index].glyphs == caption
    }
    if let torn { return (torn - 1)...torn }
    return page.place(of: PageCaption.remarks, from: start).map { $0.line...$0.line }
  }

  // MARK: Signature

  /// The lines between the remarks' caption and the signature's: remarks, and last the signature.
  private var closing: [Substring] {
    let caption = page.place(of: PageCaption.signature)?.line ?? page.lines.count
    let explanation = page.place(of: PageCaption.explanation)?.line ?? 0
    let remarks = remarksCaption(from: explanation)?.upperBound ?? caption - 1
    return page.lines[min(remarks + 1, caption)..<caption].map { PageText.trimmed(Substring($0.text)) }
  }

  /// The last line, and on a page of joint filers those before it that end with a date as well.
  private func signatureLines(_ closing: [Substring]) -> [Substring] {
    guard isJoint else { return closing.suffix(1) }
    let signed = closing.dropLast().suffix(while: { line in
      Piece.pieces(of: line).last.map { $0.text.contains("/") && isDate($0.text) } == true
        && line.utf8.count <= Limits.partyBytes
    })
    return Array((Array(signed) + closing.suffix(1)).suffix(Limits.pagePersons))
  }

  mutating func readSignatures() {
    let closing = closing
    let lines = signatureLines(closing)
    for line in lines { readSignature(line) }
    if lines.isEmpty { readSignature("") }
    let text = closing.dropLast(lines.count).joined(separator: "\n")
    filing.remarks = text.isEmpty ? nil : text
  }

  /// The words that are no date, and the date.
  private mutating func readSignature(_ line: Substring) {
    let words = line.split(whereSeparator: \.isWhitespace).filter { !isDate($0) }
    let name = PrintedInitial.restored(words.joined(separator: " "))
    let dates = Piece.pieces(of: line).suffix(while: { isDate($0.text) })
    let field = "signatures[\(filing.signatures.count)]"
    signers.append(name)
    // Beside a name stands a date; a caption or a row that got here has none at its end.
    let isDated = dates.contains { $0.text.contains("/") }
    let isName =
      name.count > 2 && isDated && PrintedName.isWritten(name) && !startsTorn(name)
      && !name.contains("(Month/")
    let days = unique(CellJoin.readings(of: dates).compactMap(PrintedValue.day))
    filing.signatures.append(
      Signature(
        name: reading(isName ? [name] : [], field: field + ".name", shown: line),
        date: reading(days, field: field + ".date", shown: line)))
  }

  /// A first name in small letters lost its capital.
  private func startsTorn(_ name: String) -> Bool {
    let first = name.split(separator: " ").first ?? ""
    return first.first?.isLowercase == true
      && !["van", "von", "de", "di", "du", "del", "la", "le", "al"].contains(first)
  }

  private func isDate(_ word: Substring) -> Bool {
    word.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "/") }
  }

  /// A signature that is nearly a reporting person's name and not quite was misread, or the name was.
  mutating func compareSignatures() {
    for index in filing.signatures.indices
    where filing.signatures[index].name.value.map({ isNearlyOwner($0) || isRestOfOwner($0) }) == true {
      filing.signatures[index].name = reading(
        [], field: "signatures[\(index)].name", shown: signers[index])
    }
  }

  /// The end of a line tore the name: the rest of it stands above.
  private func isRestOfOwner(_ signer: String) -> Bool {
    let own = signer.split(separator: " ")
    let above = closing.dropLast().last?.split(separator: " ") ?? []
    // A given name alone, or one with an initial, above a surname or an initial.
    if (1...2).contains(above.count), own.count == 1 || own.first?.count == 2,
      above.allSatisfy({ $0.first?.isUppercase == true && $0.allSatisfy { $0.isLetter || ".,".contains($0) } }
      )
    {
      return true
    }
    return filing.owners.compactMap(\.name.value).contains { name in
      let words = name.split(separator: " ")
      return !above.isEmpty && own.count < words.count && (own + above).allSatisfy(words.contains)
    }
  }

  private func isNearlyOwner(_ signer: String) -> Bool {
    let names = filing.owners.compactMap(\.name.value).map { [$0] } + namesShown
    let nearness = names.map { PrintedName.nearness(of: signer, to: $0) }
    return nearness.contains(.nearly) && !nearness.contains(.same)
  }

  // MARK: Doubts

  mutating func appraise() {
    let references = filing.transactions.indices.map { ($0, filing.transactions[$0].position.footnotes) }
    let held = Set(filing.holdings.flatMap(\.position.footnotes))
    for note in filing.footnotes
    where !held.contains(note.id) && !references.contains(where: { $0.1.contains(note.id) }) {
      tell("footnotes.\(note.id)", note.id, "no row shows that it refers to it")
    }
    tellDamage()
    for id in unique(references.flatMap(\.1)) where !filing.footnotes.contains(where: { $0.id == id }) {
      tell("footnotes.\(id)", id, "a row refers to it, and its text is not on the page")
      if let last = note(before: id) {
        tell("footnotes.\(last.id)", last.text, "its text may go on with that of \(id)")
      }
    }
    filing.appraise(priceFootnotes: references.filter { !$0.1.isEmpty })
  }
}

extension ScannedPageReader {
  /// The footnote in front of one that was not found.
  private func note(before id: String) -> Footnote? {
    filing.footnotes.last {
      Int($0.id.dropFirst()).map { number in number < Int(id.dropFirst()) ?? 0 } ?? false
    }
  }

  private mutating func tellDamage() {
    let prose = page.lines.filter { !$0.isTabular && $0.columns.count == 1 }.map(\.text)
    let widest = prose.map(\.count).max() ?? 0
    let words = Set(prose.flatMap { $0.split { !$0.isLetter } })
    for note in filing.footnotes {
      if let reason = FootnoteDamage.reason(note.text, widest: widest, words: words) {
        tell("footnotes.\(note.id)", note.text, reason)
      }
    }
    tellTornWords()
  }

  private mutating func tellTornWords() {
    let texts = filing.footnotes.prefix(Limits.comparedFootnotes).map {
      Array($0.text.split(whereSeparator: \.isWhitespace).prefix(Limits.comparedWords))
    }
    for (note, own) in zip(filing.footnotes, texts) where !isTold(note) {
      let others = texts.prefix(Limits.footnoteModels).filter { $0 != own } + [FootnoteDamage.undertaking]
      if FootnoteDamage.isTorn(own, beside: others) {
        tell("footnotes.\(note.id)", note.text, "words of its text are torn")
      }
    }
  }

  /// Whether the footnote is among what cannot be read.
  private func isTold(_ note: Footnote) -> Bool {
    filing.unreadable.contains { $0.field == "footnotes.\(note.id)" }
  }
}

extension Array {
  /// The longest end of which every element is such.
  fileprivate func suffix(while isSuch: (Element) -> Bool) -> ArraySlice<Element> {
    let start = lastIndex { !isSuch($0) }.map { $0 + 1 } ?? startIndex
    return self[start...]
  }
}
