/// Finds an element's name by its bytes: a comparison with the name that is expected, else one hash; no string.
struct ElementNameTable {
  /// Built once for the process; a cursor keeps a copy, so that a tag costs no look at the global.
  static let standard = ElementNameTable(ElementName.allCases)

  /// The number of a name: its place in `ElementName`, which has the schema's order.
  typealias Number = UInt8

  /// A name, in words that a tag's bytes are compared with.
  private struct Entry {
    var name: ElementName
    /// Bytes of the name.
    var length: Int
    /// The name, zeros behind it.
    var spelling: SIMD4<UInt64>
    /// Ones where the name has bytes.
    var mask: SIMD4<UInt64>
    /// Its last eight bytes; all of a shorter name, zeros behind it.
    var tail: UInt64

    init(_ name: ElementName) {
      let bytes = XMLBytes(Array(name.rawValue.utf8))
      self.name = name
      length = bytes.count
      spelling = bytes.words(at: 0)
      mask = XMLBytes([UInt8](repeating: 0xFF, count: length)).words(at: 0)
      tail = ElementNameTable.tail(of: bytes, start: 0, end: length)
    }

    /// What no tag spells: UTF-8 has no such bytes.
    init(neverFound name: ElementName) {
      self.name = name
      length = 0
      spelling = SIMD4(repeating: .max)
      mask = spelling
      tail = .max
    }

    @inline(__always)
    func isSpelled(at start: Int, in bytes: XMLBytes) -> Bool {
      let difference = (bytes.words(at: start) ^ spelling) & mask
      return difference[0] | difference[1] | difference[2] | difference[3] == 0
    }
  }

  /// Bytes of the longest name that the table holds.
  static var longestName: Int { 32 }
  /// A power of two, so large that a few multipliers tried give every name a slot of its own.
  private static var slotCount: Int { 1_024 }

  /// The number of `other`, the last: no tag spells it.
  let other: Number
  /// For each slot the number of its name; `other` in a free one.
  private var slots: [Number] = []
  private let entries: [Entry]
  private var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  private init(_ names: [ElementName]) {
    let known = names.filter { $0 != .other }
    entries = known.map { Entry($0) } + [Entry(neverFound: .other)]
    other = Number(known.count)
    for _ in 0..<100 {
      if fillSlots() { return }
      multiplier = multiplier &* 5 &+ 2
    }
  }

  /// Whether every name got a slot of its own. All do, because a test looks each of them up.
  private mutating func fillSlots() -> Bool {
    slots = [Number](repeating: other, count: ElementNameTable.slotCount)
    for (index, entry) in entries.dropLast().enumerated() {
      let slot = slot(tail: entry.tail, length: entry.length)
      if slots[slot] != other { return false }
      slots[slot] = Number(index)
    }
    return true
  }

  @inline(__always)
  func name(_ number: Number) -> ElementName {
    entries.span[Int(number)].name
  }

  // MARK: Tags

  /// Behind the `>` of the tag whose name begins at `start`, when it is the name of this number and no more.
  @inline(__always)
  func endOfTag(_ number: Number, in bytes: XMLBytes, from start: Int) -> Int? {
    let entries = entries.span
    let end = start &+ entries[Int(number)].length
    guard entries[Int(number)].isSpelled(at: start, in: bytes), bytes.byte(at: end) == UInt8(ascii: ">")
    else { return nil }
    return end &+ 1
  }

  /// The known name that stands from `start` with a `>` behind it; `other` when there is none.
  func bareName(in bytes: XMLBytes, from start: Int) -> Number {
    var end = start
    while end &- start <= ElementNameTable.longestName {
      let found = bytes.word(at: end).finds(UInt8(ascii: ">"))
      if found != 0 {
        return hashedName(in: bytes, start: start, end: end &+ ByteWord.index(of: found))
      }
      end &+= 8
    }
    return other
  }

  /// The element whose name stands from `start` to `end`; `.other` when no reader knows it.
  func name(in bytes: XMLBytes, start: Int, end: Int) -> ElementName {
    name(hashedName(in: bytes, start: start, end: end))
  }

  private func hashedName(in bytes: XMLBytes, start: Int, end: Int) -> Number {
    let tail = ElementNameTable.tail(of: bytes, start: start, end: end)
    let number = slots[slot(tail: tail, length: end &- start)]
    let entry = entries[Int(number)]
    return entry.length == end &- start && entry.isSpelled(at: start, in: bytes) ? number : other
  }

  private static func tail(of bytes: XMLBytes, start: Int, end: Int) -> UInt64 {
    end &- start >= 8 ? bytes.word(at: end &- 8).bits : bytes.word(at: start).prefix(end &- start)
  }

  /// Where to look: names differ in their length or in their last letters.
  private func slot(tail: UInt64, length: Int) -> Int {
    Int(truncatingIfNeeded: ((tail ^ UInt64(truncatingIfNeeded: length)) &* multiplier) >> 54)
  }
}
