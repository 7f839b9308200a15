import Testing

/// What the files of each folder may import: the walls of ARCHITECTURE.md. A longer path wins over a shorter one.
private let mayImport: [String: Set<String>] = [
  "Sources/Filings": [],
  "Sources/Filings/Archives": ["CZlib"],
  "Sources/Filings/XML": ["CVector"],
  "Sources/Rules": ["Filings"],
  "Sources/Wire": ["FoundationEssentials"],
  "Sources/Daemon": [
    "Filings", "Rules", "Wire", "CLinux", "CSystemd", "CGcrypt", "Glibc", "Synchronization",
    "FoundationEssentials",
  ],
  "Sources/Daemon/Ledger": [
    "Filings", "Rules", "Wire", "CLinux", "CGcrypt", "CSQLite", "Glibc", "Synchronization",
    "FoundationEssentials",
  ],
  "Sources/insiderd": [
    "Daemon", "Filings", "Rules", "Wire", "CLinux", "Glibc", "FoundationEssentials", "ArgumentParser",
  ],
  "Sources/insiderd-relay": [
    "Wire", "CGcrypt", "CLinux", "Glibc", "Dispatch", "Synchronization", "FoundationEssentials",
    "AsyncHTTPClient",
    "NIOCore",
    "NIOHTTP1", "NIOPosix", "NIOSSL", "NIOFoundationCompat",
  ],
]

/// In how many files of one module a C library may be imported: its types do not leave the file that wraps it.
private let wrappers = ["CSQLite": 1, "CGcrypt": 1, "CSystemd": 2, "CVector": 1, "CZlib": 1]

@Suite("Imports")
struct ImportTests {
  @Test("every folder imports only what it may")
  func folders() throws {
    expectNone(wrongImports(in: try Checkout.files(in: "Sources")))
  }

  @Test("a C library is imported by the file that wraps it and no other")
  func libraries() throws {
    expectNone(scatteredImports(in: try Checkout.files(in: "Sources")))
  }

  @Test(
    "an import that the table lacks is found, however it is written",
    arguments: [
      "import Foundation", "package import Glibc", "@preconcurrency import Dispatch",
      "import struct Foundation.Date",
      "  internal import func Glibc.read", "@testable import Daemon",
    ])
  func wrong(line: String) {
    #expect(wrongImports(in: [SourceText(path: "Sources/Rules/Lexer.swift", text: line + "\n")]).count == 1)
  }

  @Test("a folder that the table lacks is found")
  func unknownFolder() {
    #expect(
      wrongImports(in: [SourceText(path: "Sources/Extra/A.swift", text: "import Filings\n")]).count == 1)
  }

  @Test("what the table allows, and what is only mentioned, is left alone")
  func right() {
    let text = "package import Filings\n// import Foundation\nlet text = \"\"\"\nimport Glibc\n\"\"\"\n"
    expectNone(wrongImports(in: [SourceText(path: "Sources/Rules/Lexer.swift", text: text)]))
  }

  @Test("a second file with a C library is found")
  func scattered() {
    let files = ["A", "B"].map {
      SourceText(path: "Sources/Daemon/Ledger/\($0).swift", text: "import CSQLite\n")
    }
    #expect(scatteredImports(in: files).count == 1)
  }
}

private func wrongImports(in files: [SourceText]) -> [String] {
  files.flatMap { file -> [String] in
    guard let allowed = allowed(for: file.path) else {
      return ["\(file.path): the folder stands in no row of the table of imports"]
    }
    return imports(of: file).filter { !allowed.contains($0) }.map {
      "\(file.path): imports `\($0)`, which its folder may not"
    }
  }
}

private func allowed(for path: String) -> Set<String>? {
  let folder = mayImport.keys.filter { path.hasPrefix($0 + "/") }.max { $0.count < $1.count }
  return folder.flatMap { mayImport[$0] }
}

private func scatteredImports(in files: [SourceText]) -> [String] {
  let uses = files.flatMap { file in imports(of: file).map { (file, $0) } }
  let modules = Dictionary(grouping: uses) { "\($0.0.path.split(separator: "/")[1]): \($0.1)" }
  return modules.sorted { $0.key < $1.key }.compactMap { key, uses in
    guard let limit = wrappers[uses[0].1], uses.count > limit else { return nil }
    return "\(key) is imported by \(uses.count) files, at most \(limit) may: \(uses.map(\.0.path))"
  }
}

private func imports(of file: SourceText) -> [String] {
  file.only(.code).lines.compactMap { line in
    line.wholeMatch(
      of:
        /\s*(?:@\w+\s+|\w+\s+)*?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+).*/
    )
    .map { String($0.1) }
  }
}
