/// Finds an element's name by its bytes: a comparison with the name that is expected, else one hash; no string.
struct ElementNameTable {
  /// Built once for the process; a cursor keeps a copy, so that a tag costs no look at the global.
  static let standard = ElementNameTable(ElementName.allCases)

  /// The number of a name: its place in `ElementName`, which has the schema's order.
  typealias Number = UInt8

  /// A name, as a tag's bytes are compared with it.
  private struct Entry {
    var name: ElementName
    /// Bytes of the name.
    var length: UInt8
    /// Ones for the bytes of the name and of the `>` behind it.
    var tagBits: UInt32
    /// Its last eight bytes; all of a shorter name, zeros behind it.
    var tail: UInt64
    /// The name, and the `>` with which a tag ends that has no attributes.
    var spelling: ByteVector

    init(_ name: ElementName) {
      let bytes = XMLBytes(Array(name.rawValue.utf8) + [UInt8(ascii: ">")])
      self.name = name
      length = UInt8(bytes.count &- 1)
      tagBits = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(bytes.count)) &- 1)
      spelling = bytes.vector(at: 0)
      tail = ElementNameTable.tail(of: bytes, start: 0, end: Int(length))
    }

    /// What no tag spells: UTF-8 has no such bytes.
    init(neverFound name: ElementName) {
      self.name = name
      length = 0
      tagBits = .max
      spelling = ByteVector(bytes: SIMD32(repeating: .max))
      tail = .max
    }

    @inline(__always)
    func isTag(at start: Int, in bytes: XMLBytes) -> Bool {
      bytes.vector(at: start).findsSame(as: spelling) & tagBits == tagBits
    }

    func isSpelled(at start: Int, in bytes: XMLBytes) -> Bool {
      let nameBits = tagBits >> 1
      return bytes.vector(at: start).findsSame(as: spelling) & nameBits == nameBits
    }
  }

  /// Bytes of the longest name that the table holds: a `>` behind it has room in a vector.
  static var longestName: Int { ByteVector.width - 1 }
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
      let slot = slot(tail: entry.tail, length: Int(entry.length))
      if slots[slot] != other { return false }
      slots[slot] = Number(index)
    }
    return true
  }

  @inline(__always)
  func name(_ number: Number) -> ElementName {
    entries[Int(number)].name
  }

  // MARK: Tags

  /// Behind the `>` of the tag whose name begins at `start`, when it is the name of this number and no more.
  @inline(__always)
  func endOfTag(_ number: Number, in bytes: XMLBytes, from start: Int) -> Int? {
    guard entries[Int(number)].isTag(at: start, in: bytes) else { return nil }
    return start &+ Int(entries[Int(number)].length) &+ 1
  }

  /// The known name that stands from `start` with a `>` behind it; `other` when there is none.
  func bareName(in bytes: XMLBytes, from start: Int) -> Number {
    let found = bytes.vector(at: start).finds(UInt8(ascii: ">"))
    return found == 0 ? other : hashedName(in: bytes, start: start, end: start &+ found.trailingZeroBitCount)
  }

  /// The element whose name stands from `start` to `end`; `.other` when no reader knows it.
  func name(in bytes: XMLBytes, start: Int, end: Int) -> ElementName {
    name(hashedName(in: bytes, start: start, end: end))
  }

  private func hashedName(in bytes: XMLBytes, start: Int, end: Int) -> Number {
    let tail = ElementNameTable.tail(of: bytes, start: start, end: end)
    let number = slots[slot(tail: tail, length: end &- start)]
    let entry = entries[Int(number)]
    return Int(entry.length) == end &- start && entry.isSpelled(at: start, in: bytes) ? number : other
  }

  private static func tail(of bytes: XMLBytes, start: Int, end: Int) -> UInt64 {
    end &- start >= 8 ? bytes.word(at: end &- 8).bits : bytes.word(at: start).prefix(end &- start)
  }

  /// Where to look: names differ in their length or in their last letters.
  private func slot(tail: UInt64, length: Int) -> Int {
    Int(truncatingIfNeeded: ((tail ^ UInt64(truncatingIfNeeded: length)) &* multiplier) >> 54)
  }
}
