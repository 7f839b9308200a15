/// Finds an element's name by its bytes: one hash, one comparison by words of eight, no string.
struct ElementNameTable {
  /// Built once for the process; a cursor keeps a copy, so that a tag costs no look at the global.
  static let standard = ElementNameTable(ElementName.allCases)

  /// A name, in words that a tag's bytes are compared with.
  private struct Entry {
    var name: ElementName
    /// Bytes of the name.
    var length: Int
    /// The name's first 24 bytes, as far as it has so many.
    var words: (UInt64, UInt64, UInt64)
    /// Its last eight bytes; all of a shorter name, zeros behind it.
    var tail: UInt64

    init(_ name: ElementName) {
      let bytes = XMLBytes(Array(name.rawValue.utf8))
      self.name = name
      length = bytes.count
      words = (bytes.word(at: 0).bits, bytes.word(at: 8).bits, bytes.word(at: 16).bits)
      tail = ElementNameTable.tail(of: bytes, start: 0, end: bytes.count)
    }
  }

  /// Bytes of the longest name that the table holds; a test keeps `ElementName` within it.
  static var longestName: Int { 32 }
  /// A power of two, so large that a few multipliers tried give every name a slot of its own.
  private static var slotCount: Int { 1_024 }

  /// For each slot the number of its entry; that of a free slot is the last entry, which no tag spells.
  private var slots: [UInt8] = []
  private var entries: [Entry] = []
  private var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  private init(_ names: [ElementName]) {
    entries = names.filter { $0 != .other }.map(Entry.init) + [Entry(.other)]
    for _ in 0..<100 {
      if fillSlots() { return }
      multiplier = multiplier &* 5 &+ 2
    }
  }

  /// Whether every name got a slot of its own. One that did not is found all the same, by `search`.
  private mutating func fillSlots() -> Bool {
    let free = UInt8(entries.count - 1)
    slots = [UInt8](repeating: free, count: ElementNameTable.slotCount)
    for (index, entry) in entries.dropLast().enumerated() {
      let slot = slot(tail: entry.tail, length: entry.length)
      if slots[slot] != free { return false }
      slots[slot] = UInt8(index)
    }
    return true
  }

  /// The element whose start tag is its name, from `start`, and a `>`: nearly every one is. `.other` for every other tag.
  @inline(__always)
  func bareName(in bytes: XMLBytes, from start: Int) -> (end: Int, name: ElementName) {
    var end = start
    while end &- start <= ElementNameTable.longestName {
      let found = bytes.word(at: end).finds(UInt8(ascii: ">"))
      if found != 0 {
        end &+= ByteWord.index(of: found)
        return (end, hashedName(in: bytes, start: start, end: end))
      }
      end &+= 8
    }
    return (start, .other)
  }

  /// The element whose name stands from `start` to `end`; `.other` when no reader knows it.
  func name(in bytes: XMLBytes, start: Int, end: Int) -> ElementName {
    let name = hashedName(in: bytes, start: start, end: end)
    return name == .other ? search(bytes, start: start, end: end) : name
  }

  @inline(__always)
  private func hashedName(in bytes: XMLBytes, start: Int, end: Int) -> ElementName {
    let tail = ElementNameTable.tail(of: bytes, start: start, end: end)
    let entries = entries.span
    let index = Int(slots.span[slot(tail: tail, length: end &- start)])
    guard entries[index].tail == tail, entries[index].length == end &- start else { return .other }
    return spells(bytes, start, entries[index].words, length: end &- start) ? entries[index].name : .other
  }

  private func search(_ bytes: XMLBytes, start: Int, end: Int) -> ElementName {
    let tail = ElementNameTable.tail(of: bytes, start: start, end: end)
    let entry = entries.first {
      $0.tail == tail && $0.length == end &- start && spells(bytes, start, $0.words, length: $0.length)
    }
    return entry?.name ?? .other
  }

  /// Whether a name whose length and tail agree agrees before its tail too.
  @inline(__always)
  private func spells(
    _ bytes: XMLBytes, _ start: Int, _ words: (UInt64, UInt64, UInt64), length: Int
  ) -> Bool {
    if length <= 8 { return true }
    if bytes.word(at: start).bits != words.0 { return false }
    if length <= 16 { return true }
    if bytes.word(at: start &+ 8).bits != words.1 { return false }
    return length <= 24 || bytes.word(at: start &+ 16).bits == words.2
  }

  @inline(__always)
  private static func tail(of bytes: XMLBytes, start: Int, end: Int) -> UInt64 {
    end &- start >= 8 ? bytes.word(at: end &- 8).bits : bytes.word(at: start).prefix(end &- start)
  }

  /// Where to look: names differ in their length or in their last letters.
  @inline(__always)
  private func slot(tail: UInt64, length: Int) -> Int {
    Int(truncatingIfNeeded: ((tail ^ UInt64(truncatingIfNeeded: length)) &* multiplier) >> 54)
  }
}
