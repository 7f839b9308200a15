import Filings
import Rules
import Wire

/// What a filing's coming makes of the alerts.
extension AlertDesk {
  /// What holds, and what does not hold any more.
  struct Outcome {
    var holding: [Holding] = []
    var closing: [Closing] = []
    var aliases: [(record: AlertRecord, known: String)] = []
  }

  /// An alert that holds.
  struct Holding {
    var record: AlertRecord
    /// The filing that it speaks of; `nil` for one that is not recorded yet.
    var filing: Int64?
  }

  /// An alert that was told, and does not hold.
  struct Closing {
    var record: AlertRecord
    var standing: StandingAlert
  }

  func outcome(of arrival: Arrival, _ origin: Origin, in ledger: Ledger) throws(LedgerError) -> Outcome {
    var outcome = Outcome()
    var topics: Set<Findings.Topic> = []
    var seen: Set<String> = []
    let views = try views(of: arrival, in: ledger)
    let addsOnly = views.count == 1 && arrival.formerly == nil
    for view in views {
      let findings = rules.findings(view.filing, history: view.history, formerly: view.formerly)
      topics.formUnion(findings.topics)
      for alert in findings.alerts {
        var record = AlertRecord(
          alert, filing: alert.filing ?? view.filing, file: origin.file.description,
          fileDigest: origin.digest())
        record.identifier = try ledger.knownIdentifier(for: record.identifier)
        // A filing that takes nothing away makes no news of what others had done before it, such as what was imported.
        if addsOnly, alert.isOfOthers, try ledger.alert(record.identifier) == nil { continue }
        guard seen.insert(record.identifier).inserted else { continue }
        outcome.holding.append(
          Holding(record: record, filing: alert.filing == nil ? view.number : alert.filingNumber))
      }
    }
    try close(topics, &outcome, arrival, in: ledger)
    return outcome
  }

  private func views(of arrival: Arrival, in ledger: Ledger) throws(LedgerError) -> [View] {
    let history = try ledger.memory(
      of: arrival.filing, formerly: arrival.formerly, reach: reach, except: arrival.number)
    sayUnclear(arrival, history)
    if history.isCut { sayCut(arrival.filing) }
    return try rules.views(
      of: arrival.filing, number: arrival.number, formerly: arrival.formerly, history: history
    ) { filing throws(LedgerError) in
      try ledger.memory(of: filing, reach: reach, except: arrival.number)
    }
  }

  /// Amendments of which the arrival makes it unclear what they amend.
  private func sayUnclear(_ arrival: Arrival, _ history: History) {
    let before = history.unclearAmendments(with: arrival.formerly)
    for sentence in history.unclearAmendments(with: arrival.filing).subtracting(before).sorted() {
      log.say(.notice, sentence)
    }
  }

  // MARK: - What does not hold any more

  private func close(
    _ topics: Set<Findings.Topic>, _ outcome: inout Outcome, _ arrival: Arrival, in ledger: Ledger
  ) throws(LedgerError) {
    let holding = Set(outcome.holding.map(\.record.identifier))
    var standing: [String: StandingAlert] = [:]
    for topic in topics {
      for alert in try ledger.standing(under: topic) where !holding.contains(alert.identifier) {
        standing[alert.identifier] = alert
      }
    }
    guard !standing.isEmpty else { return }
    if arrival.formerly != nil { try goOn(with: &standing, &outcome, in: ledger) }
    for alert in standing.values.sorted(by: { $0.identifier < $1.identifier }) {
      let successor = outcome.holding.first {
        $0.record.alert.rule == alert.rule && $0.record.isEarlier(than: alert)
      }
      let reason =
        successor.map { "its rows are now part of alert \($0.record.identifier)" } ?? arrival.reason
      let said = try ledger.statement(of: alert.identifier)
      outcome.closing.append(Closing(record: closed(alert, said, reason, arrival.filing), standing: alert))
    }
  }

  /// What was raised on a page is told under the id that people know, where the document says the same under another.
  private func goOn(
    with standing: inout [String: StandingAlert], _ outcome: inout Outcome, in ledger: Ledger
  ) throws(LedgerError) {
    for index in outcome.holding.indices {
      let record = outcome.holding[index].record
      guard try ledger.alert(record.identifier) == nil,
        let known = standing.values.filter({ $0.rule == record.alert.rule && $0.part == record.alert.part })
          .min(by: { $0.identifier < $1.identifier })
      else { continue }
      outcome.aliases.append((record, known.identifier))
      outcome.holding[index].record.identifier = known.identifier
      standing[known.identifier] = nil
    }
  }

  private func closed(_ standing: StandingAlert, _ said: JSON?, _ reason: String, _ filing: Filing)
    -> AlertRecord
  {
    let state = AlertLife.state(after: standing.held.life, seeing: .isGone) ?? .withdrawn
    let message = said?[key: "message"]?.string ?? standing.rule
    var alert = Alert(
      rule: standing.rule, severity: standing.severity, certainty: standing.held.certainty, identity: "",
      message: "\(state.rawValue), for \(reason): \(message)")
    alert.title = said?[key: "title"]?.string
    alert.part = standing.part
    alert.destinations = rules.destinations(of: standing.rule)
    var record = AlertRecord(
      alert, filing: filing, file: said?[key: "file"]?.string ?? "",
      fileDigest: said?[key: "sha256"]?.string ?? "")
    record.identifier = standing.identifier
    record.before = said
    return record
  }
}

extension AlertRecord {
  /// The window of this alert begins before the other's, and has taken its rows.
  fileprivate func isEarlier(than other: StandingAlert) -> Bool {
    guard let start = alert.start else { return false }
    return other.part.hasSuffix("from \(start)") == false && other.part.hasPrefix(alert.partWithoutDay)
      && other.part > alert.part
  }
}

extension Alert {
  /// The values that the rule groups by.
  fileprivate var partWithoutDay: String {
    part.split(separator: "\n").dropLast().joined(separator: "\n")
  }
}
