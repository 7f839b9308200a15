/// Each reporting person has a block with the name, and the boxes of a relationship stand behind the block they belong
/// to, in the page's order.
extension RenderedPageReader {
  mutating func readOwners() throws(FilingError) {
    let blocks = fields.filter { $0.caption == .owner }
    guard blocks.count <= Limits.owners else { throw tooMany("reporting owners", Limits.owners) }
    guard !blocks.isEmpty else {
      throw FilingError("the page names no reporting person", help: "drop the filing's XML")
    }
    for (index, block) in blocks.enumerated() {
      let end = index + 1 < blocks.count ? blocks[index + 1].start : Int.max
      let boxes = fields.filter { $0.start > block.start && $0.start < end && $0.box != nil }
      var owner = Owner()
      readName(of: &owner, in: block, "owners[\(index)]")
      readRoles(of: &owner, in: boxes, "owners[\(index)]")
      owner.resolvedTitle = owner.title
      filing.owners.append(owner)
    }
  }

  private mutating func readName(of owner: inout Owner, in block: PageField, _ path: String) {
    if let link = link(in: block) {
      owner.name = .known(link.name)
      owner.cik = Reading(link.cik)
      return
    }
    let lines = page.texts(of: block.cell).map { HTMLText.flattened($0) }
      .filter { $0 != "*" && RenderedCaption($0) != .owner }
    owner.name =
      lines.first.map(Reading.known) ?? unread(path + ".name", shown: "", "the page does not show it")
  }

  // MARK: Roles

  private mutating func readRoles(of owner: inout Owner, in boxes: [PageField], _ path: String) {
    owner.isDirector = role(.director, in: boxes, path + ".director")
    owner.isOfficer = role(.officer, in: boxes, path + ".officer")
    owner.isTenPercentOwner = role(.tenPercentOwner, in: boxes, path + ".ten_percent")
    owner.isOther = role(.other, in: boxes, path + ".other")
    guard let officer = boxes.first(where: { $0.caption == .officer }) else {
      owner.title = unread(path + ".title", shown: "", "the page does not show it")
      owner.otherText = unread(path + ".other_text", shown: "", "the page does not show it")
      return
    }
    let cells = cells(below: officer)
    if cells.count >= 4 {
      owner.title = Reading(page.text(of: cells[1]).nonEmpty)
      owner.otherText = Reading(page.text(of: cells[3]).nonEmpty)
    } else {
      readTexts(cells.flatMap(page.texts), of: &owner, path)
    }
  }

  /// A block without boxes says nothing of the relationship: the page shows those of the first person alone.
  private mutating func role(_ caption: RenderedCaption, in boxes: [PageField], _ path: String) -> Reading<
    Bool
  > {
    guard let box = boxes.first(where: { $0.caption == caption })?.box else {
      return unread(path, shown: "", "the page does not show it")
    }
    return tick(in: box, path)
  }

  /// The row behind that of the boxes, in the same table.
  private func cells(below officer: PageField) -> [HTMLPage.Cell] {
    let table = page.tables[page.rows[officer.row].table]
    guard let place = table.firstIndex(of: officer.row), place + 1 < table.count else { return [] }
    return page.rows[table[place + 1]].cells
  }

  /// The title of an officer and what another is share one cell, in this order: which of them stands there, the boxes
  /// say.
  private mutating func readTexts(_ texts: [String], of owner: inout Owner, _ path: String) {
    let whole = texts.joined(separator: " ")
    if texts.isEmpty { return }
    switch (owner.isOfficer.value, owner.isOther.value) {
    case (true, false): owner.title = .known(whole)
    case (false, true): owner.otherText = .known(whole)
    case (true, true):
      if let (title, other) = parted(texts) {
        (owner.title, owner.otherText) = (.known(title), .known(other))
        return
      }
      fallthrough
    default:
      owner.title = unread(path + ".title", shown: whole, "it may belong to either box")
      owner.otherText = unread(path + ".other_text", shown: whole, "it may belong to either box")
    }
  }

  /// Two texts, or one with a stroke between them.
  private func parted(_ texts: [String]) -> (String, String)? {
    let parts = texts.filter { $0 != "/" }
    if parts.count == 2 { return (parts[0], parts[1]) }
    guard parts.count == 1, let stroke = parts[0].firstRange(of: " / "),
      parts[0][stroke.upperBound...].firstRange(of: " / ") == nil
    else { return nil }
    return (
      HTMLText.trimmed(parts[0][..<stroke.lowerBound]), HTMLText.trimmed(parts[0][stroke.upperBound...])
    )
  }
}
