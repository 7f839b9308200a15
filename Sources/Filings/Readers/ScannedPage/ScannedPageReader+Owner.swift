extension ScannedPageReader {
  mutating func readOwners() {
    var owner = Owner()
    owner.name = ownerName()
    readRoles(of: &owner)
    owner.resolvedTitle = owner.title
    filing.owners = [owner]
    if isJoint { addUnreadOwners() }
  }

  // MARK: Joint filings

  /// Whether the second box of item 6 is ticked, or the caption of item 1 stands on the page more than once.
  private var isJoint: Bool {
    page.lines.contains { line in
      guard let form = line.text.firstRange(of: "Form filed by More than One") else { return false }
      let before = line.text[..<form.lowerBound].split { $0.isWhitespace || $0 == "|" }
      return before.last == "X"
    } || page.lines.count { $0.text.contains("Name and Address of Reporting Person") } > 1
  }

  /// Nobody may take the first of several filers for all of them: the others may have any role.
  private mutating func addUnreadOwners() {
    var other = Owner()
    other.cik = .unknown(.anything)
    other.name = .unknown(.anything)
    other.isDirector = .unknown(.anything)
    other.isOfficer = .unknown(.anything)
    other.isTenPercentOwner = .unknown(.anything)
    other.isOther = .unknown(.anything)
    other.title = .unknown(.anything)
    other.resolvedTitle = .unknown(.anything)
    other.otherText = .unknown(.anything)
    filing.owners.append(other)
    tell(
      "owners[1]", "Form filed by More than One Reporting Person",
      "reporting persons behind the first are not read")
  }

  // MARK: Name

  /// The page underlines the name; the signature has it once more, with the family name behind.
  private mutating func ownerName() -> Reading<String> {
    guard let place = page.place(of: PageCaption.reportingPerson) else {
      return reading([], field: "owners[0].name", shown: "")
    }
    let line = page.lines[place.line]
    let range = underlined(line, from: place.glyphs.upperBound)
    let shown = range.isEmpty ? page.below(place) ?? "" : line.text(range)
    let readings = nameReadings(of: shown, behind: line.text(place.glyphs.lowerBound..<range.upperBound))
      .map(PrintedInitial.restored)
    let copies = signatureCopies(of: readings)
    let name = PrintedName(readings: readings, copies: copies).confirmed
    let isPlain =
      isClean && readings.count == 1 && copies.isEmpty && !shown.contains("\t")
      && readings.allSatisfy { Wording.isPrintable($0) && $0.count(where: { $0 == " " }) < Limits.nameWords }
    return reading(name.map { [$0] } ?? (isPlain ? readings : []), field: "owners[0].name", shown: shown)
  }

  /// The glyphs between `<u>` and `</u>`, also when one of the tags was misread.
  private func underlined(_ line: PageLine, from start: Int) -> Range<Int> {
    let end = PageCaption.issuer.range(in: line.glyphs, from: start)?.lowerBound ?? line.glyphs.count
    let glyphs = line.glyphs[start..<max(start, end)]
    let less = UInt8(ascii: "<")
    guard let open = glyphs.firstIndex(of: less),
      let first = glyphs[open...].firstIndex(of: UInt8(ascii: ">")),
      let close = glyphs[(first + 1)...].firstIndex(of: less)
    else { return start..<start }
    return (first + 1)..<close
  }

  /// The signature's words, with each of them moved to the front as the family name, where the letters fit.
  private func signatureCopies(of readings: [String]) -> [[String]] {
    guard let signer = signer() else { return [] }
    let words = signer.split(separator: " ")
    guard words.count <= Limits.nameWords else { return [] }
    let rotations = words.indices.map { (words[$0...] + words[..<$0]).joined(separator: " ") }
    return rotations.filter { rotation in
      let letters = rotation.filter { $0 != " " }
      return readings.contains { PrintedName.settled($0.filter { $0 != " " }, letters) != nil }
    }.map { [$0] }
  }
}

/// A single letter with a comma is an initial, whose point was read as one.
enum PrintedInitial {
  static func restored(_ name: String) -> String {
    name.split(separator: " ").map { word in
      word.count == 2 && word.last == "," && word.first?.isUppercase == true ? word.dropLast() + "." : word
    }.joined(separator: " ")
  }
}
