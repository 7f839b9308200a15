/// Brings a document to UTF-8. EDGAR's own documents are ASCII; files that people saved again are not always.
enum TextEncoding {
  /// The same text in UTF-8: unchanged when it is valid UTF-8, else taken for Windows-1252, of which Latin-1 is a part.
  /// What the document declares decides nothing: the bytes know better than a declaration that an editor left behind.
  ///
  /// Throws for a declared encoding that is neither of these.
  static func utf8(_ bytes: [UInt8]) throws(FilingError) -> [UInt8] {
    try decoded(bytes).text
  }

  /// Whether all of the text is ASCII, of which every encoding that is read makes the same; throws like the others.
  static func isASCII(_ bytes: [UInt8]) throws(FilingError) -> Bool {
    _ = try declaration(of: bytes)
    return endOfASCII(bytes.span.bytes, from: 0) == bytes.count
  }

  /// The same, with what was doubtful about it: a declaration that the bytes belie, or none where one was needed.
  static func decoded(_ bytes: [UInt8]) throws(FilingError) -> DecodedText {
    let isDeclared = try declaration(of: bytes).map(windows.contains) ?? false
    let beyond = endOfASCII(bytes.span.bytes, from: 0)
    let isASCII = beyond == bytes.count
    let foreign = isASCII ? nil : firstForeign(in: bytes, from: beyond)
    if foreign == nil, isASCII || !isDeclared { return DecodedText(text: bytes) }
    let start = endOfByteOrderMark(in: bytes)
    guard let foreign else {
      let beyond = endOfASCII(bytes.span.bytes, from: start)
      return DecodedText(text: bytes, doubt: beyond < bytes.count ? (.falseDeclaration, beyond) : nil)
    }
    // A byte order mark before other bytes than UTF-8 was left behind by an editor.
    let doubt = isDeclared ? nil : (DocumentDoubt.foreignBytes, transcoded(bytes[start..<foreign]).count)
    return DecodedText(text: transcoded(bytes[start...]), skipped: start, doubt: doubt)
  }

  private static func endOfByteOrderMark(in bytes: [UInt8]) -> Int {
    let start = bytes.firstIndex { !XMLCursor.isBlank($0) } ?? 0
    return bytes.begins(with: "\u{FEFF}", at: start) ? start + 3 : 0
  }

  // MARK: Declaration

  /// The encoding that the document says it has, in lower case.
  private static func declaration(of bytes: [UInt8]) throws(FilingError) -> String? {
    guard let declaration = bytes.firstOffset(of: "<?xml", before: 64),
      let end = bytes.firstOffset(of: "?>", from: declaration, before: declaration &+ 256),
      let label = bytes.firstOffset(of: "encoding", from: declaration, before: end)
    else { return nil }
    let value = bytes[label..<end].drop { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }.dropFirst()
    let name = String(
      decoding: value.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }, as: UTF8.self)
    guard unicode.contains(name.lowercased()) || windows.contains(name.lowercased()) else {
      throw FilingError(
        "the declared encoding `\(name)` is not read", at: FilingError.Place(of: label, in: bytes),
        help: "save the document as UTF-8")
    }
    return name.lowercased()
  }

  private static var unicode: [String] { ["utf-8", "utf8", "us-ascii", "ascii"] }
  private static var windows: [String] { ["iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252"] }

  // MARK: Bytes

  /// Where UTF-8 ends (Unicode 16, table 3-7); `nil` when it reaches to the end.
  private static func firstForeign(in bytes: [UInt8], from start: Int) -> Int? {
    let raw = bytes.span.bytes
    var at = start
    while true {
      at = endOfASCII(raw, from: at)
      if at >= bytes.count { return nil }
      guard let length = sequenceLength(raw, at: at) else { return at }
      at &+= length
    }
  }

  /// Where the run of ASCII from `start` ends. Blocks are looked at as wholes first: nearly every one is all ASCII.
  private static func endOfASCII(_ bytes: RawSpan, from start: Int) -> Int {
    var at = start
    while bytes.byteCount &- at >= 256 {
      let first = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt64>.self)
      let second = bytes.unsafeLoadUnaligned(fromByteOffset: at &+ 128, as: SIMD16<UInt64>.self)
      let sixteen = first | second
      let eight = sixteen.lowHalf | sixteen.highHalf
      let seen = eight.lowHalf | eight.highHalf
      if (seen[0] | seen[1] | seen[2] | seen[3]) & 0x8080_8080_8080_8080 != 0 { break }
      at &+= 256
    }
    while bytes.byteCount &- at >= 8, bytes.word(at: at).isASCII { at &+= 8 }
    while at < bytes.byteCount, bytes.byte(at: at) < 0x80 { at &+= 1 }
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

  private static func transcoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
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

/// A document in UTF-8, and how it came to be.
struct DecodedText {
  let text: [UInt8]
  /// Bytes of the file before the text.
  var skipped = 0
  /// What was doubtful, and where in the text.
  var doubt: (DocumentDoubt, Int)?

  /// Where in the file, whose bytes are `bytes`, a byte of the text came from: each byte of Windows-1252 is one character.
  func place(of offset: Int, in bytes: [UInt8]) -> FilingError.Place {
    let isSame = skipped == 0 && text.count == bytes.count
    let before = isSame ? offset : skipped + text.prefix(offset).count { $0 & 0xC0 != 0x80 }
    return FilingError.Place(of: before, in: bytes)
  }
}
