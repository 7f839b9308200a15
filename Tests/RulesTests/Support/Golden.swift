import Foundation
import Testing

/// Texts that people read, kept as files: a test prints what differs, and `INSIDERD_UPDATE_GOLDEN=1` rewrites them.
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Golden")

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(name))
  }

  /// Names of the files with this ending, without it, sorted.
  static func names(_ ending: String, in subfolder: String = "") -> [String] {
    let place = folder.appendingPathComponent(subfolder).path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return files.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  static func check(_ text: String, against name: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["INSIDERD_UPDATE_GOLDEN"] == "1" {
      return try Data(text.utf8).write(to: file)
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    #expect(text == expected, "\(name):\n\(difference(expected, text))", sourceLocation: sourceLocation)
  }

  private static func difference(_ expected: String, _ found: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    return new.difference(from: old).map { change in
      switch change {
      case .remove(let line, let text, _): "-\(line + 1) \(text)"
      case .insert(let line, let text, _): "+\(line + 1) \(text)"
      }
    }
    .joined(separator: "\n")
  }
}
