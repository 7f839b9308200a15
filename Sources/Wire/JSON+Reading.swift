extension JSON {
  /// Levels of a text that is read: what we write has four.
  private static let depth = 16

  /// Reads a text that was written by `text`: numbers are whole, keys keep their order. `nil` for anything else.
  package init?(reading text: some Sequence<UInt8>) {
    var reader = Reader(bytes: Array(text))
    guard let value = reader.value(JSON.depth), reader.isAtEnd else { return nil }
    self = value
  }

  /// The member of an object; `nil` where there is none.
  package subscript(key key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == key }?.1
  }

  /// The object with another value for a key that it has.
  package func replacing(_ key: String, with value: JSON) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.map { $0.0 == key ? (key, value) : $0 })
  }

  /// The text of a string; `nil` for any other value.
  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of an array; none for any other value.
  package var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    mutating func value(_ depth: Int) -> JSON? {
      guard depth > 0, index < bytes.count else { return nil }
      switch bytes[index] {
      case UInt8(ascii: "{"): return object(depth)
      case UInt8(ascii: "["): return array(depth)
      case UInt8(ascii: "\""): return text().map(JSON.string)
      case UInt8(ascii: "n"): return word("null") ? .null : nil
      case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
      case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
      default: return integer()
      }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    private mutating func word(_ word: String) -> Bool {
      guard bytes[index...].starts(with: word.utf8) else { return false }
      index += word.utf8.count
      return true
    }

    private mutating func integer() -> JSON? {
      let start = index
      _ = take("-")
      while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
      return Int(String(decoding: bytes[start..<index], as: UTF8.self)).map(JSON.integer)
    }

    private mutating func array(_ depth: Int) -> JSON? {
      guard take("[") else { return nil }
      var elements: [JSON] = []
      if take("]") { return .array([]) }
      repeat {
        guard let element = value(depth - 1) else { return nil }
        elements.append(element)
      } while take(",")
      return take("]") ? .array(elements) : nil
    }

    private mutating func object(_ depth: Int) -> JSON? {
      guard take("{") else { return nil }
      var members: [(String, JSON)] = []
      if take("}") { return .object([]) }
      repeat {
        guard let key = text(), take(":"), let value = value(depth - 1) else { return nil }
        members.append((key, value))
      } while take(",")
      return take("}") ? .object(members) : nil
    }

    private mutating func text() -> String? {
      guard take("\"") else { return nil }
      var content: [UInt8] = []
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
        case UInt8(ascii: "\\"):
          guard let scalar = escape() else { return nil }
          content += String(scalar).utf8
        default: content.append(byte)
        }
      }
      return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
      guard index < bytes.count else { return nil }
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
      case UInt8(ascii: "u"):
        guard index + 4 <= bytes.count else { return nil }
        defer { index += 4 }
        return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16).flatMap(
          Unicode.Scalar.init)
      default: return nil
      }
    }
  }
}
