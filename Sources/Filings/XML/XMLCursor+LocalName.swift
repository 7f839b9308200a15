extension XMLCursor {
  /// The name of the element just entered, without its prefix: for documents that are too rare for a table of names.
  var localName: String {
    guard depth > 0 else { return "" }
    let name = openName
    let bytes = bytes[name.start..<name.end]
    let local = bytes.lastIndex(of: UInt8(ascii: ":")).map { bytes[($0 + 1)...] } ?? bytes
    return String(decoding: local, as: UTF8.self)
  }
}
