extension Container {
  /// RFC 1952.
  static let gzip = Container(refused: "a gzip archive", help: "unpack it and drop what is in it") {
    $0.bytes.starts(with: [0x1F, 0x8B])
  }
}
