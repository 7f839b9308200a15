/// Finds an element's name by its bytes: one hash over words of eight, one comparison, no string.
struct ElementNameTable {
  /// Built once for the process; a cursor keeps a copy, so that a tag costs no look at the global.
  static let standard = ElementNameTable(ElementName.allCases)

  private struct Slot {
    var name = ElementName.other
    /// Where the name's words begin in `words`.
    var start = 0
    var count = 0
  }

  /// A power of two, four times the number of names, so that few share a slot.
  private static var slotCount: Int { 256 }

  private var slots = [Slot](repeating: Slot(), count: slotCount)
  private var words: [UInt64] = []

  private init(_ names: [ElementName]) {
    for name in names where name != .other {
      let text = Array(name.rawValue.utf8)
      let start = words.count
      for offset in stride(from: 0, to: text.count, by: 8) {
        words.append(text.span.bytes.word(at: offset).bits)
      }
      insert(Slot(name: name, start: start, count: words.count - start), hash: hash(of: text))
    }
  }

  private mutating func insert(_ slot: Slot, hash: UInt64) {
    var index = ElementNameTable.index(of: hash)
    while slots[index].count > 0 { index = (index &+ 1) & (ElementNameTable.slotCount - 1) }
    slots[index] = slot
  }

  private func hash(of text: [UInt8]) -> UInt64 {
    stride(from: 0, to: text.count, by: 8).reduce(0) { hash, offset in
      ElementNameTable.mixed(hash, text.span.bytes.word(at: offset).bits)
    }
  }

  /// The hash of a name grows by one word of it after the other; the last is filled up with zeros.
  @inline(__always)
  static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 32)
  }

  private static func index(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 20) & (slotCount - 1)
  }

  /// The element whose name has the `count` bytes from `start`; `.other` when no reader knows it.
  func name(in bytes: RawSpan, start: Int, count: Int, hash: UInt64) -> ElementName {
    var index = ElementNameTable.index(of: hash)
    while true {
      let slot = slots[index]
      if slot.count == 0 { return .other }
      if matches(slot, bytes, start: start, count: count) { return slot.name }
      index = (index &+ 1) & (ElementNameTable.slotCount - 1)
    }
  }

  /// The element whose name stands from `start` to `end`.
  func name(in bytes: RawSpan, start: Int, end: Int) -> ElementName {
    var hash: UInt64 = 0
    for offset in stride(from: start, to: end, by: 8) {
      hash = ElementNameTable.mixed(hash, bytes.word(at: offset).prefix(upTo: end &- offset))
    }
    return name(in: bytes, start: start, count: end &- start, hash: hash)
  }

  private func matches(_ slot: Slot, _ bytes: RawSpan, start: Int, count: Int) -> Bool {
    guard slot.count == (count &+ 7) / 8 else { return false }
    for word in 0..<slot.count {
      let text = bytes.word(at: start &+ word &* 8).prefix(upTo: count &- word &* 8)
      guard text == words[slot.start &+ word] else { return false }
    }
    return true
  }
}
