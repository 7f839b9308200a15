import Filings
import Rules

/// From a filing to its alerts in the ledger.
extension Intake {
  func judge(_ filing: Filing, in name: FileName, _ bytes: [UInt8], now: Int64) throws(LedgerError) {
    guard let ledger else { return announce(filing, in: name, bytes, now: now) }
    let facts = filing.canonicalForm
    let identity = FilingIdentity(facts: facts, accession: filing.provenance.accession)
    let acquaintance = try ledger.acquaintance(of: identity, filing.provenance)
    if case .known = acquaintance { return }
    var findings: [Finding] = []
    for record in records(of: filing, in: name, bytes) {
      if let finding = try announced(record, in: ledger, now: now) { findings.append(finding) }
    }
    try ledger.beginIfNeeded()
    let number: Int64
    if case .enriches(let held) = acquaintance {
      try ledger.enrich(held, with: filing.provenance)
      number = held
    } else {
      number = try ledger.record(filing, facts: facts, identity: identity, file: name, now: now)
      count(filing)
    }
    if case .conflicts = acquaintance { sayConflict(name, identity) }
    for finding in findings { try keep(finding, of: number, in: ledger, now: now) }
  }

  private func sayConflict(_ name: FileName, _ identity: FilingIdentity) {
    let accession = identity.accession?.description ?? ""
    log.say(
      .warning, "\(name) claims the accession number \(accession) for other facts than a filing before it")
  }

  private func count(_ filing: Filing) {
    tally.filings += 1
    tally.rows += filing.transactions.count + filing.holdings.count
  }

  // MARK: - Alerts

  private func records(of filing: Filing, in name: FileName, _ bytes: [UInt8]) -> [AlertRecord] {
    let alerts = rules.judge(filing)
    guard !alerts.isEmpty else { return [] }
    let digest = Digest.hexadecimal(Digest.sha256(bytes))
    return alerts.map { AlertRecord($0, filing: filing, file: name.description, fileDigest: digest) }
  }

  private func announce(_ filing: Filing, in name: FileName, _ bytes: [UInt8], now: Int64) {
    count(filing)
    for record in records(of: filing, in: name, bytes) where !record.alert.isShadow {
      tally.alerts += 1
      _ = announcer.announce(record, revision: 1, state: .raised, now: now)
    }
  }

  /// A revision that is new, and what the announcement of it came to.
  private struct Finding {
    let record: AlertRecord
    let revision: Int
    let state: AlertState
    let announcement: DeliveryDraft?
  }

  /// `nil` for an alert that the ledger holds as it is.
  private func announced(_ record: AlertRecord, in ledger: Ledger, now: Int64) throws(LedgerError) -> Finding?
  {
    guard case .new(let revision, let state) = try ledger.revision(of: record) else { return nil }
    tally.alerts += 1
    let announcement =
      record.alert.isShadow ? nil : announcer.announce(record, revision: revision, state: state, now: now)
    return Finding(record: record, revision: revision, state: state, announcement: announcement)
  }

  private func keep(_ finding: Finding, of filing: Int64, in ledger: Ledger, now: Int64) throws(LedgerError) {
    let record = finding.record
    var drafts = WebhookDrafts(rules.webhooks).drafts(
      for: record, revision: finding.revision, state: finding.state, now: now)
    if record.alert.isShadow { drafts = drafts.map { $0.withheld("the rule is in stage shadow") } }
    try ledger.record(
      record, revision: finding.revision, state: finding.state, filing: filing,
      deliveries: [finding.announcement].compactMap { $0 } + drafts, now: now)
  }
}
