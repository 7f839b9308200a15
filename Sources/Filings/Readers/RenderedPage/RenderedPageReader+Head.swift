extension RenderedPageReader {
  mutating func readHead() {
    readIssuer()
    filing.period = date(.period, "period")
    filing.originalFiled = date(.original, "original_filed")
    if filing.originalFiled != .absent { filing.isAmendment = true }
    filing.exit = box(.exit, "exit")
    filing.plan10b51 = box(.plan, "plan_10b5_1")
  }

  // MARK: Issuer

  /// `Apple Inc. [ AAPL ]`, the name as a link that names the CIK.
  private mutating func readIssuer() {
    guard let field = first(.issuer) else {
      filing.issuer.name = unread("issuer.name", shown: "", "the page does not show it")
      filing.issuer.ticker = unread("issuer.ticker", shown: "", "the page does not show it")
      return
    }
    let text = text(behind: "Symbol", in: field) ?? ""
    let link = link(in: field)
    filing.issuer.cik = Reading(link?.cik)
    let bracket = link.flatMap { text.firstRange(of: $0.name)?.upperBound } ?? text.startIndex
    let ticker = text[bracket...].firstIndex(of: "[")
    filing.issuer.name = Reading(link?.name ?? HTMLText.trimmed(text[..<(ticker ?? text.endIndex)]).nonEmpty)
    filing.issuer.ticker = Reading(ticker.flatMap { bracketed(text[$0...]) })
    if let foreign = first(.foreignTicker) {
      let text = self.text(behind: "Symbol", in: foreign) ?? ""
      filing.issuer.foreignTicker = Reading(
        text.contains("[") ? bracketed(text[...]) : HTMLText.trimmed(text).nonEmpty)
    }
  }

  private func bracketed(_ text: Substring) -> String? {
    guard let open = text.firstIndex(of: "["), let close = text.lastIndex(of: "]"), open < close else {
      return nil
    }
    return HTMLText.trimmed(text[text.index(after: open)..<close]).nonEmpty
  }

  // MARK: Parts

  /// The first link of the cell: the name of a party, and its CIK where the address has it.
  func link(in field: PageField) -> (name: String, cik: String?)? {
    guard let start = field.cell.pieces.first(where: { page.pieces[$0].href != nil }) else { return nil }
    let pieces = page.pieces[start..<field.cell.pieces.upperBound].prefix { $0.href != nil }
    let name = HTMLText.trimmed(pieces.map(\.text).joined())
    return name.isEmpty ? nil : (name, page.pieces[start].href.flatMap(RenderedPageReader.cik))
  }

  /// `…&CIK=0000320193`, with the zeros in front that the address may leave out.
  private static func cik(in address: String) -> String? {
    let bytes = address.utf8.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    guard let mark = bytes.firstOffset(of: "cik=") else { return nil }
    let digits = bytes[(mark + 4)...].prefix { $0 &- UInt8(ascii: "0") < 10 }
    guard (1...10).contains(digits.count) else { return nil }
    return String(repeating: "0", count: 10 - digits.count) + String(decoding: digits, as: UTF8.self)
  }

  /// The date of a field whose caption ends with `(Month/Day/Year)`.
  private mutating func date(_ caption: RenderedCaption, _ path: String) -> Reading<Day> {
    guard let field = first(caption) else { return .absent }
    guard let text = text(behind: "Year)", in: field) else {
      return unread(path, shown: page.opening(of: field.cell), "it cannot be told from its caption")
    }
    return day(text, path)
  }

  /// The text of the field behind the end of its caption; `nil` when the caption does not end so.
  func text(behind end: String, in field: PageField) -> String? {
    var caption = ""
    for index in field.start..<field.cell.pieces.upperBound where !page.pieces[index].isRaised {
      caption += page.pieces[index].text
      if let found = caption.firstRange(of: end) {
        let rest = page.pieces[(index + 1)..<field.cell.pieces.upperBound].filter { !$0.isRaised }
        return HTMLText.trimmed(caption[found.upperBound...] + rest.map(\.text).joined())
      }
      if caption.utf8.count > Limits.captionBytes { break }
    }
    return nil
  }

  /// A box with a mark, or without; absent on a page that does not have it.
  mutating func box(_ caption: RenderedCaption, _ path: String) -> Reading<Bool> {
    guard let box = first(caption)?.box else { return .absent }
    return tick(in: box, path)
  }

  /// `X` or nothing. Any other mark could be either.
  mutating func tick(in box: HTMLPage.Cell, _ path: String) -> Reading<Bool> {
    let text = page.text(of: box)
    if text.isEmpty { return .known(false) }
    return text.uppercased() == "X" ? .known(true) : unread(path, shown: text, "neither a mark nor empty")
  }
}

extension String {
  /// `nil` when nothing is there.
  var nonEmpty: String? { isEmpty ? nil : self }
}
