/// A JSON text to be written: keys stay in their order, numbers are their digits, so the same value gives the same
/// bytes on every run. What is read comes through `JSONDecoder`.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])
  /// A text that is JSON already, on one line.
  case verbatim(String)

  package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// `null` for `nil`.
  package static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
  /// `null` for `nil`.
  package static func optional(_ value: Int64?) -> JSON { value.map { .integer(Int($0)) } ?? .null }
  /// `null` for `nil`.
  package static func optional(_ value: Bool?) -> JSON { value.map(JSON.bool) ?? .null }

  /// One line, without spaces (RFC 8259).
  package var text: String {
    var out: [UInt8] = []
    write(to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the text's bytes.
  package func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .integer(let value): out += String(value).utf8
    case .string(let value): JSON.write(value, to: &out)
    case .verbatim(let text): out += text.utf8
    case .array(let values): JSON.write(values, between: ("[", "]"), to: &out) { $0.write(to: &$1) }
    case .object(let members):
      JSON.write(members, between: ("{", "}"), to: &out) { member, out in
        JSON.write(member.0, to: &out)
        out.append(UInt8(ascii: ":"))
        member.1.write(to: &out)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between ends: (String, String), to out: inout [UInt8],
    element: (Element, inout [UInt8]) -> Void
  ) {
    out += ends.0.utf8
    for (index, value) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      element(value, &out)
    }
    out += ends.1.utf8
  }

  /// Escapes what the grammar asks for, and all control characters; whole stretches without any are copied at once.
  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let width = controlWidth(bytes, at: index)
        guard width > 0 else {
          index += 1
          continue
        }
        out += bytes[start..<index]
        escape(bytes[index + width - 1], to: &out)
        index += width
        start = index
      }
      out += bytes[start...]
    }
    out.append(UInt8(ascii: "\""))
  }

  /// Bytes of the character at `index` if it has to be escaped, else 0. U+0080...U+009F are control characters too, and
  /// some terminals act on them; their second byte in UTF-8 is their number.
  private static func controlWidth(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"): 1
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0: 2
    default: 0
    }
  }

  private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): out += "\\\"".utf8
    case UInt8(ascii: "\\"): out += "\\\\".utf8
    case UInt8(ascii: "\n"): out += "\\n".utf8
    case UInt8(ascii: "\r"): out += "\\r".utf8
    case UInt8(ascii: "\t"): out += "\\t".utf8
    default: out += "\\u00\(hexadecimal(byte))".utf8
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
