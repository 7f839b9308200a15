@testable import Rules

extension PlainValue {
  /// JSON with a line for each member, for files that people compare.
  func prettyJSON(margin: String = "") -> String {
    switch self {
    case .null: return "null"
    case .flag(let flag): return "\(flag)"
    case .integer(let number): return "\(number)"
    case .text(let text): return PlainValue.quoted(text)
    case .list(let values):
      return block("[", "]", margin, values.map { $0.prettyJSON(margin: margin + "  ") })
    case .record(let members):
      return block(
        "{", "}", margin,
        members.map { "\(PlainValue.quoted($0.key)): \($0.value.prettyJSON(margin: margin + "  "))" })
    }
  }

  private func block(_ open: String, _ close: String, _ margin: String, _ parts: [String]) -> String {
    if parts.isEmpty { return open + close }
    return "\(open)\n\(parts.map { "\(margin)  \($0)" }.joined(separator: ",\n"))\n\(margin)\(close)"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
