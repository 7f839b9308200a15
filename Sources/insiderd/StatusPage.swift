import Daemon
import Filings
import Wire

/// What `insiderd status` shows.
struct StatusPage {
  let status: DaemonStatus
  let runs: Bool
  let now: Int64

  // MARK: - For people

  /// Sections with a word before each, on eighty columns.
  var text: String {
    let sections = [
      ("daemon", daemon), ("inbox", inbox), ("rules", rules), ("alerts", alerts), ("journal", journal),
      ("webhooks", webhooks), ("ledger", ledger), ("errors", errors),
    ]
    return sections.flatMap { name, lines in
      lines.enumerated().map { index, line in
        let mark = index == 0 ? name : ""
        let margin = String(repeating: " ", count: StatusPage.margin)
        let first = mark + margin.dropFirst(mark.count)
        return Text.wrapped(line, first: first, margin: margin + "  ")
      }
    }
    .joined(separator: "\n")
  }

  private static let margin = 10

  private var daemon: [String] {
    guard runs else { return ["none runs; this is what its ledger holds"] }
    let process = status.processIdentifier.map { ", process \($0)" } ?? ""
    let since = status.started.map { ", since \(Text.moment($0, asOf: now))" } ?? ""
    return ["insiderd \(status.version)\(process)\(since)"]
  }

  private var inbox: [String] {
    var lines = runs ? ["\(status.state) \(status.inbox)"] : []
    if let file = status.lastFile, let moment = status.lastFiling {
      lines.append("last filing \(file) at \(Text.moment(moment, asOf: now))")
    } else {
      lines.append("no filing yet")
    }
    if status.backlog > 0 { lines.append("\(Text.count(status.backlog, "file")) to be judged") }
    if status.settling > 0 {
      lines.append("\(Text.count(status.settling, "file")) not whole yet, looked at again soon")
    }
    return lines
  }

  private var rules: [String] {
    guard runs else { return [] }
    let files = status.ruleFiles
    let stale = files.filter { !$0.isLive }
    let first = "\(Text.count(status.rules, "rule")) of \(Text.count(files.count, "file")) in force"
    return [stale.isEmpty ? first : first + ", \(stale.count) not as on the disk"] + stale.map(words)
  }

  private func words(_ file: DaemonStatus.RuleFile) -> String {
    let good =
      file.lastGood.map { "its text of \(Text.moment($0)) is in force" } ?? "nothing of it is in force"
    return "stale: \(file.name): \(file.error ?? "it has mistakes"); \(good)"
  }

  private var alerts: [String] {
    let counts = status.counts
    return [
      "\(Text.count(counts.alerts, "alert")) from \(Text.count(counts.filings, "filing")) with "
        + "\(Text.count(counts.rows, "row")); \(Text.count(counts.rejected, "file")) rejected"
    ]
  }

  private var journal: [String] {
    let word =
      switch status.journal {
      case "confirmed": "each alert is read back"
      case "unconfirmed": "alerts are sent, and cannot be read back (group systemd-journal)"
      default: "alerts do not go there"
      }
    let queue = status.destinations.first { $0.name == "journal" }.map(queueWords) ?? ""
    return runs || !queue.isEmpty ? [runs ? word + queue : "alerts" + queue] : []
  }

  private var webhooks: [String] {
    let named = status.destinations.filter { $0.name != "journal" }
    let relay = status.relayConnected ? [] : ["the relay, which sends, is not connected"]
    return named.map(words) + (runs && named.contains { $0.name != "terminal" } ? relay : [])
  }

  private func words(_ destination: DaemonStatus.Destination) -> String {
    let isRetrying = destination.status == "working" && destination.failingSince != nil
    var text = "\(destination.name): \(isRetrying ? "trying again" : destination.status)"
    if let since = destination.failingSince { text += " since \(Text.moment(since, asOf: now))" }
    if destination.failuresInARow > 1 { text += ", \(destination.failuresInARow) failures in a row" }
    text += queueWords(destination)
    if !destination.isNamed, runs { text += "; no rule file names it any more, and nothing is sent" }
    return destination.reason.map { text + ": \($0)" } ?? text
  }

  private func queueWords(_ destination: DaemonStatus.Destination) -> String {
    var text = ""
    if destination.pending > 0 {
      text += ", \(Text.grouped(destination.pending)) waiting"
      if let oldest = destination.oldest { text += " (the oldest for \(Text.span(max(0, now - oldest))))" }
      if runs, let next = destination.nextAttempt {
        text += ", next attempt \(Text.ago(max(next, now), asOf: now))"
      }
    }
    if destination.dead > 0 { text += ", \(Text.grouped(destination.dead)) given up" }
    return text
  }

  private var ledger: [String] {
    let size = status.ledger
    let log = size.logBytes > 0 ? " and \(Text.bytes(size.logBytes)) of log" : ""
    let keep = status.keep.map { ", keeps \($0)" } ?? ""
    return ["\(Text.bytes(size.bytes))\(log), schema \(status.schema)\(keep), \(size.path)"]
  }

  private var errors: [String] {
    status.errors.map { "\(Text.moment($0.moment)) \($0.text)" }
  }

  // MARK: - For programs

  /// The keys are always there; `null` is what is not known or does not apply. Moments are RFC 3339, in UTC.
  var json: JSON {
    .object([
      ("running", .bool(runs)), ("version", .string(status.version)), ("schema", .integer(status.schema)),
      ("pid", status.processIdentifier.map { .integer(Int($0)) } ?? .null),
      ("started", .moment(status.started)),
      ("state", .string(status.state)), ("inbox", .string(status.inbox)),
      ("backlog", .integer(status.backlog)),
      ("settling", .integer(status.settling)), ("last_file", .optional(status.lastFile)),
      ("last_filing", .moment(status.lastFiling)), ("rules", .integer(status.rules)),
      ("complaint", .optional(status.complaint)),
      ("rule_files", .array(status.ruleFiles.map(StatusPage.json))),
      ("filings", .integer(status.counts.filings)), ("rows", .integer(status.counts.rows)),
      ("alerts", .integer(status.counts.alerts)), ("rejected", .integer(status.counts.rejected)),
      ("journal", .string(status.journal)), ("relay_connected", .bool(status.relayConnected)),
      ("pending", StatusPage.queues(status.counts.pending)), ("dead", StatusPage.queues(status.counts.dead)),
      ("destinations", .array(status.destinations.map(StatusPage.json))), ("ledger", ledgerJSON),
      ("keep", .optional(status.keep)),
      (
        "errors",
        .array(status.errors.map { .object([("at", .moment($0.moment)), ("text", .string($0.text))]) })
      ),
    ])
  }

  private var ledgerJSON: JSON {
    .object([
      ("path", .string(status.ledger.path)), ("bytes", .integer(Int(status.ledger.bytes))),
      ("log_bytes", .integer(Int(status.ledger.logBytes))),
    ])
  }

  private static func queues(_ queues: [LedgerCounts.Queue]) -> JSON {
    .object(queues.map { ($0.destination, .integer($0.count)) })
  }

  private static func json(_ file: DaemonStatus.RuleFile) -> JSON {
    .object([
      ("file", .string(file.name)), ("live", .bool(file.isLive)), ("error", .optional(file.error)),
      ("last_good", .moment(file.lastGood)),
    ])
  }

  private static func json(_ destination: DaemonStatus.Destination) -> JSON {
    .object([
      ("name", .string(destination.name)), ("status", .string(destination.status)),
      ("reason", .optional(destination.reason)), ("failing_since", .moment(destination.failingSince)),
      ("failures_in_a_row", .integer(destination.failuresInARow)), ("pending", .integer(destination.pending)),
      ("oldest", .moment(destination.oldest)), ("next_attempt", .moment(destination.nextAttempt)),
      ("dead", .integer(destination.dead)), ("in_rules", .bool(destination.isNamed)),
    ])
  }
}
