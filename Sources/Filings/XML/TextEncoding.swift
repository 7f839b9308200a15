/// Brings a document to UTF-8. EDGAR's own documents are ASCII; files that people saved again are not always.
enum TextEncoding {
  /// The same text in UTF-8: unchanged when it is valid UTF-8, else taken for Windows-1252, of which Latin-1 is a part.
  /// What the document declares decides nothing: the bytes know better than a declaration that an editor left behind.
  ///
  /// Throws for a declared encoding that is neither of these.
  static func utf8(_ bytes: [UInt8]) throws(FilingError) -> [UInt8] {
    try checkDeclaration(of: bytes)
    return isValidUTF8(bytes) ? bytes : transcoded(bytes)
  }

  // MARK: Declaration

  private static func checkDeclaration(of bytes: [UInt8]) throws(FilingError) {
    guard let declaration = bytes.firstOffset(of: "<?xml", before: 64),
      let end = bytes.firstOffset(of: "?>", from: declaration, before: declaration &+ 256),
      let label = bytes.firstOffset(of: "encoding", from: declaration, before: end)
    else { return }
    let value = bytes[label..<end].drop { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }.dropFirst()
    let name = String(
      decoding: value.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }, as: UTF8.self)
    guard known.contains(name.lowercased()) else {
      throw FilingError(
        "the declared encoding `\(name)` is not read", at: FilingError.Place(of: label, in: bytes),
        help: "save the document as UTF-8")
    }
  }

  private static var known: Set<String> {
    ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"]
  }

  // MARK: Bytes

  /// Unicode 16, table 3-7.
  private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
    let raw = bytes.span.bytes
    var at = 0
    while true {
      at = endOfASCII(bytes.span, from: at)
      if at >= bytes.count { return true }
      guard let length = sequenceLength(raw, at: at) else { return false }
      at &+= length
    }
  }

  /// Where the run of ASCII from `start` ends. Blocks are looked at as wholes first: nearly every one is all ASCII, and
  /// the compiler makes vectors of them.
  private static func endOfASCII(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while bytes.count &- at >= 64 {
      let block = bytes.extracting(at..<(at &+ 64))
      var seen: UInt8 = 0
      for index in 0..<64 { seen |= block[index] }
      if seen >= 0x80 { break }
      at &+= 64
    }
    while at < bytes.count, bytes[at] < 0x80 { at &+= 1 }
    return at
  }

  /// Bytes of the well-formed sequence of more than one byte at `at`.
  private static func sequenceLength(_ bytes: RawSpan, at: Int) -> Int? {
    let second = bytes.byte(at: at &+ 1)
    let (length, range): (Int, ClosedRange<UInt8>) =
      switch bytes.byte(at: at) {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    guard length > 0, range.contains(second) else { return nil }
    for next in 2..<max(2, length) where bytes.byte(at: at &+ next) & 0xC0 != 0x80 { return nil }
    return length
  }

  private static func transcoded(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count &+ bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        out.append(byte)
      } else {
        UTF8.encode(windows1252(byte)).map { out += $0 }
      }
    }
    return out
  }

  /// The upper half of Windows-1252; its five unused bytes are control characters, as in the WHATWG Encoding Standard.
  static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case 0x80: "€"
    case 0x82: "‚"
    case 0x83: "ƒ"
    case 0x84: "„"
    case 0x85: "…"
    case 0x86: "†"
    case 0x87: "‡"
    case 0x88: "ˆ"
    case 0x89: "‰"
    case 0x8A: "Š"
    case 0x8B: "‹"
    case 0x8C: "Œ"
    case 0x8E: "Ž"
    case 0x91: "\u{2018}"
    case 0x92: "\u{2019}"
    case 0x93: "\u{201C}"
    case 0x94: "\u{201D}"
    case 0x95: "•"
    case 0x96: "–"
    case 0x97: "—"
    case 0x98: "˜"
    case 0x99: "™"
    case 0x9A: "š"
    case 0x9B: "›"
    case 0x9C: "œ"
    case 0x9E: "ž"
    case 0x9F: "Ÿ"
    default: Unicode.Scalar(byte)
    }
  }
}
