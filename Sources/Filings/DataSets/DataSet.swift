/// One of the SEC's quarterly Insider Transactions Data Sets: eight tables, joined to the filings that they were taken
/// from, in the order of their accession numbers.
///
/// All tables of one quarter are held in memory (`Limits.dataSetBytes`); lines may stand in any order. A line that is
/// cut off or too long makes its filing incomplete, so that the filing is left out and told; a single value that is none
/// stays unknown in its filing, and is told as well.
package final class DataSet {
  /// What the walk through a data set comes by.
  package enum Stop {
    /// A filing, and the values of it that could not be read.
    case filing(Filing, [DataSetProblem])
    /// What belongs to no filing, or makes one that must not be taken for whole.
    case refused([DataSetProblem])
  }

  private let tables: [DataSetTable: TSVTable]
  private var cursors: [DataSetTable: Int] = [:]
  private var strays: [DataSetProblem]
  private let submissions: [TSVTable.Line]
  /// Stops that were passed: after as many `next` in another run the walk is where it is now.
  package private(set) var position = 0
  /// Filings that the submissions name; for the progress.
  package var count: Int { submissions.count }

  /// Throws where a table is missing, given twice, or lacks a column that it must have.
  package init(_ files: [(table: DataSetTable, bytes: [UInt8])]) throws(FilingError) {
    var tables: [DataSetTable: TSVTable] = [:]
    for file in files {
      guard tables[file.table] == nil else {
        throw FilingError(
          "the data set has two tables \(file.table.fileName)", help: "take one quarter at a time")
      }
      tables[file.table] = try TSVTable(file.table, file.bytes)
    }
    for table in DataSetTable.allCases where tables[table] == nil {
      throw FilingError(
        "the data set has no \(table.fileName)", help: "without it its filings would say less than was filed")
    }
    self.tables = tables
    strays = DataSetTable.allCases.flatMap { tables[$0]?.problems ?? [] }
    submissions = tables[.submission]?.lines ?? []
  }

  /// The quarter in which most of the filings were filed: those of a quarter's last evening stand in the next set.
  package var quarter: ClosedRange<Day>? {
    guard let table = tables[.submission] else { return nil }
    var counts: [Int: Int] = [:]
    for line in submissions {
      guard let day = DataSetRow(line, in: table).flatMap({ Day(dataSet: $0.bytes("FILING_DATE")) }) else {
        continue
      }
      let (year, month, _) = day.components
      counts[year * 4 + (month - 1) / 3, default: 0] += 1
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
      let first = Day(year: most / 4, month: most % 4 * 3 + 1, day: 1),
      let next = Day(year: (most + 1) / 4, month: (most + 1) % 4 * 3 + 1, day: 1)
    else { return nil }
    return first...next.advanced(by: -1)
  }

  // MARK: - Going on

  /// Passes as many stops as were passed before.
  package func skip(_ count: Int) {
    while position < count, advance(isRead: false) != nil {}
  }

  /// The next stop; `nil` at the end.
  package func next() -> Stop? {
    advance(isRead: true)
  }

  private func advance(isRead: Bool) -> Stop? {
    if !strays.isEmpty {
      position += 1
      return .refused([strays.removeFirst()])
    }
    let at = cursors[.submission] ?? 0
    guard at < submissions.count else { return lastStrays() }
    let line = submissions[at]
    // What belongs to accession numbers before this one belongs to no filing.
    strays = DataSetTable.allCases.dropFirst().compactMap { pass($0, before: line.accession) }
    if !strays.isEmpty { return advance(isRead: isRead) }
    position += 1
    var end = at + 1
    while end < submissions.count, submissions[end].accession == line.accession { end += 1 }
    cursors[.submission] = end
    return read(line, repetitions: submissions[(at + 1)..<end], isRead: isRead)
  }

  private func lastStrays() -> Stop? {
    strays = DataSetTable.allCases.dropFirst().compactMap { pass($0, before: .max) }
    return strays.isEmpty ? nil : advance(isRead: false)
  }

  /// One problem for all lines of one accession number, and the cursor behind them; `nil` where there are none.
  private func pass(_ name: DataSetTable, before accession: UInt64) -> DataSetProblem? {
    guard let table = tables[name] else { return nil }
    let start = cursors[name] ?? 0
    guard start < table.lines.count, table.lines[start].accession < accession else { return nil }
    let first = table.lines[start]
    let end = self.end(of: first.accession, from: start, in: table)
    cursors[name] = end
    let number = AccessionNumber(digits: first.accession)?.description ?? ""
    return DataSetProblem(
      table: name, line: Int(first.number),
      reason: "\(end - start) \(end - start == 1 ? "line belongs" : "lines belong") to \(number), which "
        + "SUBMISSION.tsv does not have; left out")
  }

  private func end(of accession: UInt64, from start: Int, in table: TSVTable) -> Int {
    var end = start
    while end < table.lines.count, table.lines[end].accession == accession { end += 1 }
    return end
  }

  // MARK: - One filing

  private func read(_ line: TSVTable.Line, repetitions: ArraySlice<TSVTable.Line>, isRead: Bool) -> Stop {
    var lines: [DataSetTable: ArraySlice<TSVTable.Line>] = [:]
    for name in DataSetTable.allCases.dropFirst() {
      guard let table = tables[name] else { continue }
      let start = cursors[name] ?? 0
      let end = self.end(of: line.accession, from: start, in: table)
      lines[name] = table.lines[start..<end]
      cursors[name] = end
    }
    guard isRead else { return .refused([]) }
    let repeated = repetitions.map {
      DataSetProblem(
        table: .submission, line: Int($0.number),
        reason: "the accession number stands in line \(line.number) as well; the first is taken")
    }
    return joined(line, lines, repeated)
  }

  private func joined(
    _ line: TSVTable.Line, _ lines: [DataSetTable: ArraySlice<TSVTable.Line>], _ repeated: [DataSetProblem]
  ) -> Stop {
    do throws(Refusal) {
      guard let accession = AccessionNumber(digits: line.accession) else { throw Refusal([]) }
      var refusal: DataSetProblem?
      let head = try rows(.submission, [line])
      guard let first = head.first, var reader = DataSetReader(first, accession, refusal: &refusal) else {
        throw Refusal([refusal].compactMap { $0 })
      }
      for row in try rows(.owner, lines[.owner]) { reader.addOwner(row) }
      for row in try rows(.footnote, lines[.footnote]).sorted(by: DataSet.isEarlier) {
        reader.addFootnote(row)
      }
      for row in try rows(.signature, lines[.signature]) { reader.addSignature(row) }
      try addRows(lines, to: &reader)
      reader.finish()
      return .filing(reader.filing, repeated + reader.problems)
    } catch {
      return .refused(repeated + error.problems)
    }
  }

  /// Table I before Table II; in each the transactions before the holdings, since the tables do not say how they
  /// followed one another.
  private func addRows(
    _ lines: [DataSetTable: ArraySlice<TSVTable.Line>], to reader: inout DataSetReader
  ) throws(Refusal) {
    for (trades, holdings) in [
      (DataSetTable.transaction, DataSetTable.holding), (.derivativeTransaction, .derivativeHolding),
    ] {
      var number = 0
      for row in try serial(rows(trades, lines[trades])) {
        number += 1
        reader.addTransaction(row, at: number)
      }
      for row in try serial(rows(holdings, lines[holdings])) {
        number += 1
        reader.addHolding(row, at: number)
      }
    }
  }

  /// In the order of the table's own numbers where every row has one, else as they stand.
  private func serial(_ rows: [DataSetRow]) -> [DataSetRow] {
    let numbers = rows.compactMap(\.serial)
    guard numbers.count == rows.count, numbers != numbers.sorted() else { return rows }
    return zip(numbers, rows).sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func isEarlier(_ one: DataSetRow, _ other: DataSetRow) -> Bool {
    func number(_ row: DataSetRow) -> Int {
      Int(String(decoding: row.bytes("FOOTNOTE_ID").dropFirst(), as: UTF8.self)) ?? .max
    }
    return number(one) < number(other)
  }

  private struct Refusal: Error {
    let problems: [DataSetProblem]

    init(_ problems: [DataSetProblem]) {
      self.problems = problems
    }
  }

  /// The lines with their values; a line with a wrong number of columns makes the filing none.
  private func rows(_ name: DataSetTable, _ lines: ArraySlice<TSVTable.Line>?) throws(Refusal) -> [DataSetRow]
  {
    guard let table = tables[name], let lines, let first = lines.first else { return [] }
    let limit = name.limit
    guard lines.count <= limit else {
      let reason =
        "the filing has \(lines.count) such lines, more than the \(limit) that are read; it is left out"
      throw Refusal([DataSetProblem(table: name, line: Int(first.number), reason: reason)])
    }
    var rows: [DataSetRow] = []
    rows.reserveCapacity(lines.count)
    for line in lines {
      guard let row = DataSetRow(line, in: table) else {
        let problem =
          table.isCut(line)
          ? "the table ends within the line"
          : "the line has not the \(table.width) columns that the header names"
        let reason =
          "\(problem); its filing "
          + "\(AccessionNumber(digits: line.accession)?.description ?? "") is left out, for it would not be whole"
        throw Refusal([DataSetProblem(table: name, line: Int(line.number), reason: reason)])
      }
      rows.append(row)
    }
    return rows
  }
}

extension DataSetTable {
  /// Lines of one filing.
  fileprivate var limit: Int {
    switch self {
    case .submission: 1
    case .owner: Limits.owners
    case .footnote: Limits.footnotes
    case .signature: Limits.signatures
    case .transaction, .holding, .derivativeTransaction, .derivativeHolding: Limits.rows
    }
  }
}
