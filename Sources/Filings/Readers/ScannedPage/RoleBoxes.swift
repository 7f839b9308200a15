/// The four boxes of a reporting person's relationship, each ticked, not ticked or unknown for itself.
///
/// The mark stands in front of its caption, so what stands between one caption and the next tells: nothing, a mark, or
/// something that cannot be told.
struct RoleBoxes {
  private(set) var director: Bool?
  private(set) var tenPercent: Bool?
  private(set) var officer: Bool?
  private(set) var other: Bool?

  private static let captions = [
    Caption("Director"), Caption("10% Owner"), Caption("Officer (give title below)"),
    lastCaption,
  ]
  static let lastCaption = Caption("Other (specify below)")

  /// `glyphs` are those behind the caption of the boxes.
  init(_ glyphs: ArraySlice<UInt8>) {
    var ticks = RoleBoxes.ticks(Array(glyphs))
    // Somebody must be something: four empty boxes are boxes whose mark was not recognised.
    if !ticks.contains(true), ticks.count == 4 { ticks = [] }
    let padded = ticks + Array(repeating: nil, count: 4 - ticks.count)
    (director, tenPercent, officer, other) = (padded[0], padded[1], padded[2], padded[3])
  }

  var hasTick: Bool { [director, tenPercent, officer, other].contains(true) }

  /// Box by box, as far as the captions follow each other; the line may be cut off within one.
  private static func ticks(_ glyphs: [UInt8]) -> [Bool?] {
    var ticks: [Bool?] = []
    var at = 0
    for caption in captions {
      guard let range = caption.range(in: glyphs, from: at), range.lowerBound - at <= longestMark else {
        let rest = cutOff(glyphs[min(at, glyphs.count)...], caption)
        return ticks + (endsInMark(glyphs[..<at]) && rest == [false] ? [nil] : rest)
      }
      let tick = tick(glyphs[at..<range.lowerBound])
      // A caption's letter that is read as X, or the mark beside a caption that lost a letter.
      let isOpen = endsInMark(glyphs[..<at]) || glyphs[range.lowerBound] == mark
      ticks.append(tick == false && isOpen ? nil : tick)
      at = range.upperBound
    }
    return ticks
  }

  private static func endsInMark(_ glyphs: ArraySlice<UInt8>) -> Bool { glyphs.last == mark }

  /// A mark, a border and a speck.
  private static let longestMark = 3
  private static let mark = UInt8(ascii: "x")

  /// `nil` for anything but a mark or nothing.
  private static func tick(_ between: ArraySlice<UInt8>) -> Bool? {
    let isEmpty = ["", "[]", "()"].contains { between.elementsEqual($0.utf8) }
    return isEmpty ? false : ["x", "[x]", "(x)"].contains { between.elementsEqual($0.utf8) } ? true : nil
  }

  /// The box whose caption the end of the line cuts off.
  private static func cutOff(_ rest: ArraySlice<UInt8>, _ caption: Caption) -> [Bool?] {
    if rest.first == mark, caption.begins(with: rest.dropFirst()) { return [true] }
    return !rest.isEmpty && caption.begins(with: rest) ? [false] : []
  }
}
