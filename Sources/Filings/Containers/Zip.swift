extension Container {
  /// A local file's header, or the end of an archive without files.
  static let zip = Container(archive: {
    $0.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || $0.bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }) { source, allowance throws(FilingError) in
    try ZipArchive(source, allowance)
  }
}
