extension Container {
  /// With a byte order mark, or `<` and a zero in either order.
  static let utf16 = Container(refused: "text in UTF-16", help: "save it as UTF-8") { opening in
    guard opening.bytes.count >= 2 else { return false }
    switch (opening.bytes[0], opening.bytes[1]) {
    case (0xFE, 0xFF), (0xFF, 0xFE), (0x3C, 0x00), (0x00, 0x3C): return true
    default: return false
    }
  }
}
