/// Finds an element's name by its bytes: one hash, one comparison by words of eight, no string.
struct ElementNameTable {
  /// Built once for the process; a cursor keeps a copy, so that a tag costs no look at the global.
  static let standard = ElementNameTable(ElementName.allCases)

  private struct Entry {
    var name: ElementName
    /// Bytes of the name.
    var length: Int
    /// The name, filled up with zeros.
    var words = InlineArray<4, UInt64>(repeating: 0)
  }

  /// Bytes of the longest name that the table holds; a test keeps `ElementName` within it.
  static var longestName: Int { 32 }
  /// A power of two, about four times the number of names, so that few share a slot.
  private static var slotCount: Int { 256 }

  /// For each slot the number of its entry, from 1; 0 in a free slot. Slots are small, so that they stay in the cache.
  private var slots = [UInt8](repeating: 0, count: slotCount)
  private var entries: [Entry] = []

  private init(_ names: [ElementName]) {
    for name in names where name != .other {
      let text = Array(name.rawValue.utf8)
      var entry = Entry(name: name, length: text.count)
      for index in 0..<min(4, (text.count + 7) / 8) {
        entry.words[index] = text.span.bytes.word(at: index * 8).bits
      }
      var slot = ElementNameTable.slot(of: text.span.bytes, start: 0, end: text.count)
      while slots[slot] > 0 { slot = (slot + 1) % ElementNameTable.slotCount }
      entries.append(entry)
      slots[slot] = UInt8(entries.count)
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
    let entries = entries.span
    let slots = slots.span
    let length = end &- start
    var slot = ElementNameTable.slot(of: bytes, start: start, end: end)
    while slots[slot] > 0 {
      let index = Int(slots[slot]) &- 1
      if entries[index].length == length, ElementNameTable.spells(bytes, start, length, entries[index].words)
      {
        return entries[index].name
      }
      slot = (slot &+ 1) & (ElementNameTable.slotCount &- 1)
    }
    return .other
  }

  @inline(__always)
  private static func spells(
    _ bytes: RawSpan, _ start: Int, _ length: Int, _ words: borrowing InlineArray<4, UInt64>
  ) -> Bool {
    var left = length
    var index = 0
    while left >= 8 {
      guard bytes.word(at: start &+ index &* 8).bits == words[index] else { return false }
      left &-= 8
      index &+= 1
    }
    if left == 0 { return true }
    return bytes.word(at: start &+ index &* 8).prefix(left) == words[index]
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
