import Testing

/// What the code may not say. The patterns look at code without comments and literals.
private var forbidden: [(pattern: Regex<Substring>, why: String)] {
  [
    (/\btry!/, "it traps"),
    (/\bas!/, "it traps"),
    (/\b(?:fatalError|preconditionFailure|assertionFailure)\b/, "return an error"),
    (/\bunsafelyUnwrapped\b/, "it traps, or worse"),
    (/@unchecked\s+Sendable/, "let the compiler check it"),
    (/nonisolated\(unsafe\)/, "let the compiler check it"),
    (/\bTask(?:\.detached)?(?:\(.*\))?\s*\{/, "a free task outlives whoever started it; use a task group"),
    (
      /^\s*(?:public|open|internal)\s+(?!import)\w+/,
      "`package` across modules, `private` inside a file"
    ),
  ]
}

@Suite("The language")
struct LanguageTests {
  @Test("nothing can trap, escape the compiler's checks or outlive its caller")
  func nothingForbidden() throws {
    expectNone(forbiddenWords(in: try Checkout.files(in: "Sources")))
  }

  @Test(
    "each of them is found",
    arguments: [
      "let a = try! f()", "let a = b as! C", "fatalError(\"no\")", "final class A: @unchecked Sendable {}",
      "nonisolated(unsafe) var a = 1", "Task { await f() }", "Task.detached { f() }",
      "Task(priority: .high) { f() }", "  public var a = 1", "internal func f() {}",
      "let a = b.unsafelyUnwrapped",
    ])
  func forbiddenWord(line: String) {
    #expect(forbiddenWords(in: [SourceText(path: "A.swift", text: line)]).count == 1)
  }

  @Test("what only looks like them is left alone")
  func harmless() {
    let text =
      "/// fatalError is not used\nlet a = \"Task { }\"\ngroup.addTask { f() }\n"
    expectNone(forbiddenWords(in: [SourceText(path: "A.swift", text: text)]))
  }

  @Test("SQL stands in the ledger alone")
  func sql() throws {
    expectNone(sqlOutsideLedger(try Checkout.files(in: "Sources")))
  }

  @Test("a statement elsewhere is found")
  func strayStatement() {
    let text = "let query = \"SELECT id FROM alerts\"\n"
    #expect(sqlOutsideLedger([SourceText(path: "Sources/Daemon/Intake.swift", text: text)]).count == 1)
    expectNone(sqlOutsideLedger([SourceText(path: "Sources/Daemon/Ledger/Ledger.swift", text: text)]))
    expectNone(sqlOutsideLedger([SourceText(path: "Sources/A.swift", text: "// \(text)")]))
  }
}

private func forbiddenWords(in files: [SourceText]) -> [String] {
  files.map { $0.only(.code) }.flatMap { file in
    forbidden.flatMap { file.complaints(about: $0.pattern, $0.why) }
  }
}

private func sqlOutsideLedger(_ files: [SourceText]) -> [String] {
  let statement =
    /\b(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|(?:CREATE|DROP|ALTER)\s+TABLE|PRAGMA\s|BEGIN\s+IMMEDIATE|COMMIT)/
  return files.filter { !$0.path.hasPrefix("Sources/Daemon/Ledger/") }.map { $0.only(.literal) }
    .flatMap { $0.complaints(about: statement, "SQL outside the ledger") }
}
