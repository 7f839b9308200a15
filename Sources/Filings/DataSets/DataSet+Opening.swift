/// Data sets as they reach a disk.
extension DataSet {
  /// Opens a zip archive that holds a data set; `nil` when the file is no archive, or one of other things. Throws when
  /// it is a data set that cannot be read.
  package static func open(_ source: ByteSource) throws(FilingError) -> DataSet? {
    let opening = Opening(of: try source.head(FilingWalk.headBytes))
    guard opening.begins(with: "PK\u{3}\u{4}") else { return nil }
    let archive = try ZipArchive(source, Allowance(fileBytes: source.size))
    var files: [(table: DataSetTable, bytes: [UInt8])] = []
    var total = 0
    while let member = try archive.next() {
      guard let table = DataSetTable(fileName: member.name) else {
        // A set's readme is passed over; an archive without a table among its first members is of other things.
        continue
      }
      if let refusal = member.refusal { throw refusal }
      var bytes: [UInt8] = []
      while let piece = try archive.piece() {
        bytes += piece
        total += piece.count
        guard total <= Limits.dataSetBytes else { throw tooLarge }
      }
      files.append((table, bytes))
    }
    return files.isEmpty ? nil : try DataSet(files)
  }

  /// For a data set that does not fit into memory.
  package static var tooLarge: FilingError {
    FilingError(
      "the data set unpacks to more than the \(Limits.dataSetBytes) bytes that are read; a quarter has some 150 MB",
      help: "import one quarter at a time")
  }
}
