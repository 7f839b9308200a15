package import Filings

/// The unpacked tables of a data set.
package enum DataSetFolder {
  /// Opens the tables among the names in a folder, and passes over other files.
  /// - Throws: `FilingError` for what is no data set, `SystemError` where the disk fails.
  package static func open(_ names: [FileName], in folder: String) throws -> DataSet {
    try DataSet(
      try sources(names, in: folder).map { ($0.table, try $0.source.bytes(from: 0, count: $0.source.size)) })
  }

  /// The tables by themselves, in the order of their names.
  static func sources(_ names: [FileName], in folder: String) throws -> [(
    table: DataSetTable, source: ByteSource
  )] {
    var sources: [(table: DataSetTable, source: ByteSource)] = []
    for name in names {
      guard let table = DataSetTable(fileName: name.bytes) else { continue }
      let path = folder + "/" + String(decoding: name.bytes, as: UTF8.self)
      sources.append((table, try Files.source(path, limit: Limits.archiveBytes)))
    }
    guard sources.reduce(0, { $0 + $1.source.size }) <= Limits.dataSetBytes else { throw DataSet.tooLarge }
    return sources
  }
}
