import Filings
import Foundation
import Glibc
import Rules
import Testing

@testable import Daemon

/// What a run without a ledger says, held against one that has one.
@Suite("A dry run says what the daemon would")
struct TrialTests {
  private static let rules = [
    """
    rule large { match sale by officer when sum(shares) > 500 shares }
    rule many { match sale group by date when count() >= 2 }
    rule amended { match filing where filing.amendment }
    rule late { match transaction where filing.days_late >= 1 business day }
    """,
    """
    rule large { match sale by officer when sum(shares) > 300 shares throttle once per issuer every 2 days }
    rule kept { stage shadow match purchase }
    """,
    "rule cluster { match purchase group by issuer within 7 days when count(distinct owner) >= 3 }",
    "rule swing { match trade group by owner, issuer within 6 months when short_swing_profit() > $100 }",
    "rule silent { match purchase when days_since_last(sale) > 20 days }",
  ]

  @Test("The same words in the same order, whatever comes first", arguments: 1...150)
  func sameWords(seed: UInt64) throws {
    var random = SplitMix(state: seed &* 31)
    let world = World(&random)
    for (number, rules) in TrialTests.rules.enumerated() {
      var order = world.filings.shuffled(using: &random)
      order.insert(order[0], at: order.count / 2)
      let (daemon, trial) = try (said(of: order, by: rules, true), said(of: order, by: rules, false))
      #expect(
        daemon == trial,
        "seed \(seed), rules \(number):\n\(World.words(order))\ndaemon \(daemon)\ntrial \(trial)")
    }
  }

  @Test("What an amendment takes away is withdrawn, and what comes behind it raises nothing")
  func amendment() throws {
    let rules = "rule large { match sale by officer when sum(shares) > 500 shares }"
    let original = FilingMaker("S", 900).with { $0.accession = "0001999003-24-100001" }
    let filed = original.with { $0.filed = "2024-05-08" }.filing
    let amendment = FilingMaker("S", 90).with {
      $0.accession = "0001999003-24-100002"
      $0.filed = "2024-05-20"
      $0.amends = "2024-05-08"
    }.filing
    #expect(try said(of: [filed, amendment], by: rules, false) == ["large 1 raised", "large 2 withdrawn"])
    #expect(try said(of: [amendment, filed], by: rules, false).isEmpty)
  }

  @Test("What was judged by rules that were changed since is known by what they said")
  func changedRules() throws {
    let before = "rule large { match sale by officer when sum(shares) > 500 shares }"
    let first = FilingMaker("S", 400).with { $0.accession = "0001999003-24-100001" }.filing
    let second = FilingMaker("S", 200).with { $0.accession = "0001999003-24-100002" }.filing
    for hasLedger in [true, false] {
      let listener = try Listener()
      let desk = try listener.desk(before, hasLedger: hasLedger)
      try listener.take(first, by: desk)
      desk.rules = try #require(
        RuleSet.compile([
          SourceFile(name: "a.rules", text: "rule small { match sale when sum(shares) > 500 shares }")
        ]).ruleSet)
      try listener.take(second, by: desk)
      #expect(listener.heard == ["small 1 raised"], "with a ledger: \(hasLedger)")
    }
  }

  /// `rule revision state` of everything that is told.
  private func said(of filings: [Filing], by rules: String, _ hasLedger: Bool) throws -> [String] {
    let listener = try Listener()
    let desk = try listener.desk(rules, hasLedger: hasLedger)
    for filing in filings { try listener.take(filing, by: desk) }
    return listener.heard
  }
}

/// A desk, and what it tells the journal.
private final class Listener {
  private let directory: TemporaryDirectory
  private let socket: Int32
  private(set) var heard: [String] = []
  private var path: String { directory.path + "/journal" }

  init() throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
  }

  deinit {
    close(socket)
  }

  func desk(_ rules: String, hasLedger: Bool) throws -> AlertDesk {
    let set = try #require(RuleSet.compile([SourceFile(name: "a.rules", text: rules)]).ruleSet)
    return AlertDesk(
      rules: set, ledger: hasLedger ? try Ledger(directory: directory.path) : nil,
      announcer: Announcer(channel: .journal(JournalSocket(path: path), confirms: false)),
      log: Log(journal: nil))
  }

  /// A socket holds few datagrams, so they are read as they come.
  func take(_ filing: Filing, by desk: AlertDesk) throws {
    try desk.take(filing, AlertDesk.Origin(file: FileName("a"), digest: "00"), now: 1_800_000_000)
    try desk.ledger?.commitIfBegun()
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = recv(socket, &bytes, bytes.count, 0)
      guard count > 0 else { return }
      let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
      heard.append(
        ["RULE", "REVISION", "STATE"].map { name in
          lines.first { $0.hasPrefix("INSIDERD_\(name)=") }.map { String($0.drop { $0 != "=" }.dropFirst()) }
            ?? "?"
        }.joined(separator: " "))
    }
  }
}
