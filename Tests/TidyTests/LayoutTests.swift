import Foundation
import Testing

private let topLevel: Set<String> = [
  "ARCHITECTURE.md", "Benchmarks", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "Package.swift",
  "README.md", "Sources", "Tests", "rules", "systemd", ".ci", ".gitignore", ".swift-format",
]

/// Folders that grow by a file and one word in a list, and the module in which the list is.
private let grown = [
  "Sources/Filings/Containers": "Sources/Filings", "Sources/Filings/Readers": "Sources/Filings",
  "Sources/Daemon/Destinations/Formats": "Sources/Daemon",
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

  @Test("every container, reader and format is in a list, or is called by one that is")
  func lists() throws {
    for (folder, module) in grown {
      let files = try Checkout.files(in: folder)
      #expect(!files.isEmpty, "\(folder) has no file")
      expectNone(unused(files, in: try Checkout.files(in: module)))
    }
  }

  @Test("a file that nothing names is found")
  func unusedFile() {
    let list = SourceText(
      path: "Formats/Formats.swift", text: "enum Formats {\n  static let all = [Standard.self, .csv]\n}\n")
    let listed = SourceText(
      path: "Formats/Standard.swift", text: "enum Standard {\n  static let name = 1\n}\n")
    let member = SourceText(path: "Formats/CSV.swift", text: "extension Format {\n  static let csv = 2\n}\n")
    let forgotten = SourceText(
      path: "Formats/Slack.swift", text: "enum Slack {\n  static let name = 2\n}\n// not in Formats\n")
    let user = SourceText(path: "Outbox.swift", text: "let all = Formats.all.map(\\.name)\n")
    expectNone(unused([list, listed, member], in: [list, listed, member, user]))
    #expect(
      unused([list, listed, member, forgotten], in: [list, listed, member, forgotten, user]).count == 1)
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

/// The files of which no other file of the module says a name. Members of a type that the file itself declares do not
/// count: a forgotten format has the `name` and `body` of every format.
private func unused(_ files: [SourceText], in module: [SourceText]) -> [String] {
  let code = module.map { ($0.path, words(in: $0.only(.code).text)) }
  return files.filter { file in
    let offered = Set(offers(file).map { Substring($0) })
    return !code.contains { $0.0 != file.path && !$0.1.isDisjoint(with: offered) }
  }.map { "\($0.path): nothing names it" }
}

/// The types that a file declares, and what it adds to the types of others.
private func offers(_ file: SourceText) -> Set<String> {
  var types: Set<String> = []
  var additions: Set<String> = []
  var isExtension = false
  for line in file.only(.code).lines {
    if let type = line.prefixMatch(of: /(?:\w+ )*(?:struct|enum|class|protocol|actor) (\w+)/) {
      types.insert(String(type.1))
      isExtension = false
    } else if let other = line.prefixMatch(of: /extension (\w+)/) {
      isExtension = !types.contains(String(other.1))
    } else if isExtension, let member = line.prefixMatch(of: /\ \ (?:\w+ )*(?:let|var|func) (\w+)/) {
      additions.insert(String(member.1))
    }
  }
  return types.union(additions)
}

private func words(in text: String) -> Set<Substring> {
  Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
}

private func tooLong(_ files: [SourceText]) -> [String] {
  files.filter { $0.lines.count - 1 > longestFile }.map {
    "\($0.path): \($0.lines.count - 1) lines, at most \(longestFile)"
  }
}
