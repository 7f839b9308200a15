extension ScannedPageReader {
  mutating func readOwner() {
    var owner = Owner()
    owner.name = ownerName()
    readRoles(of: &owner)
    owner.resolvedTitle = owner.title
    filing.owners = [owner]
  }

  /// The page underlines the name.
  private mutating func ownerName() -> Reading<String> {
    let text = page.text(behind: "Reporting Person*") ?? ""
    guard let open = text.firstRange(of: "<u>"), let close = text[open.upperBound...].firstRange(of: "</u>")
    else {
      return reading([], field: "owners[0].name", shown: text)
    }
    return name(in: text[open.upperBound..<close.lowerBound], field: "owners[0].name")
  }

  // MARK: Roles

  private static let roles = [
    (field: "owners[0].director", caption: "Director"), (field: "owners[0].officer", caption: "Officer"),
    (field: "owners[0].ten_percent", caption: "10%"), (field: "owners[0].other", caption: "Other"),
  ]

  /// The four boxes in the order of the page, with whatever stands between them.
  private static let captions = [
    "Director", "10% Owner", "Officer (give title below)", "Other (specify below)",
  ]

  private mutating func readRoles(of owner: inout Owner) {
    if let ticks = ticks() {
      (owner.isDirector, owner.isTenPercentOwner) = (.known(ticks[0]), .known(ticks[1]))
      (owner.isOfficer, owner.isOther) = (.known(ticks[2]), .known(ticks[3]))
    } else {
      owner.isDirector = box("owners[0].director", caption: "Director")
      owner.isOfficer = box("owners[0].officer", caption: "Officer")
      owner.isTenPercentOwner = box("owners[0].ten_percent", caption: "10%")
      owner.isOther = box("owners[0].other", caption: "Other")
    }
    if owner.isOfficer != .known(false) {
      // The title stands beside the date, in the column of the boxes.
      let line = page.text(behind: "Transaction (Month/Day/Year)") ?? ""
      let shown = line.split(whereSeparator: \.isWhitespace).drop { $0.contains("/") }.joined(separator: " ")
      owner.title = reading([], field: "owners[0].title", shown: shown)
    }
    if owner.isOther == .known(true) {
      owner.otherText = reading([], field: "owners[0].other_text", shown: "")
    }
  }

  /// Whether each box is ticked; `nil` unless all captions are legible, nothing but marks stands between them, and at
  /// least one is ticked, as somebody must be something.
  private func ticks() -> [Bool]? {
    guard
      let line = page.lines.first(where: { $0.contains(Self.captions[0]) && $0.contains(Self.captions[3]) }),
      let start = line.firstRange(of: Self.captions[0])
    else { return nil }
    // What stands in front of the first caption is the label of the field, or the mark.
    var ticks = [PageText.trimmed(line[..<start.lowerBound]).hasSuffix(" X")]
    var rest = line[start.upperBound...]
    for caption in Self.captions.dropFirst() {
      guard let next = rest.firstRange(of: caption) else { return nil }
      let between = PageText.trimmed(rest[..<next.lowerBound])
      guard between.isEmpty || between == "X" else { return nil }
      ticks.append(!between.isEmpty)
      rest = rest[next.upperBound...]
    }
    return ticks.contains(true) && PageText.trimmed(rest).isEmpty ? ticks : nil
  }

  /// A box that cannot be read, with what the page shows of its caption.
  private mutating func box(_ field: String, caption: String) -> Reading<Bool> {
    var shown = ""
    if let line = page.lines.first(where: { $0.contains("Issuer Name and Ticker") }),
      let start = line.firstRange(of: caption)
    {
      let rest = line[start.lowerBound...]
      let end = Self.roles.map(\.caption).filter { $0 != caption }.compactMap {
        rest.firstRange(of: $0)?.lowerBound
      }.min()
      let text = rest[..<(end ?? rest.endIndex)]
      shown = text.split(separator: "\t").prefix(2).joined(separator: " ")
    }
    filing.unreadable.append(
      Unreadable(field: field, shown: PageText.flattened(Substring(shown)), reason: "the box is not legible"))
    return .unknown(.anything)
  }
}
