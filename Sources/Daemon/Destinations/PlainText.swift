/// Text of a filing or a rule, for people on the other side of the network.
enum PlainText {
  /// One line without control characters, marks that turn the direction of writing, and invisible characters: each is
  /// a blank.
  static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isHarmful(scalar) ? " " : scalar) }
    return String(scalars)
  }

  private static func isHarmful(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

/// How a receiver counts a text's length. None counts more than these do, so that a text that fits here fits there.
enum Measure {
  /// UTF-16 code units.
  case units
  /// Bytes of UTF-8 inside a JSON string.
  case quotedBytes

  func size(_ text: String) -> Int {
    switch self {
    case .units: text.utf16.count
    case .quotedBytes: text.unicodeScalars.reduce(0) { $0 + Measure.quotedBytes($1) }
    }
  }

  /// As `JSON` writes it.
  private static func quotedBytes(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x22, 0x5C: 2
    case 0..<0x20, 0x7F..<0xA0: 6
    default: UTF8.width(scalar)
    }
  }
}

extension String {
  /// What stands at the end of a text that was too long for its receiver.
  static let cutMark = "… (cut by insiderd)"

  /// The text, escaped scalar by scalar, and cut between two characters where it is longer than the receiver takes:
  /// then it ends in `cutMark`. `limit` counts the escaped text and has room for the mark.
  func fitted(
    to limit: Int, in measure: Measure, escape: (Unicode.Scalar) -> String = { String($0) }
  ) -> String {
    let mark = String.cutMark.unicodeScalars.map(escape).joined()
    let room = limit - measure.size(mark)
    var out = ""
    var size = 0
    var safe = 0
    for character in self {
      let piece = character.unicodeScalars.map(escape).joined()
      size += measure.size(piece)
      if size > limit { return String(decoding: out.utf8.prefix(safe), as: UTF8.self) + mark }
      out += piece
      if size <= room { safe = out.utf8.count }
    }
    return out
  }
}
