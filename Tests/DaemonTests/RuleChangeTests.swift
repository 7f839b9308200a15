import Filings
import Foundation
import Glibc
import Rules
import Testing
import Wire

@testable import Daemon

@Suite("Rules that change on the disk")
struct RuleChangeTests {
  private let directory: TemporaryDirectory
  private let folder: String

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    folder = try directory.make("rules.d")
    try directory.write("rules.d/a.rules", "rule one { match sale }")
    try directory.write("rules.d/b.rules", "rule two { match purchase }")
  }

  private func read(_ book: inout RuleBook) {
    book.reload(from: [folder], lastGood: book.texts)
  }

  private func started() -> RuleBook {
    var book = RuleBook()
    read(&book)
    return book
  }

  @Test("A removed file removes its rules")
  func removed() throws {
    var book = started()
    unlink(folder + "/a.rules")
    read(&book)
    #expect(book.rules.ruleNames == ["two"] && book.complaint == nil)
  }

  @Test("A folder that vanishes, or comes back empty, removes no rule", arguments: [true, false])
  func vanished(comesBack: Bool) throws {
    var book = started()
    try FileManager.default.removeItem(atPath: folder)
    if comesBack { _ = try directory.make("rules.d") }
    read(&book)
    #expect(book.rules.ruleNames == ["one", "two"])
    let summary = try #require(book.complaint?.summary)
    #expect(summary.contains(comesBack ? "holds no rule file any more" : "No such file"))
    _ = try directory.make("rules.d")
    try directory.write("rules.d/none.rules", "")
    read(&book)
    #expect(book.rules.ruleNames == [] && book.complaint == nil)
  }

  @Test("A folder that never had a rule has none, and that is no complaint")
  func empty() throws {
    var book = RuleBook()
    book.reload(from: [try directory.make("other.d")], lastGood: book.texts)
    #expect(book.complaint == nil && book.rules.ruleNames == [])
  }

  @Test("The last good rules of one folder are not those of another")
  func otherFolder() throws {
    var book = started()
    book.reload(from: [try directory.make("other.d")], lastGood: book.texts)
    #expect(book.complaint == nil && book.rules.ruleNames == [])
  }

  @Test("Each file has its own last good text, also while another one is bad")
  func ownLastGood() throws {
    var book = started()
    try directory.write("rules.d/a.rules", "rule one { match sail }")
    try directory.write("rules.d/b.rules", "rule three { match purchase }")
    read(&book)
    #expect(book.rules.ruleNames == ["one", "three"])
    try directory.write("rules.d/b.rules", "rule four { match }")
    read(&book)
    #expect(book.rules.ruleNames == ["one", "three"])
  }

  @Test("A list that breaks or vanishes keeps its last good text", arguments: [true, false])
  func list(vanishes: Bool) throws {
    try directory.write("rules.d/a.rules", "list wanted of ticker from file \"wanted.txt\"")
    try directory.write("rules.d/b.rules", "rule one { match sale where issuer.ticker in wanted }")
    try directory.write("rules.d/wanted.txt", "GRML\n")
    var book = started()
    try #require(book.complaint == nil, "\(book.complaint?.text ?? "")")
    if vanishes {
      unlink(folder + "/wanted.txt")
    } else {
      try directory.write("rules.d/wanted.txt", "not a ticker at all!\n")
    }
    #expect(book.hasChanged([folder]))
    read(&book)
    #expect(book.complaint != nil && book.rules.ruleNames == ["one"])
    try directory.write("rules.d/wanted.txt", "GRNT\n")
    #expect(book.hasChanged([folder]))
    read(&book)
    #expect(book.complaint == nil)
  }

  // MARK: - What is seen

  private func isSeen(_ action: () throws -> Void) throws -> (rang: Bool, changed: Bool) {
    try directory.write("rules.d/wanted.txt", "GRML\n")
    try directory.write(
      "rules.d/b.rules",
      "list wanted of ticker from file \"wanted.txt\"\nrule one { match sale where issuer.ticker in wanted }")
    let book = started()
    let bell = try RuleBell([folder], lists: book.lists)
    try action()
    return (bell.answer(), book.hasChanged([folder]))
  }

  @Test("A file that is written, replaced, removed or added is seen")
  func changes() throws {
    let actions: [() throws -> Void] = [
      { try directory.write("rules.d/a.rules", "rule one { match gift }") },
      {
        try directory.write("rules.d/.a.rules.swp", "rule one { match gift }")
        rename(folder + "/.a.rules.swp", folder + "/a.rules")
      },
      { unlink(folder + "/a.rules") },
      { try directory.write("rules.d/c.rules", "rule c { match gift }") },
      { try directory.write("rules.d/wanted.txt", "LOOM\n") },
      { unlink(folder + "/wanted.txt") },
      { rename(folder, folder + ".old") },
      { try FileManager.default.removeItem(atPath: folder) },
    ]
    for (number, action) in actions.enumerated() {
      try? FileManager.default.removeItem(atPath: folder)
      _ = try directory.make("rules.d")
      try directory.write("rules.d/a.rules", "rule a { match sale }")
      let seen = try isSeen(action)
      #expect(seen.rang && seen.changed, "action \(number)")
    }
  }

  @Test("What an editor writes beside the files is not")
  func beside() throws {
    let seen = try isSeen {
      for name in ["4913", ".a.rules.swp", "a.rules~", "notes.txt"] {
        try directory.write("rules.d/" + name, "x")
      }
    }
    #expect(!seen.rang && !seen.changed)
  }

  @Test("A folder that comes back is seen in the folder above")
  func comesBack() throws {
    try FileManager.default.removeItem(atPath: folder)
    let book = started()
    let bell = try RuleBell([folder], lists: [])
    _ = try directory.make("rules.d")
    #expect(bell.answer() && book.hasChanged([folder]))
  }
}

@Suite("What befalls the daemon is an alert of its own kind")
struct IncidentTests {
  private let directory: TemporaryDirectory
  private let ledger: Ledger

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    ledger = try Ledger(directory: directory.path)
  }

  private func incident(_ text: String = "line 1: no kind `sail`") -> Incident {
    Incident(.rulesBroken, message: "rules on disk are broken", text: text, files: ["a.rules"])
  }

  @Test("Its id is derived from what is wrong, and is the same on each machine")
  func identifier() {
    #expect(incident().identifier == "ia1_" + incident().identifier.dropFirst(4))
    #expect(incident().identifier == incident().identifier)
    #expect(incident().identifier != incident("line 2").identifier)
    #expect(!incident().identifier.contains("."))
  }

  @Test("It has the members of every alert")
  func members() {
    let json = incident().json(revision: 1, state: .raised).text
    for member in [
      "id", "revision", "state", "rule", "title", "severity", "certainty", "needs", "unreadable",
      "would_match_if",
      "issuer", "owners", "rows", "shares", "value", "form", "accession", "filed", "file", "sha256",
      "message",
    ] { #expect(json.contains("\"\(member)\":"), "\(member)") }
  }

  @Test("It stays open until it is withdrawn, and its deliveries stand with the others")
  func ledgerKeepsIt() throws {
    let draft = DeliveryDraft(destination: "desk", body: Array("x".utf8), attempts: Attempts(now: 1))
    try ledger.record(incident(), revision: 1, state: .raised, deliveries: [draft], now: 1)
    #expect(try ledger.openIncident(.rulesBroken)?.revision == 1)
    #expect(try ledger.pending(for: "desk", limit: 9).map(\.alert) == [incident().identifier])
    try ledger.record(incident(), revision: 2, state: .withdrawn, deliveries: [draft], now: 2)
    #expect(try ledger.openIncident(.rulesBroken) == nil)
    #expect(try ledger.incident(incident().identifier)?.revision == 2)
  }

  @Test("Every webhook hears of it, whatever alerts it takes")
  func everybody() {
    var picky = Webhook(name: "picky", url: .text("https://example.com/"))
    picky.from = .critical
    let drafts = WebhookDrafts([picky, Webhook(name: "desk", url: .text("https://example.com/"))])
      .drafts(for: incident(), revision: 1, state: .raised, now: 1)
    #expect(drafts.map(\.destination) == ["picky", "desk"])
    #expect(drafts.allSatisfy { $0.state == .pending })
  }
}
