/// One line of a table, with what its columns say. Blanks at the ends of a value never count; an empty one is absent.
struct DataSetRow {
  let source: TSVTable
  let line: TSVTable.Line
  private let values: [Range<Int>]

  /// `nil` when the line has more columns than the table or fewer.
  init?(_ line: TSVTable.Line, in source: TSVTable) {
    guard let values = source.values(of: line) else { return nil }
    self.source = source
    self.line = line
    self.values = values
  }

  /// The bytes of a column, empty where the table has none of that name.
  func bytes(_ column: String) -> ArraySlice<UInt8> {
    source.columns[column].map(bytes(at:)) ?? []
  }

  private func bytes(at index: Int) -> ArraySlice<UInt8> {
    var range = values[index]
    while !range.isEmpty, XMLCursor.isBlank(source.bytes[range.lowerBound]) {
      range = (range.lowerBound + 1)..<range.upperBound
    }
    while !range.isEmpty, XMLCursor.isBlank(source.bytes[range.upperBound - 1]) {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    return source.bytes[range]
  }

  /// The text of a column; what is not UTF-8 is taken for Windows-1252.
  func string(_ column: String) -> String? {
    let bytes = bytes(column)
    if bytes.isEmpty { return nil }
    return String(validating: bytes, as: UTF8.self) ?? DataSetRow.windows(bytes)
  }

  private static func windows(_ bytes: ArraySlice<UInt8>) -> String {
    var text = ""
    text.unicodeScalars.append(
      contentsOf: bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : TextEncoding.windows1252($0) })
    return text
  }

  /// As the table numbers its rows; `nil` where it does not.
  var serial: UInt64? {
    let column = source.table.rawValue + "_SK"
    return UInt64(String(decoding: bytes(column), as: UTF8.self))
  }

  // MARK: - Footnotes

  /// Ids in all columns that refer to footnotes, in the order of the columns, each once.
  var notes: [String] {
    var ids: [String] = []
    for column in source.noteColumns {
      for id in DataSetRow.ids(bytes(at: column)) where !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  var notesOfPrice: [String] {
    source.noteColumnOfPrice.map { DataSetRow.ids(bytes(at: $0)) } ?? []
  }

  /// `F1, F2`.
  private static func ids(_ bytes: ArraySlice<UInt8>) -> [String] {
    if bytes.isEmpty { return [] }
    return bytes.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || XMLCursor.isBlank($0) }
      .prefix(Limits.footnoteReferences).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Day {
  /// Reads `05-MAR-2026`, as the data sets have it, and `2026-03-05`.
  init?(dataSet text: ArraySlice<UInt8>) {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].count == 3 else {
      self.init(iso: text)
      return
    }
    let name = String(decoding: parts[1], as: UTF8.self).uppercased()
    guard let month = Day.months.firstIndex(of: name), parts[0].count <= 2, parts[2].count == 4,
      let day = Int(digits: Array(parts[0]).span), let year = Int(digits: Array(parts[2]).span)
    else { return nil }
    self.init(year: year, month: month + 1, day: day)
  }

  private static var months: [String] {
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
  }
}
