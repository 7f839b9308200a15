import Foundation
import Testing

/// Payloads as files: a test prints what differs, and `INSIDERD_UPDATE_GOLDEN=1` rewrites them.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static func check(_ text: String, against name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["INSIDERD_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      return try Data(text.utf8).write(to: file)
    }
    let expected = try? String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name) is now:\n\(text)")
  }
}

/// JSON over several lines, its members in their order and its texts as they are.
enum Indented {
  static func text(_ json: String) -> String {
    var out = ""
    var depth = 0
    var (isText, isEscaped) = (false, false)
    var last: Character = " "
    for character in json {
      if isText {
        out.append(character)
        (isText, isEscaped) = (isEscaped || character != "\"", !isEscaped && character == "\\")
      } else {
        if "]}".contains(character) {
          depth -= 1
          if !"[{".contains(last) { out += line(depth) }
        } else if "[{".contains(last) {
          out += line(depth)
        }
        out.append(character)
        isText = character == "\""
        if "[{".contains(character) { depth += 1 }
        if character == "," { out += line(depth) }
        if character == ":" { out += " " }
      }
      last = character
    }
    return out + "\n"
  }

  private static func line(_ depth: Int) -> String { "\n" + String(repeating: "  ", count: depth) }
}
