extension Container {
  /// POSIX and GNU alike.
  static let tar = Container(archive: { $0.bytes.begins(with: "ustar", at: 257) }) {
    source, allowance throws(FilingError) in
    TarArchive(try ByteStream(source, allowance))
  }
}
