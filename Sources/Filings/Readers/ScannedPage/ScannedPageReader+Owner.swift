extension ScannedPageReader {
  mutating func readOwners() {
    let blocks = page.ownerBlocks(headEnd: tableBounds().first)
    guard !blocks.isEmpty else {
      readOwner(nil)
      return
    }
    for block in blocks { readOwner(block) }
    readJointList()
    addUnreadOwner()
  }

  private mutating func readOwner(_ block: OwnerBlock?) {
    let told = filing.unreadable.count
    var owner = Owner()
    owner.name = block.map { ownerName($0) } ?? reading([], field: "owners[0].name", shown: "")
    if let block, isRepeated(owner, block) {
      filing.unreadable.removeLast(filing.unreadable.count - told)
      return
    }
    readRoles(of: &owner, block)
    owner.resolvedTitle = owner.title
    filing.owners.append(owner)
  }

  /// A second page that begins with the first's head once more brings no other person.
  private func isRepeated(_ owner: Owner, _ block: OwnerBlock) -> Bool {
    guard let name = owner.name.value, !block.isFirst else { return false }
    return filing.owners.contains { $0.name == .known(name) }
  }

  // MARK: Joint filings

  /// Whether the second box of item 6 is ticked, or the caption of item 1 stands on the page more than once.
  var isJoint: Bool {
    page.lines.contains { line in
      guard let form = PageCaption.severalPersons.range(in: line.glyphs) else { return false }
      return form.lowerBound > 0 && line.glyphs[form.lowerBound - 1] == UInt8(ascii: "x")
    } || page.ownerBlocks(headEnd: 0).count > 1
  }

  /// Nobody may take the filers that were read for all of them: the others may have any role. There are others where the
  /// form says that there are several, and where more addresses or signatures stand on it than names were found.
  private mutating func addUnreadOwner() {
    let addresses = page.lines.count { PageCaption.address.range(in: $0.glyphs) != nil }
    let shown = isJoint ? max(2, filing.signatures.count, addresses) : addresses
    guard filing.owners.count < min(shown, Limits.pagePersons) else { return }
    tell(
      "owners[\(filing.owners.count)]", "Form filed by More than One Reporting Person",
      "reporting persons behind the last are not read")
    filing.owners.append(Owner.unread)
  }

  // MARK: Name

  /// The page underlines the name; the signature has it once more, with the family name behind.
  private mutating func ownerName(_ block: OwnerBlock) -> Reading<String> {
    if block.isFirst, let names = page.runTogether { return readNames(of: names) }
    let place = block.caption
    let line = page.lines[place.line]
    let range = underlined(line, from: place.glyphs.upperBound)
    let shown = range.isEmpty ? page.below(place) ?? "" : line.text(range)
    guard shown.utf8.count <= Limits.nameCharacters * 2 else {
      return reading([], field: block.path + ".name", shown: shown)
    }
    let readings = nameReadings(of: shown, behind: line.text(place.glyphs.lowerBound..<range.upperBound))
      .map(PrintedInitial.restored)
    let copies = signatureCopies(of: readings)
    let name = PrintedName(readings: readings, copies: copies).confirmed
    let isPlain =
      isClean && readings.count == 1 && copies.isEmpty && !shown.contains("\t")
      && readings.allSatisfy {
        PrintedName.isWritten($0) && $0.count(where: { $0 == " " }) < Limits.nameWords
      }
      && !signers.contains { PrintedName.nearness(of: $0, to: readings) == .nearly }
    if name == nil, !isPlain { namesShown.append(readings) }
    return reading(name.map { [$0] } ?? (isPlain ? readings : []), field: block.path + ".name", shown: shown)
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

  /// The signatures' words in the order of the head, where the letters fit: a run of them with each word moved to the
  /// front as the family name. Others than the person may have signed, and for somebody.
  func signatureCopies(of readings: [String]) -> [[String]] {
    let letters = readings.map { $0.filter { $0 != " " } }
    return signers.flatMap { signer -> [String] in
      let words = signer.split(separator: " ").prefix(Limits.signatureWords)
      return words.indices.flatMap { start in
        runs(of: words[start...], as: letters).flatMap { rotations(of: $0, as: letters) }
      }
    }.map { [$0] }
  }

  /// The beginnings of `words` that have as many letters as one of the names.
  private func runs(of words: ArraySlice<Substring>, as names: [String]) -> [ArraySlice<Substring>] {
    let lengths = Set(names.map(\.count))
    var count = 0
    var runs: [ArraySlice<Substring>] = []
    for (place, word) in zip(words.indices, words).prefix(Limits.nameWords) {
      // A comma parts a company from whoever signs for it.
      let last = word.hasSuffix(",") ? word.dropLast() : word
      if lengths.contains(count + last.count) { runs.append(words[words.startIndex..<place] + [last]) }
      count += word.count
    }
    return runs
  }

  private func rotations(of words: ArraySlice<Substring>, as names: [String]) -> [String] {
    let rotations = words.indices.map { (words[$0...] + words[..<$0]).joined(separator: " ") }
    return rotations.filter { rotation in
      let letters = rotation.filter { $0 != " " }
      return names.contains { PrintedName.settled($0, letters) != nil }
    }
  }
}

extension Owner {
  /// A reporting person of whom nothing is known.
  static var unread: Owner {
    var owner = Owner()
    owner.cik = .unknown(.anything)
    owner.name = .unknown(.anything)
    owner.isDirector = .unknown(.anything)
    owner.isOfficer = .unknown(.anything)
    owner.isTenPercentOwner = .unknown(.anything)
    owner.isOther = .unknown(.anything)
    owner.title = .unknown(.anything)
    owner.resolvedTitle = .unknown(.anything)
    owner.otherText = .unknown(.anything)
    return owner
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
