extension ScannedPageReader {
  /// `block` is `nil` where the caption of the person was not found: then the head's boxes are the only ones.
  mutating func readRoles(of owner: inout Owner, _ block: OwnerBlock?) {
    let lines = block?.lines ?? 0..<tableBounds().first
    let path = block?.path ?? "owners[0]"
    let place = page.place(of: PageCaption.relationship, in: lines)
    let isShown = place != nil || page.place(of: PageCaption.relationshipAlone, in: lines) != nil
    // In a picture's text marks get lost: where none is shown, there may be one.
    let boxes = RoleBoxes(page.runTogether == nil ? boxGlyphs(place, lines)[...] : [])
    let texts = block?.isFirst == false ? jointTitle(place, boxes) : headTitle(place, lines)
    let field = BoxField(
      path: path,
      reason: isShown || block?.isFirst != false ? "the box is not legible" : "the page does not show it",
      shown: boxText(place, block))
    owner.isDirector = box(boxes.director, "director", "Director", field)
    owner.isOfficer = box(officer(boxes, texts), "officer", "Officer", field)
    owner.isTenPercentOwner = box(boxes.tenPercent, "ten_percent", "10%", field)
    owner.isOther = box(boxes.other, "other", "Other", field)
    readTexts(texts, of: &owner, path)
  }

  /// The title of an officer and what another is share one place, in this order, with a stroke between them: which of
  /// them stands there, the boxes say.
  private mutating func readTexts(_ texts: TitlePlace, of owner: inout Owner, _ path: String) {
    let parts = texts.known.first.map { $0.components(partedBy: " / ") } ?? []
    var (title, other) = (texts.known, texts.known)
    switch (owner.isOfficer.value, owner.isOther.value) {
    case (true, true): (title, other) = parts.count == 2 ? ([parts[0]], [parts[1]]) : ([], [])
    case (true, nil): if parts.count > 1 || texts.isBroken { title = [] }
    case (nil, _): (title, other) = ([], [])
    default: break
    }
    if owner.isOfficer != .known(false) {
      owner.title = reading(title, field: path + ".title", shown: texts.shown)
    }
    if owner.isOther == .known(true) {
      owner.otherText = reading(other, field: path + ".other_text", shown: texts.shown)
    }
  }

  // MARK: Boxes

  /// The glyphs behind the caption of the boxes: on its line, or in two lines of columns below it.
  private func boxGlyphs(_ place: CaptionPlace?, _ lines: Range<Int>) -> [UInt8] {
    if let place {
      return Array(page.lines[place.line].glyphs[place.glyphs.upperBound...])
    }
    guard let label = page.place(of: PageCaption.relationshipAlone, in: lines)?.line else { return [] }
    let columns = page.lines[(label + 1)...].prefix(5).filter { !$0.isTabular }.map(\.columns)
    let parts = columns.flatMap { $0 }.map { PageText.flattened($0.text) }.filter { part in
      ["Director", "10% Owner", "Officer (give title below)", "Other (specify below)"].contains {
        part.hasSuffix($0)
      }
    }
    // A mark in a column of its own could belong to the caption on either side.
    let isMarkLoose = columns.joined().contains { $0.text == "X" }
    return parts.count == 4 && !isMarkLoose ? PageLine.glyphs(of: parts.joined()) : []
  }

  /// A title beside a box that cannot be read is that of an officer; where a box is ticked and the title's place is
  /// legible and empty, nobody is one, for the form asks for the title.
  private func officer(_ boxes: RoleBoxes, _ texts: TitlePlace) -> Bool? {
    if let officer = boxes.officer { return officer }
    if let text = texts.known.first, boxes.other != true, OfficerTitle.isOne(text) { return true }
    return texts.isEmpty && boxes.hasTick ? false : nil
  }

  /// What a box that cannot be read is told with.
  private struct BoxField {
    let path: String
    let reason: String
    let shown: Substring
  }

  /// A box, and what the page shows of its caption when it cannot be read.
  private mutating func box(_ tick: Bool?, _ name: String, _ caption: String, _ field: BoxField) -> Reading<
    Bool
  > {
    if let tick { return .known(tick) }
    tell("\(field.path).\(name)", shownCaption(caption, in: field.shown), field.reason)
    return .unknown(.anything)
  }

  /// The text in which the captions of the boxes stand.
  private func boxText(_ place: CaptionPlace?, _ block: OwnerBlock?) -> Substring {
    if block?.isFirst == false {
      return place.map { page.lines[$0.line].text(from: $0.glyphs.upperBound) } ?? ""
    }
    return page.text(behind: PageCaption.issuer) ?? ""
  }

  /// What stands from the first word of a box's caption to the next caption.
  private func shownCaption(_ caption: String, in text: Substring) -> String {
    guard let start = text.firstRange(of: caption) else { return "" }
    let rest = text[start.lowerBound...]
    let ends = ["Director", "Officer", "10%", "Other"].filter { $0 != caption }
      .compactMap { rest.firstRange(of: $0)?.lowerBound }
    return rest[..<(ends.min() ?? rest.endIndex)].split(separator: "\t").prefix(2).joined(separator: " ")
  }
}

extension String {
  /// The parts between the separators.
  fileprivate func components(partedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
