/// Text of a page: references resolved, blanks told from letters.
enum HTMLText {
  /// Blanks of HTML: the form feed is one of them.
  static func isBlank(_ byte: UInt8) -> Bool {
    XMLCursor.isBlank(byte) || byte == 0x0C
  }

  /// A blank, or the space that does not break, with which pages fill empty cells.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xA0 || (scalar.value < 0x80 && isBlank(UInt8(scalar.value)))
  }

  /// With references resolved and lines ended by a line feed; what is no reference stands for itself.
  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(where: { $0 == UInt8(ascii: "&") || $0 == 0x0D }) else {
      return String(decoding: text, as: UTF8.self)
    }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
      if text[at] == UInt8(ascii: "&"), let (scalar, end) = reference(in: text, at: at) {
        UTF8.encode(scalar).map { out += $0 }
        at = end
        continue
      }
      if text[at] != 0x0D {
        out.append(text[at])
      } else if at &+ 1 >= text.endIndex || text[at &+ 1] != 0x0A {
        out.append(0x0A)
      }
      at &+= 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Without the blanks at the ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[first..<scalars.index(after: last)])
  }

  /// On one line, with single blanks and without those at the ends: captions are compared so.
  static func flattened(_ text: some StringProtocol) -> String {
    var out = String.UnicodeScalarView()
    var isPending = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        isPending = !out.isEmpty
        continue
      }
      if isPending { out.append(" ") }
      isPending = false
      out.append(scalar)
    }
    return String(out)
  }

  // MARK: References

  /// The reference whose `&` stands at `at`, and where it ends.
  private static func reference(
    in text: ArraySlice<UInt8>, at: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    let limit = min(text.endIndex, at &+ longestReference)
    guard let close = text[at..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = text[(at &+ 1)..<close]
    let scalar = name.first == UInt8(ascii: "#") ? character(name.dropFirst()) : entity(name)
    return scalar.map { ($0, close &+ 1) }
  }

  /// `&thetasym;` is the longest that HTML 4 names; numbers with leading zeros are not longer.
  private static let longestReference = 12

  /// A character by its number; those of 128 to 159 are Windows-1252's, as in browsers.
  private static func character(_ number: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let isHexadecimal = number.first.map { $0 | 0x20 == UInt8(ascii: "x") } == true
    let digits = isHexadecimal ? number.dropFirst() : number
    guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10), value != 0
    else { return nil }
    if (0x80...0x9F).contains(value) { return TextEncoding.windows1252(UInt8(value)) }
    return Unicode.Scalar(value)
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let name = String(decoding: name, as: UTF8.self)
    if let index = latin1.firstIndex(of: Substring(name)) {
      return Unicode.Scalar(0xA0 + UInt32(index))
    }
    return others[name]
  }

  /// The entities of U+00A0 to U+00FF in their order (HTML 4.01, section 24.2.1).
  private static let latin1 =
    """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml
    """.split(separator: " ")

  /// Those of the other entities of HTML 4 that word processors write.
  private static let others: [String: Unicode.Scalar] = [
    "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "ndash": "–", "mdash": "—",
    "lsquo": "\u{2018}", "rsquo": "\u{2019}", "sbquo": "\u{201A}", "ldquo": "\u{201C}", "rdquo": "\u{201D}",
    "bdquo": "\u{201E}", "bull": "•", "hellip": "…", "trade": "™", "euro": "€", "dagger": "†", "Dagger": "‡",
    "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "OElig": "Œ", "oelig": "œ", "Scaron": "Š",
    "scaron": "š", "Yuml": "Ÿ", "minus": "\u{2212}", "le": "≤", "ge": "≥", "ne": "≠", "lsaquo": "‹",
    "rsaquo": "›", "permil": "‰", "fnof": "ƒ", "circ": "\u{2C6}", "tilde": "\u{2DC}",
  ]
}
