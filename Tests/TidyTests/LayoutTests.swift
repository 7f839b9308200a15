import Foundation
import Testing

private let topLevel: Set<String> = [
  "ARCHITECTURE.md", "Benchmarks", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "Package.swift",
  "README.md", "Sources", "Tests", "rules", "systemd", ".ci", ".gitignore", ".swift-format",
]

/// Folders that grow by a file and one word in the folder's list.
private let listedFolders = [
  "Sources/Filings/Containers", "Sources/Filings/Readers", "Sources/Daemon/Destinations/Formats",
]

private let longestFile = 400

@Suite("Layout")
struct LayoutTests {
  @Test("the top level has nothing beyond the agreed list")
  func clutter() throws {
    expectNone(strayNames(in: try Checkout.topLevel()))
  }

  @Test("a stray file at the top is found")
  func strayFile() {
    #expect(strayNames(in: ["Makefile", "notes.txt"]).count == 1)
  }

  @Test("every container, reader and format is named in its folder's list")
  func lists() throws {
    for folder in listedFolders {
      let files = try Checkout.files(in: folder)
      #expect(!files.isEmpty, "\(folder) has no file")
      expectNone(unlisted(in: files))
    }
  }

  @Test("a file that its folder's list does not name is found")
  func unlistedFile() {
    let list = SourceText(path: "Readers/Readers.swift", text: "let all = [OwnershipXML.self]\n")
    let listed = SourceText(path: "Readers/OwnershipXML.swift", text: "enum OwnershipXML {}\n")
    let aspect = SourceText(path: "Readers/OwnershipXML+Rows.swift", text: "extension OwnershipXML {}\n")
    let forgotten = SourceText(path: "Readers/Form144.swift", text: "enum Form144 {}\n// not in Readers\n")
    expectNone(unlisted(in: [list, listed, aspect]))
    #expect(unlisted(in: [list, listed, aspect, forgotten]).count == 1)
  }

  @Test("no source file is too long to be read in one go")
  func lengths() throws {
    expectNone(tooLong(try Checkout.files(in: "Sources")))
  }

  @Test("a file with one line too many is found")
  func longFile() {
    let line = "let a = 1\n"
    expectNone(tooLong([SourceText(path: "A.swift", text: String(repeating: line, count: longestFile))]))
    #expect(
      tooLong([SourceText(path: "A.swift", text: String(repeating: line, count: longestFile + 1))]).count == 1
    )
  }
}

private func strayNames(in names: [String]) -> [String] {
  names.filter { !topLevel.contains($0) }.map { "\($0): not on the list of the top level" }
}

/// The list itself is the one file that no other names; a second one is a file that somebody forgot to list.
private func unlisted(in files: [SourceText]) -> [String] {
  let unnamed = files.filter { file in
    let type = String(file.name.prefix { $0 != "+" })
    let others = files.filter { $0.path != file.path && !$0.name.hasPrefix(type + "+") }
    return !file.name.contains("+") && !others.contains { mentions(type, in: $0.only(.code).text) }
  }
  guard unnamed.count > 1 else { return [] }
  // The list is the one that names the others; what is left was forgotten.
  let list = unnamed.max { first, second in named(by: first, of: files) < named(by: second, of: files) }
  return unnamed.filter { $0.path != list?.path }.map { "\($0.path): not in the list of its folder" }
}

private func named(by list: SourceText, of files: [SourceText]) -> Int {
  files.filter { $0.path != list.path && mentions($0.name, in: list.only(.code).text) }.count
}

private func mentions(_ word: String, in text: String) -> Bool {
  text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == word }
}

private func tooLong(_ files: [SourceText]) -> [String] {
  files.filter { $0.lines.count - 1 > longestFile }.map {
    "\($0.path): \($0.lines.count - 1) lines, at most \(longestFile)"
  }
}
