/// Finds an element's name by its bytes: one hash, one comparison by words of eight, no string.
struct ElementNameTable {
  /// Built once for the process; a cursor keeps a copy, so that a tag costs no look at the global.
  static let standard = ElementNameTable(ElementName.allCases)

  private struct Slot {
    var name = ElementName.other
    /// Bytes of the name; zero in a free slot.
    var length = 0
    /// The name, filled up with zeros.
    var words = InlineArray<4, UInt64>(repeating: 0)
  }

  /// Bytes of the longest name that the table holds; a test keeps `ElementName` within it.
  static var longestName: Int { 32 }
  /// A power of two, about four times the number of names, so that few share a slot.
  private static var slotCount: Int { 256 }

  private var slots = [Slot](repeating: Slot(), count: slotCount)

  private init(_ names: [ElementName]) {
    for name in names where name != .other {
      let text = Array(name.rawValue.utf8)
      var slot = Slot(name: name, length: text.count)
      for index in 0..<min(4, (text.count + 7) / 8) {
        slot.words[index] = text.span.bytes.word(at: index * 8).bits
      }
      var index = ElementNameTable.slot(of: text.span.bytes, start: 0, end: text.count)
      while slots[index].length > 0 { index = (index + 1) % ElementNameTable.slotCount }
      slots[index] = slot
    }
  }

  /// The element whose start tag is its name, from `start`, and a `>`: nearly every one is. `.other` for every other tag.
  @inline(__always)
  func bareName(in bytes: RawSpan, from start: Int) -> (end: Int, name: ElementName) {
    var end = start
    while end &- start <= ElementNameTable.longestName {
      let found = bytes.word(at: end).finds(UInt8(ascii: ">"))
      if found != 0 {
        end &+= ByteWord.index(of: found)
        return (end, name(in: bytes, start: start, end: end))
      }
      end &+= 8
    }
    return (start, .other)
  }

  /// The element whose name stands from `start` to `end`; `.other` when no reader knows it.
  @inline(__always)
  func name(in bytes: RawSpan, start: Int, end: Int) -> ElementName {
    let length = end &- start
    var index = ElementNameTable.slot(of: bytes, start: start, end: end)
    while slots[index].length > 0 {
      if slots[index].length == length, holds(bytes, start: start, slot: index) { return slots[index].name }
      index = (index &+ 1) & (ElementNameTable.slotCount &- 1)
    }
    return .other
  }

  @inline(__always)
  private func holds(_ bytes: RawSpan, start: Int, slot: Int) -> Bool {
    var left = slots[slot].length
    var index = 0
    while left >= 8 {
      guard bytes.word(at: start &+ index &* 8).bits == slots[slot].words[index] else { return false }
      left &-= 8
      index &+= 1
    }
    return left == 0 || bytes.word(at: start &+ index &* 8).prefix(left) == slots[slot].words[index]
  }

  /// Where to look first: names differ in their length or in their last letters.
  @inline(__always)
  private static func slot(of bytes: RawSpan, start: Int, end: Int) -> Int {
    let length = end &- start
    let tail = length >= 8 ? bytes.word(at: end &- 8).bits : bytes.word(at: start).prefix(length)
    let product = (tail ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 56)
  }
}
