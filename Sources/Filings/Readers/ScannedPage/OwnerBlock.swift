/// The part of a page that is about one reporting person: the first stands in the form's head, those of joint filers
/// below the tables or on a second page, each with a caption "1. Name and Address of Reporting Person" of its own.
struct OwnerBlock {
  /// The place of the person among the owners, as in `owners[1]`.
  let index: Int
  let caption: CaptionPlace
  /// The lines of the page that may be about this person.
  let lines: Range<Int>

  var isFirst: Bool { index == 0 }
  var path: String { "owners[\(index)]" }
}

extension PageText {
  /// Lines behind a joint filer's caption: the name, the address in four lines, the boxes in four, blank ones left out.
  private static let blockLines = 12

  /// The blocks in the page's order. The first reaches to the tables, and a later one no further than its address.
  func ownerBlocks(headEnd: Int) -> [OwnerBlock] {
    guard let first = place(of: PageCaption.reportingPerson) else { return [] }
    var places = [first]
    while places.count < Limits.pagePersons,
      let next = place(of: PageCaption.nextPerson, from: places[places.count - 1].line + 1)
    {
      places.append(next)
    }
    return places.enumerated().map { index, place in
      let next = index + 1 < places.count ? places[index + 1].line : lines.count
      let end = index == 0 ? max(headEnd, place.line + 1) : place.line + PageText.blockLines
      let stop = index == 0 ? end : blockEnd(from: place.line + 1)
      return OwnerBlock(index: index, caption: place, lines: place.line..<min(next, end, stop))
    }
  }

  /// The line at which the form goes on.
  private func blockEnd(from start: Int) -> Int {
    let captions = [PageCaption.explanation, PageCaption.remarks, PageCaption.signature]
    return lines[start...].prefix(PageText.blockLines).firstIndex { line in
      captions.contains { $0.range(in: line.glyphs) != nil }
    } ?? lines.count
  }

  /// The first line among these with the caption, and where in it the caption stands.
  func place(of caption: Caption, in range: Range<Int>) -> CaptionPlace? {
    for index in range.clamped(to: lines.indices) {
      if let glyphs = caption.range(in: lines[index].glyphs) {
        return CaptionPlace(line: index, glyphs: glyphs)
      }
    }
    return nil
  }
}
