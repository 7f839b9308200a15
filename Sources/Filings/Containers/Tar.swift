extension Container {
  /// POSIX and GNU alike.
  static let tar = Container(refused: "a tar archive", help: "unpack it and drop what is in it") {
    $0.bytes.begins(with: "ustar", at: 257)
  }
}
