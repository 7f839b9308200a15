import Foundation
import Testing

/// Compares a text that a person or a program reads with the file that holds it. `INSIDERD_UPDATE_GOLDEN=1` rewrites
/// the files; the difference is then read in version control.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
  if ProcessInfo.processInfo.environment["INSIDERD_UPDATE_GOLDEN"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  let golden = (try? String(decoding: Data(contentsOf: file), as: UTF8.self)) ?? ""
  let difference = text.split(separator: "\n", omittingEmptySubsequences: false)
    .difference(from: golden.split(separator: "\n", omittingEmptySubsequences: false))
  let lines = difference.map { change in
    switch change {
    case .remove(let offset, let line, _): "-\(offset + 1): \(line)"
    case .insert(let offset, let line, _): "+\(offset + 1): \(line)"
    }
  }
  #expect(lines.isEmpty, "\(name) differs:\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
