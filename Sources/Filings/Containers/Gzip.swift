extension Container {
  /// RFC 1952: one file, or a tar archive.
  static let gzip = Container(archive: { $0.bytes.starts(with: [0x1F, 0x8B]) }) {
    source, allowance throws(FilingError) in
    let stream = try ByteStream(source, inflating: .gzip, allowance)
    let head = Opening(of: Array(try stream.peek(FilingWalk.headBytes)))
    return Container.tar.recognises(head) ? TarArchive(stream) : GzipArchive(stream)
  }
}
