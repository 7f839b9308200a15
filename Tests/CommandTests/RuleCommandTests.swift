import Foundation
import Testing

/// What came of running the program.
private struct Outcome {
  var status: Int32
  var output: String
  var errors: String
}

/// Runs the program that lies beside the tests' own executable.
private func insiderd(_ arguments: [String], input: String = "") throws -> Outcome {
  let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  let process = Process()
  process.executableURL = folder.appending(path: "insiderd")
  process.arguments = arguments
  let (given, said, complained) = (Pipe(), Pipe(), Pipe())
  process.standardInput = given
  process.standardOutput = said
  process.standardError = complained
  try process.run()
  try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try given.fileHandleForWriting.close()
  let output = try said.fileHandleForReading.readToEnd() ?? Data()
  let errors = try complained.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
    errors: String(decoding: errors, as: UTF8.self))
}

/// A folder of its own with these files, removed afterwards.
private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "insiderd-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  try body(folder.path)
}

@Suite("Commands about rules")
struct RuleCommandTests {
  private static let messy =
    "rule r { when sum(shares)>5 match sale where issuer.ticker in watched } # kept\n"
  private static let tidy = """
    rule r {
        match    sale
        where    issuer.ticker in watched
        when     sum(shares) > 5 shares
    }  # kept

    list watched of ticker from file "watched.txt"

    """

  @Test("`fmt` writes the canonical form, and `--check` only tells")
  func format() throws {
    let list = "list watched of ticker from file \"watched.txt\"\n"
    try withFolder(["a.rules": Self.messy + list, "watched.txt": "@ABC # abc\n"]) { folder in
      let file = "\(folder)/a.rules"
      let checked = try insiderd(["fmt", "--check", folder])
      #expect(checked.status == 1 && checked.output == "\(file)\n")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.messy + list)
      let formatted = try insiderd(["fmt", folder])
      #expect(formatted.status == 0 && formatted.output == "\(file)\n")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.tidy)
      #expect(try insiderd(["fmt", "--check", folder]).status == 0)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.rules", "watched.txt"])
    }
  }

  @Test("`fmt` leaves alone what it cannot understand")
  func unsound() throws {
    try withFolder(["a.rules": "rule r { match }"]) { folder in
      let outcome = try insiderd(["fmt", folder])
      #expect(outcome.status == 1 && outcome.errors.contains("it has mistakes"))
      #expect(try String(contentsOfFile: "\(folder)/a.rules", encoding: .utf8) == "rule r { match }")
    }
  }

  @Test("`check` reads lists from files, and says which rules look at every issuer")
  func check() throws {
    let rules = Self.tidy + "rule all { match gift }\n"
    try withFolder(["a.rules": rules, "watched.txt": "@ABC\n"]) { folder in
      let outcome = try insiderd(["check", folder])
      #expect(outcome.status == 0)
      #expect(outcome.output == "2 rules in 1 file: no errors\n1 look at filings of every issuer: all\n")
    }
    try withFolder(["a.rules": rules]) { folder in
      let outcome = try insiderd(["check", folder])
      #expect(outcome.status == 1)
      let message = "error[R143]: the list's file `watched.txt` cannot be read: no such file or directory\n"
      #expect(outcome.output.hasPrefix(message), "\(outcome.output)")
      let sarif = try insiderd(["check", "--format", "sarif", folder])
      let log = try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any]
      #expect(log?["version"] as? String == "2.1.0")
    }
  }

  @Test("`show` tells rules in English, and for programs")
  func show() throws {
    try withFolder(["a.rules": "rule r { match sale by cfo }\n"]) { folder in
      let english = try insiderd(["show", "--english", folder])
      #expect(english.output.hasPrefix("r\n  Raise a notice when a CFO reports sales in Table I."))
      let json = try insiderd(["show", "--json", folder])
      let record = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect((record?["rules"] as? [[String: Any]])?.first?["roles"] as? [String] == ["cfo"])
    }
  }

  @Test("`test` tells what no test reaches, and speaks JUnit")
  func tests() throws {
    let text = "rule r { match sale }\ntest \"t\" { given sale { } expect r match }\n"
    try withFolder(["a.rules": text]) { folder in
      let coverage = try insiderd(["test", "--coverage", folder])
      #expect(coverage.status == 0 && coverage.output.hasSuffix("1 of 3 outcomes are tested\n"))
      let junit = try insiderd(["test", "--format", "junit", folder])
      #expect(junit.output.contains("<testsuites tests=\"1\" failures=\"0\">"))
    }
  }

  @Test("`lsp` holds a conversation over its pipes")
  func languageServer() throws {
    let messages = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"capabilities":{}}}"#,
      #"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.rules","languageId":"rules","version":1,"text":"rule r { match sal }"}}}"#,
      "nonsense",
      #"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","method":"exit"}"#,
    ]
    let input = messages.map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }.joined()
    let outcome = try insiderd(["lsp"], input: input)
    #expect(outcome.status == 0)
    for part in ["\"completionProvider\"", "no kind `sal`", "\"code\":-32700", "\"id\":2,\"result\":null"] {
      #expect(outcome.output.contains(part), "\(outcome.output)")
    }
    #expect(try insiderd(["lsp"], input: "").status == 1)
  }
}
