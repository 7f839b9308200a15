/// What EDGAR says of a submission before its documents: who filed what for whom, and when.
///
/// Two dialects. Complete submission texts have labels (`FILED AS OF DATE:`), with a few tags among them; the feed and
/// `.hdr.sgml` have tags alone (`<FILING-DATE>`), whose values end with their line, or at the next tag where somebody
/// has taken the lines away.
struct SubmissionHeader: Sendable {
  var accession: AccessionNumber?
  /// As EDGAR has it: `4/A`.
  var type: String?
  var period: Day?
  /// FILED AS OF DATE.
  var filed: Day?
  /// ACCEPTANCE-DATETIME.
  var accepted: WallClock?
  /// The issuer, called the subject company before 2003.
  var issuer = Party()
  var owners: [Party] = []
  /// What stands in the place of an accession number, a date or a time, and is none.
  private(set) var doubts: [Unreadable] = []

  /// One that a submission names.
  struct Party: Sendable {
    var name: String?
    var cik: String?
    /// Before 2003: `DIRECTOR`.
    var relationship: String?
  }

  /// Reads the header that `bytes` begin with, as far as `end`.
  init(_ bytes: [UInt8], before end: Int) {
    var fields = HeaderFields(bytes, before: end)
    while let (label, value) = fields.next() { take(value, as: label) }
  }

  /// The section that the fields stand in.
  private enum Section { case issuer, owner, other }
  private var section = Section.other

  private mutating func take(_ value: String, as label: String) {
    switch label {
    case "ACCESSION-NUMBER":
      accession = read(value, as: "accession", "no accession number") { AccessionNumber($0) } ?? accession
    case "SEC-DOCUMENT", "IMS-DOCUMENT", "SEC-HEADER", "IMS-HEADER":
      accession = accession ?? AccessionNumber(String(value.prefix(20)))
    case "CONFORMED-SUBMISSION-TYPE": type = type ?? value
    case "TYPE": if section == .other { type = type ?? value }
    case "CONFORMED-PERIOD-OF-REPORT", "PERIOD": period = period ?? Day(compact: value.utf8.span)
    case "FILED-AS-OF-DATE", "FILING-DATE":
      filed = filed ?? read(value, as: "filed", "no date") { Day(compact: $0.utf8.span) }
    case "ACCEPTANCE-DATETIME":
      accepted = accepted ?? read(value, as: "accepted", "no time") { WallClock(stamp: $0.utf8.span) }
    case "ISSUER", "SUBJECT-COMPANY": section = .issuer
    case "REPORTING-OWNER", "FILED-BY":
      section = owners.count < Limits.owners ? .owner : .other
      if section == .owner { owners.append(Party()) }
    case "/REPORTING-OWNER", "/ISSUER", "/SUBJECT-COMPANY": section = .other
    case "COMPANY-CONFORMED-NAME", "CONFORMED-NAME": set(\.name, value)
    case "CENTRAL-INDEX-KEY", "CIK": set(\.cik, value)
    case "RELATIONSHIP": set(\.relationship, value)
    default: break
    }
  }

  private mutating func read<Value>(
    _ value: String, as field: String, _ reason: String, _ read: (String) -> Value?
  ) -> Value? {
    let reading = read(value)
    if reading == nil, !value.isEmpty, doubts.count < Limits.headerDoubts {
      let shown = String(value.prefix(Limits.shownCharacters))
      doubts.append(Unreadable(field: field, shown: shown, reason: reason))
    }
    return reading
  }

  /// The first of several is the party's own: former names come behind it.
  private mutating func set(_ field: WritableKeyPath<Party, String?>, _ value: String) {
    guard !value.isEmpty else { return }
    switch section {
    case .issuer: issuer[keyPath: field] = issuer[keyPath: field] ?? value
    case .owner:
      let last = owners.count - 1
      owners[last][keyPath: field] = owners[last][keyPath: field] ?? value
    case .other: break
    }
  }

  // MARK: What it gives a filing

  /// The form and whether it is an amendment; `nil` for every other submission.
  var form: (form: Form, isAmendment: Bool)? {
    guard let type else { return nil }
    let isAmendment = type.hasSuffix("/A")
    return Form(rawValue: isAmendment ? String(type.dropLast(2)) : type).map { ($0, isAmendment) }
  }

  func provenance(_ container: ContainerKind) -> Provenance {
    var provenance = Provenance(container: container)
    provenance.accession = accession
    provenance.filed = filed
    provenance.accepted = accepted
    return provenance
  }

  /// Gives a filing what its document does not bear out by itself: pages have no numbers of the parties.
  func complete(_ filing: inout Filing) {
    var known: Set<String> = []
    if let period, filing.period.value == nil {
      filing.period = .known(period)
      known.insert("period")
    }
    if Self.fill(&filing.issuer.name, issuer.name) { known.insert("issuer.name") }
    _ = Self.fill(&filing.issuer.cik, issuer.cik)
    if filing.owners.isEmpty { filing.owners = owners.map(Owner.init) }
    // Who is who is certain only where there is one of each.
    if filing.owners.count == 1, owners.count == 1 {
      if Self.fill(&filing.owners[0].name, owners[0].name) { known.insert("owners[0].name") }
      _ = Self.fill(&filing.owners[0].cik, owners[0].cik)
    }
    // What the header says need not be legible on the page.
    filing.unreadable.removeAll { known.contains($0.field) }
  }

  private static func fill(_ field: inout Reading<String>, _ value: String?) -> Bool {
    guard field.value == nil, let value else { return false }
    field = .known(value)
    return true
  }
}

extension Owner {
  /// An owner of whom only a header tells: its roles stand in the document alone.
  init(_ party: SubmissionHeader.Party) {
    self.init()
    name = Reading(party.name)
    cik = Reading(party.cik)
    let relationship = party.relationship?.uppercased() ?? ""
    isDirector = relationship == "DIRECTOR" ? .known(true) : .unknown(.anything)
    isOfficer = relationship == "OFFICER" ? .known(true) : .unknown(.anything)
    isTenPercentOwner = relationship == "10% OWNER" ? .known(true) : .unknown(.anything)
    isOther = .unknown(.anything)
  }
}

/// The fields of a header one after the other, in either dialect; labels come in the tags' spelling, `FILED-AS-OF-DATE`.
private struct HeaderFields {
  private let bytes: [UInt8]
  private let end: Int
  private var at = 0
  private var taken = 0

  init(_ bytes: [UInt8], before end: Int) {
    self.bytes = bytes
    self.end = min(end, bytes.count)
  }

  mutating func next() -> (label: String, value: String)? {
    while at < end, taken < Limits.headerFields {
      while at < end, XMLCursor.isBlank(bytes[at]) { at &+= 1 }
      guard at < end else { return nil }
      taken &+= 1
      if bytes[at] == UInt8(ascii: "<") { return tag() }
      if let field = label() { return field }
    }
    return nil
  }

  /// `<NAME>value`.
  private mutating func tag() -> (String, String) {
    let name = piece { $0 == UInt8(ascii: ">") || $0 == 0x0A }
    if at < end, bytes[at] == UInt8(ascii: ">") { at &+= 1 }
    return (spelled(name.dropFirst()), value())
  }

  /// `LABEL: value`; a line without a colon says nothing.
  private mutating func label() -> (String, String)? {
    let name = piece { $0 == UInt8(ascii: ":") || $0 == 0x0A || $0 == UInt8(ascii: "<") }
    guard at < end, bytes[at] == UInt8(ascii: ":") else { return nil }
    at &+= 1
    return (spelled(name), value())
  }

  /// As far as the line goes, or the next tag. The line's end itself is left to `next`.
  private mutating func value() -> String {
    let text = piece { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: "<") }
    let span = text.drop(while: XMLCursor.isBlank)
    let last = span.lastIndex { !XMLCursor.isBlank($0) }
    return String(decoding: last.map { span[...$0] } ?? [], as: UTF8.self)
  }

  private mutating func piece(until isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = at
    at = bytes[at..<end].firstIndex(where: isEnd) ?? end
    return bytes[start..<at]
  }

  private func spelled(_ name: ArraySlice<UInt8>) -> String {
    String(decoding: name.map { $0 == 0x20 ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }
}

// MARK: - EDGAR's stamps

extension Day {
  /// `YYYYMMDD`, as headers have it.
  init?(compact text: Span<UInt8>) {
    guard text.count == 8, let number = Int(digits: text) else { return nil }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}

extension WallClock {
  /// `YYYYMMDDHHMMSS`.
  init?(stamp text: Span<UInt8>) {
    guard text.count == 14, let day = Day(compact: text.extracting(0..<8)),
      let time = Int(digits: text.extracting(8..<14))
    else { return nil }
    self.init(day: day, hour: time / 10_000, minute: time / 100 % 100, second: time % 100)
  }
}

extension Int {
  /// At most 18 decimal digits, and nothing else.
  init?(digits text: Span<UInt8>) {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var value = 0
    for index in text.indices {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    self = value
  }
}
