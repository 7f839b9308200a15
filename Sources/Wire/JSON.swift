/// A JSON text to be written: keys stay in their order, numbers are their digits, so the same value gives the same
/// bytes on every run. What is read comes through `JSONDecoder`.
package enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// `null` for `nil`.
  package static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
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
      for index in bytes.indices where needsEscape(bytes[index]) {
        out += bytes[start..<index]
        escape(bytes[index], to: &out)
        start = index + 1
      }
      out += bytes[start...]
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
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
