extension Container {
  /// `ACCESSION-index.htm`, the page "Filing Detail": who filed what, when it was accepted, and links to the documents.
  static let indexPage = Container(recognises: {
    $0.isPage && $0.mentions("Filing Detail") && $0.mentions("Accession", within: 65_536)
  }) { opening throws(FilingError) in
    let bytes = opening.bytes
    // Parties stand at the page's end: of a page that is cut off some would be left out.
    guard let end = bytes.lastIndex(where: { !XMLCursor.isBlank($0) }), end >= 6,
      bytes[(end - 6)...end].elementsEqual("</html>".utf8)
        || bytes[(end - 6)...end].elementsEqual("</HTML>".utf8)
    else {
      throw FilingError(
        "the page ends without `</html>`", at: FilingError.Place(of: bytes.count, in: bytes),
        help: "the file is cut off or still being written", isTruncation: true)
    }
    return [try IndexPage(bytes).header.filing()]
  }
}

/// What the page "Filing Detail" says, word after word: its captions are stable, its markup is not.
private struct IndexPage {
  private let bytes: [UInt8]
  private let words: [String]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    words = bytes.visibleWords
  }

  var header: SubmissionHeader {
    var header = SubmissionHeader([], before: 0)
    header.accession = words.lazy.compactMap { AccessionNumber($0) }.first
    header.type = value(after: ["Form"]).map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 }
    header.filed = value(after: ["Filing", "Date"]).flatMap { Day($0) }
    header.accepted = accepted
    header.period = value(after: ["Period", "of", "Report"]).flatMap { Day($0) }
    let parties = parties
    header.issuer = parties.first(where: \.isIssuer)?.party ?? SubmissionHeader.Party()
    header.owners = parties.filter { !$0.isIssuer }.map(\.party)
    return header
  }

  /// `Accepted 2025-01-08 19:00:05`.
  private var accepted: WallClock? {
    guard let at = index(after: ["Accepted"]), at + 1 < words.count, let day = Day(words[at]) else {
      return nil
    }
    let clock = words[at + 1].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    return WallClock(day: day, hour: clock[0], minute: clock[1], second: clock[2])
  }

  /// `<span class="companyName">Tesla, Inc. (Issuer) <acronym …>CIK</acronym>: <a …>0001318605 (see all …`
  private var parties: [(party: SubmissionHeader.Party, isIssuer: Bool)] {
    var parties: [(party: SubmissionHeader.Party, isIssuer: Bool)] = []
    var at = 0
    while parties.count < Limits.owners, let mark = bytes.firstOffset(of: "companyName\">", from: at) {
      at = mark &+ 13
      guard let end = bytes.firstOffset(of: "</span>", from: at, before: at &+ Limits.partyBytes) else {
        continue
      }
      let words = Array(bytes[at..<end]).visibleWords
      guard let role = words.firstIndex(where: { $0.hasPrefix("(") }) else { continue }
      let name = words[..<role].joined(separator: " ")
      let cik = words.first { $0.utf8.count == 10 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      let isIssuer = words[role] == "(Issuer)" || words[role] == "(Subject)" || words[role] == "(Subject"
      parties.append((SubmissionHeader.Party(name: name, cik: cik), isIssuer))
    }
    return parties
  }

  private func value(after caption: [String]) -> String? {
    index(after: caption).map { words[$0] }
  }

  private func index(after caption: [String]) -> Int? {
    let last = words.count - caption.count
    guard last > 0 else { return nil }
    return (0..<last).first { words[$0..<($0 + caption.count)].elementsEqual(caption) }
      .map { $0 + caption.count }
  }
}

extension [UInt8] {
  /// The words that a page of HTML shows, without its tags, scripts aside.
  fileprivate var visibleWords: [String] {
    var text: [UInt8] = []
    var at = 0
    while let tag = firstOffset(of: "<", from: at) {
      text += self[at..<tag]
      text.append(0x20)
      at = (firstOffset(of: ">", from: tag) ?? count &- 1) &+ 1
    }
    text += self[at...]
    return String(decoding: text.withoutReferences, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .map(String.init)
  }
}
