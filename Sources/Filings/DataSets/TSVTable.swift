/// One table of a data set in memory, with an index by accession number: lines of one filing need not stand together,
/// nor in any order.
///
/// Columns are parted by tabs and lines by line feeds, with a carriage return before them or without. Nothing is quoted.
struct TSVTable {
  let table: DataSetTable
  let bytes: [UInt8]
  /// The column's place by its name in capitals.
  let columns: [String: Int]
  /// The places of the columns that refer to footnotes, with the names of the columns that they belong to.
  let noteColumns: [Int]
  let noteColumnOfPrice: Int?
  let width: Int
  /// Every line but the header and empty ones, by accession number and in the file's order.
  private(set) var lines: [Line] = []
  /// Lines that belong to no filing.
  private(set) var problems: [DataSetProblem] = []

  struct Line {
    /// The eighteen digits of the accession number.
    var accession: UInt64
    /// Offset of its first byte.
    var start: UInt32
    /// From 1.
    var number: UInt32
  }

  init(_ table: DataSetTable, _ bytes: [UInt8]) throws(FilingError) {
    self.table = table
    self.bytes = bytes
    let start = bytes.begins(with: "\u{FEFF}") ? 3 : 0
    let end = TSVTable.end(ofLineAt: start, in: bytes)
    let names = TSVTable.names(bytes[start..<TSVTable.trimmed(start, end, in: bytes)])
    columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    width = names.count
    noteColumns = names.indices.filter { names[$0].hasSuffix("_FN") }
    noteColumnOfPrice = columns["TRANS_PRICEPERSHARE_FN"]
    for name in table.requiredColumns where columns[name] == nil {
      throw FilingError(
        "\(table.fileName) line 1 names no column \(name)",
        help: "take the table as the SEC publishes it, with its header")
    }
    index(from: end + 1, key: columns["ACCESSION_NUMBER"] ?? 0)
  }

  private static func names(_ header: ArraySlice<UInt8>) -> [String] {
    header.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).prefix(Limits.tableColumns)
      .map { String(decoding: $0, as: UTF8.self).uppercased() }
  }

  // MARK: - Lines

  private mutating func index(from first: Int, key: Int) {
    var start = first
    var number = 1
    lines.reserveCapacity(bytes.count / 128)
    while start < bytes.count {
      number += 1
      let end = TSVTable.end(ofLineAt: start, in: bytes)
      if TSVTable.trimmed(start, end, in: bytes) > start { add(start, end, number, key) }
      start = end + 1
    }
    let isInOrder = zip(lines, lines.dropFirst()).allSatisfy { $0.accession <= $1.accession }
    if !isInOrder { lines.sort { ($0.accession, $0.start) < ($1.accession, $1.start) } }
  }

  private mutating func add(_ start: Int, _ end: Int, _ number: Int, _ key: Int) {
    guard end - start <= Limits.tableLineBytes else {
      let reason = "the line has more than the \(Limits.tableLineBytes) bytes that are read; it is left out"
      return problems.append(DataSetProblem(table: table, line: number, reason: reason))
    }
    guard let accession = accession(start, end, key) else {
      return problems.append(
        DataSetProblem(
          table: table, line: number, column: "ACCESSION_NUMBER",
          reason:
            "no accession number stands there; the line is left out, and the filing that it belongs to lacks it"
        ))
    }
    lines.append(
      Line(
        accession: accession, start: UInt32(truncatingIfNeeded: start),
        number: UInt32(truncatingIfNeeded: number)))
  }

  /// `0001127602-25-001055`, with the hyphens or without them.
  private func accession(_ start: Int, _ end: Int, _ key: Int) -> UInt64? {
    var at = start
    for _ in 0..<key {
      while at < end, bytes[at] != UInt8(ascii: "\t") { at &+= 1 }
      at &+= 1
    }
    var value: UInt64 = 0
    var digits = 0
    while at < end, bytes[at] != UInt8(ascii: "\t"), bytes[at] != UInt8(ascii: "\r") {
      let digit = bytes[at] &- UInt8(ascii: "0")
      if digit < 10 {
        value = value &* 10 &+ UInt64(digit)
        digits &+= 1
      } else if bytes[at] != UInt8(ascii: "-") {
        return nil
      }
      at &+= 1
      if digits > 18 { return nil }
    }
    return digits == 18 ? value : nil
  }

  private static func end(ofLineAt start: Int, in bytes: [UInt8]) -> Int {
    let raw = bytes.span.bytes
    var at = start
    while at < bytes.count {
      let found = raw.word(at: at).finds(UInt8(ascii: "\n"))
      at &+= found == 0 ? 8 : ByteWord.index(of: found)
      if found != 0 { return min(at, bytes.count) }
    }
    return bytes.count
  }

  private static func trimmed(_ start: Int, _ end: Int, in bytes: [UInt8]) -> Int {
    end > start && bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  // MARK: - Values

  /// Nothing ends the line: the file may be cut in the middle of its last value.
  func isCut(_ line: Line) -> Bool {
    TSVTable.end(ofLineAt: Int(line.start), in: bytes) == bytes.count
  }

  /// The last column is a text in which there may be tabs, so that no line of it has too many columns.
  private var endsInText: Bool { table == .footnote && columns["FOOTNOTE_TXT"] == width - 1 }

  /// Where the line's values stand, one range for each column; `nil` when the line has more columns or fewer, or no end.
  func values(of line: Line) -> [Range<Int>]? {
    let start = Int(line.start)
    let lineEnd = TSVTable.end(ofLineAt: start, in: bytes)
    guard lineEnd < bytes.count else { return nil }
    let end = TSVTable.trimmed(start, lineEnd, in: bytes)
    var values: [Range<Int>] = []
    values.reserveCapacity(width)
    var from = start
    var at = start
    while at < end {
      if bytes[at] == UInt8(ascii: "\t"), values.count < width - 1 || !endsInText {
        guard values.count < width else { return nil }
        values.append(from..<at)
        from = at &+ 1
      }
      at &+= 1
    }
    values.append(from..<end)
    return values.count == width ? values : nil
  }
}

extension AccessionNumber {
  /// From its eighteen digits as one number.
  init?(digits: UInt64) {
    let text = String(digits)
    guard text.utf8.count <= 18 else { return nil }
    self.init(String(repeating: "0", count: 18 - text.utf8.count) + text)
  }
}
