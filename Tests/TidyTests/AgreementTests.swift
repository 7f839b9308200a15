import Foundation
import Testing

@Suite("Files that have to agree")
struct AgreementTests {
  @Test("the journal's catalog explains every kind of event, and no other")
  func catalog() throws {
    let catalog = try Checkout.file("systemd/insiderd.catalog")
    let code = try Checkout.file("Sources/Daemon/Destinations/MessageID.swift")
    expectNone(difference(messageIDs(catalog), messageIDs(code), ("the catalog", "MessageID.swift")))
    #expect(!messageIDs(code).isEmpty)
  }

  @Test("the manual of the service lists every kind of event and every field of an entry, and no other")
  func serviceManual() throws {
    let manual = try Checkout.file("systemd/insiderd.service.8")
    let code = try Checkout.file("Sources/Daemon/Destinations/MessageID.swift")
    expectNone(difference(messageIDs(manual), messageIDs(code), ("the manual", "MessageID.swift")))
    let files = try Checkout.files(in: "Sources/Daemon") + [try Checkout.file("systemd/insiderd.catalog")]
    let written = files.reduce(into: Set()) { $0.formUnion(journalFields($1)) }
    let listed = manual.lines.filter { $0.hasPrefix(".It Va ") }.joined(separator: "\n")
    let told = journalFields(SourceText(path: manual.path, text: listed))
    expectNone(difference(told, written, ("the manual", "Sources/Daemon")))
    #expect(written.count > 10)
  }

  @Test("program, package and manual have one version and one date")
  func versions() throws {
    let code = try Checkout.file("Sources/insiderd/Release.swift").text
    let version = try #require(code.firstMatch(of: /version = "([^"]+)"/)).1
    let date = try #require(code.firstMatch(of: /date = "([^"]+)"/)).1
    #expect(try Checkout.file("systemd/debian/changelog").text.hasPrefix("insiderd (\(version)) "))
    #expect(try Checkout.file("systemd/insiderd.service.8").text.hasPrefix(".Dd \(date)\n"))
  }

  @Test("the README lists every subcommand, and no other")
  func subcommands() throws {
    let readme = listedCommands(try Checkout.file("README.md"))
    let code = try Checkout.files(in: "Sources/insiderd").reduce(into: Set()) { $0.formUnion(commands($1)) }
    expectNone(difference(readme, code, ("README.md", "Sources/insiderd")))
    #expect(!readme.isEmpty)
  }

  @Test("every `make` that a document tells is a target")
  func targets() throws {
    let makefile = Set(try Checkout.file("Makefile").text.matches(of: /(?m)^([a-z]+):/).map { String($0.1) })
    for document in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
      let told = Set(try Checkout.file(document).text.matches(of: /\bmake ([a-z]+)`/).map { String($0.1) })
      expectNone(told.subtracting(makefile).sorted().map { "\(document): `make \($0)` is no target" })
    }
  }

  @Test("every file that a document links to is there")
  func links() throws {
    for document in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"] {
      expectNone(brokenLinks(try Checkout.file(document), exists: Checkout.exists))
    }
  }

  @Test("no text holds a path of the machine that it was written on")
  func noMachinePaths() throws {
    let folders = ["Sources", "Tests", "Benchmarks", "rules", "systemd", ".ci"]
    let extensions: Set = ["swift", "py", "c", "h", "sh", "rules", "service", "modulemap", ""]
    var files = try folders.flatMap { try Checkout.files(in: $0, extensions: extensions) }
    files += try [
      "Makefile", "Package.swift", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
    ]
    .map(Checkout.file)
    expectNone(files.flatMap(machinePaths))
  }
}

@Suite("Disagreements are found")
struct DisagreementTests {
  @Test("an id on one side only")
  func ids() {
    let one = String(repeating: "a1", count: 16)
    let two = String(repeating: "b2", count: 16)
    let catalog = SourceText(path: "a.catalog", text: "-- \(one)\nSubject: a\n\n-- \(two)\nSubject: b\n")
    let code = SourceText(path: "a.swift", text: "case started = \"\(one)\"\n")
    #expect(difference(messageIDs(catalog), messageIDs(code), ("catalog", "code")).count == 1)
  }

  @Test("a subcommand on one side only")
  func subcommands() {
    let readme = SourceText(
      path: "README.md", text: "| `insiderd run` | watches |\n| `insiderd fly` | no |\n")
    let code = SourceText(
      path: "a.swift",
      text: "CommandConfiguration(commandName: \"run\")\nCommandConfiguration(commandName: \"check\")\n"
        + "CommandConfiguration(commandName: \"bench-read\", shouldDisplay: false)\n"
        + "CommandConfiguration(commandName: \"insiderd\")\n")
    #expect(difference(listedCommands(readme), commands(code), ("README", "code")).count == 2)
  }

  @Test("a link to nothing")
  func links() {
    let text = "[a](LICENSE) [b](https://example.org/x) [c](missing.md#part) [d](#here)"
    #expect(brokenLinks(SourceText(path: "README.md", text: text)) { $0 == "LICENSE" }.count == 1)
  }

  @Test(
    "a path of a machine",
    arguments: ["ro" + "ot/x", "wo" + "rk/main", "ho" + "me/me/x", "op" + "t/swift/bin", "Use" + "rs/me"])
  func machinePath(path: String) {
    #expect(machinePaths(SourceText(path: "a.py", text: "open('/\(path)')\n")).count == 1)
  }
}

/// What is on one side and not on the other.
private func difference(_ left: Set<String>, _ right: Set<String>, _ names: (String, String)) -> [String] {
  left.subtracting(right).sorted().map { "`\($0)` is in \(names.0) and not in \(names.1)" }
    + right.subtracting(left).sorted().map { "`\($0)` is in \(names.1) and not in \(names.0)" }
}

private func messageIDs(_ file: SourceText) -> Set<String> {
  Set(file.text.matches(of: /(?m)(?:^-- |^\.It Li |")([0-9a-f]{32})\b/).map { String($0.1) })
}

private func journalFields(_ file: SourceText) -> Set<String> {
  // Those that the code writes stand in quotes, those of the catalog between @.
  Set(
    file.text.matches(of: /(?:["@ ])(INSIDERD_[A-Z0-9_]+)(?=["@ \n;]|$)/).map { String($0.1) }
      .filter { !$0.hasSuffix("_") })
}

private func listedCommands(_ readme: SourceText) -> Set<String> {
  Set(readme.text.matches(of: /(?m)^\| `insiderd ([a-z-]+)/).map { String($0.1) })
}

/// The commands that `insiderd --help` shows: what stands behind each `commandName:`, up to the next one.
private func commands(_ file: SourceText) -> Set<String> {
  let configurations = file.text.split(separator: "commandName: ").dropFirst()
  let shown = configurations.filter { !$0.contains("shouldDisplay: false") }
  return Set(shown.compactMap { $0.prefixMatch(of: /"([a-z-]+)"/).map { String($0.1) } }).subtracting([
    "insiderd"
  ])
}

private func brokenLinks(_ file: SourceText, exists: (String) -> Bool) -> [String] {
  file.text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
    .filter { !$0.contains("://") && !$0.hasPrefix("#") }
    .filter { link in !exists(String(link.prefix { $0 != "#" })) }
    .map { "\(file.path): links to `\($0)`, which is not there" }
}

private func machinePaths(_ file: SourceText) -> [String] {
  file.complaints(
    about: /\/(?:ro[o]t|wo[r]k|ho[m]e|Use[r]s)\/[\w.-]+|\/op[t]\/swift/, "a path of this machine")
}
