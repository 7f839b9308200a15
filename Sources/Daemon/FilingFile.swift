package import Filings

/// A file with filings for the commands: read whole, or walked through when it is an archive or a data set.
package final class FilingFile {
  private let path: String
  private var walk: FilingWalk?
  /// A file with one filing, which has one stop.
  private var single: [UInt8]?
  private var set: DataSet?
  /// Bytes of the file that the walk has come by.
  package var position: Int { single == nil ? meter.position : 0 }
  private let meter = Meter()

  /// How far a file was read.
  private final class Meter {
    var position = 0
  }

  /// Throws when the file cannot be opened, or is too large for what it is.
  package init(_ path: String) throws(FilingError) {
    self.path = path
    do {
      let bytes = try Files.read(path, limit: Limits.filingBytes)
      if let set = try DataSet.open(ByteSource(bytes)) {
        self.set = set
      } else if FilingWalk.isArchive(bytes) {
        walk = try FilingWalk(metered(ByteSource(bytes)))
      } else {
        single = bytes
      }
    } catch let error as SystemError where error.isTooLarge {
      walk = try largeArchive(path)
    } catch let error as FilingError {
      throw error
    } catch {
      throw FilingError("\(error)")
    }
  }

  private func largeArchive(_ path: String) throws(FilingError) -> FilingWalk {
    do {
      let source = try Files.source(path, limit: Limits.archiveBytes)
      guard FilingWalk.isArchive(try source.head(FilingWalk.headBytes)) else {
        throw FilingError(
          "the file has \(source.size) bytes; of what is no archive insiderd reads at most \(Limits.filingBytes)"
        )
      }
      return try FilingWalk(metered(source))
    } catch let error as FilingError {
      throw error
    } catch {
      throw FilingError("\(error)")
    }
  }

  private func metered(_ source: ByteSource) -> ByteSource {
    ByteSource(size: source.size) { [meter] offset, count throws(FilingError) in
      meter.position = max(meter.position, offset + count)
      return try source.bytes(from: offset, count: count)
    }
  }

  /// The next stop; `nil` at the end.
  package func next() throws(FilingError) -> FilingWalk.Stop? {
    guard let stop = try nextAsRead() else { return nil }
    guard case .filings(var filings, let member) = stop else { return stop }
    let name = Array(path.utf8) + [UInt8(ascii: "/")] + member.name
    for index in filings.indices { filings[index].takeAccession(fromPath: name) }
    return .filings(filings, in: member)
  }

  /// Without what the path says.
  private func nextAsRead() throws(FilingError) -> FilingWalk.Stop? {
    if let walk { return try walk.next() }
    if let set { return set.next().map(FilingFile.stop) }
    guard let bytes = single else { return nil }
    single = nil
    return .filings(try FilingReader.read(bytes), in: FilingWalk.Member(name: [], bytes: bytes))
  }

  /// What a data set holds, as if it were an archive of its filings.
  private static func stop(_ stop: DataSet.Stop) -> FilingWalk.Stop {
    switch stop {
    case .filing(let filing, _):
      let name = Array((filing.provenance.accession?.description ?? "").utf8)
      return .filings([filing], in: FilingWalk.Member(name: name, bytes: []))
    case .refused(let problems):
      return .refused(FilingError(problems.map(\.description).joined(separator: "; ")), member: [])
    }
  }
}
