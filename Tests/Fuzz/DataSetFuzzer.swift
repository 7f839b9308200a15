/// Joins a data set and walks through it to its end: its tables follow one another behind a mark, parted by form feeds.
func walkTables(_ bytes: [UInt8]) {
  guard bytes.begins(with: "DATASET\u{C}") else { return }
  let parts = bytes.split(separator: 0x0C, omittingEmptySubsequences: false).dropFirst()
  let files = zip(DataSetTable.allCases, parts).map { (table: $0, bytes: Array($1)) }
  do throws(FilingError) {
    let set = try DataSet(files)
    while let stop = set.next() {
      if case .filing(let filing, _) = stop { check(filing) }
    }
  } catch {
    check(error, count: .max)
  }
}
