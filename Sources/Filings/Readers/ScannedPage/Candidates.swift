/// The readings of one value in a row, and what speaks against taking the only one.
struct Candidates<Value: Hashable> {
  /// A value, and the pieces of the row that it was read from.
  struct Reading {
    let value: Value
    let pieces: Range<Int>
  }

  private(set) var readings: [Reading]
  /// A border stands in the value: the glyph on it may be lost.
  var isCut = false
  /// The glyph is none that the column can have; these are those that it can have been.
  var isMisread = false
  /// A border stands behind the point, where a digit that is lost leaves no trace.
  var isCutInDecimals = false
  /// Other prices of the page are rounded to six digits, and this is an average.
  var isRounded = false
  /// Footnotes stand in the value's place.
  var hasMarkers = false
  /// Other numbers of the page speak against it: a digit is lost or misread.
  var isDoubted = false

  /// What stands there may as well belong to another column, and nothing to this one.
  var isOpen = false

  init(_ readings: [Reading]) {
    self.readings = readings
  }

  /// Values that other evidence gives, from no piece of the row.
  init(evident values: [Value]) {
    readings = values.map { Reading(value: $0, pieces: 0..<0) }
  }

  /// Without repetition, in the order in which they were found.
  var values: [Value] { unique(readings.map(\.value)) }

  /// The value when there is one alone.
  var only: Value? {
    guard !isOpen, let first = readings.first?.value, readings.allSatisfy({ $0.value == first }) else {
      return nil
    }
    return first
  }

  /// Nothing stands in the value's place, or footnotes alone.
  var isBlank: Bool { readings.isEmpty }

  /// Keeps the values that evidence supports; evidence that would leave none says nothing.
  mutating func keep(where isSupported: (Value) -> Bool) {
    let supported = readings.filter { isSupported($0.value) }
    if !supported.isEmpty { readings = supported }
  }

  /// Keeps the readings that leave their pieces to those of another column.
  mutating func keep(beside isSupported: (Range<Int>) -> Bool) {
    let supported = readings.filter { isSupported($0.pieces) }
    if !supported.isEmpty { readings = supported }
  }

  /// Keeps nothing but this value.
  mutating func restrict(to value: Value?) {
    readings = readings.filter { $0.value == value }
  }
}
