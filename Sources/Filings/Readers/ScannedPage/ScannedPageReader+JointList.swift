/// The exhibit "Joint Filer Information", which lists those for whom the form has no block:
///
///     Name of Joint Filer: Larkspur Partners LP
///     Relationship of Joint Filer to Issuer: 10% Owner
extension ScannedPageReader {
  mutating func readJointList() {
    guard let start = page.place(of: PageCaption.jointList)?.line else { return }
    for line in page.lines[(start + 1)...] where filing.owners.count < Limits.pagePersons {
      if let name = value(
        on: line, of: ["nameofjointfiler:", "nameofreportingperson:", "jointfiler:", "name:"])
      {
        addListed(name)
      } else if let relation = value(
        on: line, of: ["relationshipofjointfilertoissuer:", "relationshiptoissuer:", "relationship:"])
      {
        readRelation(relation)
      }
    }
  }

  /// What stands behind one of the captions, with which the line begins.
  private func value(on line: PageLine, of captions: [String]) -> Substring? {
    let caption = captions.first { line.glyphs.starts(with: $0.utf8) }
    return caption.map { line.text(from: $0.utf8.count) }
  }

  private mutating func addListed(_ shown: Substring) {
    let field = "owners[\(filing.owners.count)]"
    let name = PageText.flattened(shown.prefix(Limits.shownCharacters))
    var owner = Owner.unread
    owner.name = reading(isName(name) ? [name] : [], field: field + ".name", shown: shown)
    guard !filing.owners.contains(where: { $0.name == owner.name && !owner.name.isUnknown }) else { return }
    tell(field, shown, "its relationship is told in words, and only what they name is known")
    filing.owners.append(owner)
  }

  /// Nothing vouches for a name that stands here alone but a page without fault, or a signature.
  private func isName(_ name: String) -> Bool {
    guard name.count > 2, Wording.isPrintable(name) else { return false }
    return isClean || PrintedName(readings: [name], copies: signatureCopies(of: [name])).confirmed == name
  }

  /// The roles that the words name; of the others they say nothing.
  private mutating func readRelation(_ text: Substring) {
    guard filing.owners.count > 1, let last = filing.owners.indices.last else { return }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "%" }.map(String.init)
    guard !words.contains("former"), !words.contains("not") else { return }
    if words.contains("director") { filing.owners[last].isDirector = .known(true) }
    if words.contains("officer") { filing.owners[last].isOfficer = .known(true) }
    if words.contains("10%") || words.contains("ten"), words.contains("owner") {
      filing.owners[last].isTenPercentOwner = .known(true)
    }
  }
}
