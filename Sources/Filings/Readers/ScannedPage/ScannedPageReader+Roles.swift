extension ScannedPageReader {
  mutating func readRoles(of owner: inout Owner) {
    let place = page.place(of: PageCaption.relationship)
    let boxes = RoleBoxes(place.map { page.lines[$0.line].glyphs[$0.glyphs.upperBound...] } ?? [])
    let title = officerTitle()
    owner.isDirector = box(boxes.director, "director", "Director")
    owner.isOfficer = box(officer(boxes, title), "officer", "Officer")
    owner.isTenPercentOwner = box(boxes.tenPercent, "ten_percent", "10%")
    owner.isOther = box(boxes.other, "other", "Other")
    if owner.isOfficer != .known(false) {
      owner.title = reading(title.known, field: "owners[0].title", shown: title.shown)
    }
    if owner.isOther == .known(true) {
      owner.otherText = reading([], field: "owners[0].other_text", shown: title.shown)
    }
  }

  /// A title beside a box that cannot be read is that of an officer; where a box is ticked and the title's place is
  /// legible and empty, nobody is one, for the form asks for the title.
  private func officer(_ boxes: RoleBoxes, _ title: TitlePlace) -> Bool? {
    if let officer = boxes.officer { return officer }
    if !title.known.isEmpty, boxes.other != true { return true }
    return title.isEmpty && boxes.hasTick ? false : nil
  }

  // MARK: Title

  private struct TitlePlace {
    var known: [String] = []
    /// Nothing but the captions of the place stands there.
    var isEmpty = false
    var shown: Substring = ""
  }

  /// The title stands behind the date of box 3, in the column of the boxes, where two captions end in "below)".
  private func officerTitle() -> TitlePlace {
    let text = page.text(behind: periodCaption) ?? ""
    let pieces = Piece.pieces(of: text).drop {
      !$0.text.contains(where: \.isLetter) || ($0.isStray && !page.isSpread)
    }
    guard let first = pieces.first else { return TitlePlace() }
    var place = TitlePlace(shown: text[first.text.startIndex...])
    let glyphs = PageLine.glyphs(of: place.shown)
    if let range = PageCaption.below.range(in: glyphs), range.count + 3 >= glyphs.count {
      place.isEmpty = true
      return place
    }
    let words = pieces.filter { !$0.isStray || page.isSpread }
    let wording = Wording(of: words, isSpread: page.isSpread, words: .ofOfficers)
    place.known = wording.text(onCleanPage: isClean).map { [$0] } ?? []
    return place
  }

  // MARK: Boxes

  /// A box, and what the page shows of its caption when it cannot be read.
  private mutating func box(_ tick: Bool?, _ field: String, _ caption: String) -> Reading<Bool> {
    if let tick { return .known(tick) }
    tell("owners[0].\(field)", shownCaption(caption), "the box is not legible")
    return .unknown(.anything)
  }

  /// What stands from the first word of a box's caption to the next caption.
  private func shownCaption(_ caption: String) -> String {
    guard let text = page.text(behind: PageCaption.issuer), let start = text.firstRange(of: caption) else {
      return ""
    }
    let rest = text[start.lowerBound...]
    let ends = ["Director", "Officer", "10%", "Other"].filter { $0 != caption }
      .compactMap { rest.firstRange(of: $0)?.lowerBound }
    return rest[..<(ends.min() ?? rest.endIndex)].split(separator: "\t").prefix(2).joined(separator: " ")
  }
}
