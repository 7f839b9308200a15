import Filings
import Rules

/// From a filing to its alerts in the ledger.
extension Intake {
  /// Where a filing came from, for its alerts.
  struct Origin {
    let file: FileName
    let bytes: [UInt8]
  }

  func judge(_ filing: Filing, in name: FileName, _ bytes: [UInt8], now: Int64) throws(LedgerError) {
    let origin = Origin(file: name, bytes: bytes)
    if filing.provenance.container == .header { return try takeHeader(filing, origin, now: now) }
    guard let ledger else { return announce(filing, origin, now: now) }
    let facts = filing.canonicalForm
    let identity = FilingIdentity(facts: facts, accession: filing.provenance.accession)
    switch try ledger.acquaintance(of: identity, filing) {
    case .known(let number): try judgeHistory(number, origin, in: ledger, now: now)
    case .enriches(let number): try enrich(number, filing, origin, in: ledger, now: now)
    case .takesPlace(let number):
      guard let held = try ledger.filing(number) else { return }
      try takePlace(of: held.filing, first: held.first ?? held.filing, number, filing, origin, now: now) {
        () throws(LedgerError) in
        try ledger.replace(number, with: filing, facts: facts, identity: identity, file: name)
      }
    case .conflicts:
      sayConflict(name, identity)
      try recordNew(filing, facts, identity, origin, in: ledger, now: now)
    case .new: try recordNew(filing, facts, identity, origin, in: ledger, now: now)
    }
  }

  private func recordNew(
    _ filing: Filing, _ facts: [UInt8], _ identity: FilingIdentity, _ origin: Origin, in ledger: Ledger,
    now: Int64
  ) throws(LedgerError) {
    let history = try ledger.memory(of: filing, reach: reach)
    let findings = try announced(records(of: filing, history: history, origin), in: ledger, now: now)
    try ledger.beginIfNeeded()
    let number = try ledger.record(filing, facts: facts, identity: identity, file: origin.file, now: now)
    count(filing)
    for finding in findings { try keep(finding, of: number, in: ledger, now: now) }
  }

  /// The filing is held, and its container now says more: its day, its number.
  private func enrich(
    _ number: Int64, _ filing: Filing, _ origin: Origin, in ledger: Ledger, now: Int64
  ) throws(LedgerError) {
    let first = try ledger.filing(number)?.first
    let history = try ledger.memory(of: filing, reach: reach, except: number)
    let findings = try announced(
      records(of: filing, as: first, history: history, origin), in: ledger, now: now)
    try ledger.beginIfNeeded()
    try ledger.enrich(number, with: filing.provenance)
    try ledger.markJudged(number)
    for finding in findings { try keep(finding, of: number, in: ledger, now: now) }
  }

  private func sayConflict(_ name: FileName, _ identity: FilingIdentity) {
    let accession = identity.accession?.description ?? ""
    log.say(
      .warning, "\(name) claims the accession number \(accession) for other facts than a filing before it")
  }

  func count(_ filing: Filing) {
    tally.filings += 1
    tally.rows += filing.transactions.count + filing.holdings.count
  }

  // MARK: - Headers

  /// A header without its document is no filing to judge: it has no rows, and that is not the same as having none. What
  /// it says of a filing that is held is kept.
  private func takeHeader(_ header: Filing, _ origin: Origin, now: Int64) throws(LedgerError) {
    guard let ledger, let accession = header.provenance.accession,
      let number = try ledger.number(of: accession),
      let held = try ledger.filing(number)
    else {
      log.say(.notice, "\(origin.file) is a header without its document: nothing was judged")
      return
    }
    var filing = held.filing
    filing.provenance.filed = filing.provenance.filed ?? header.provenance.filed
    filing.provenance.accepted = filing.provenance.accepted ?? header.provenance.accepted
    guard filing.provenance != held.filing.provenance else { return }
    try enrich(number, filing, origin, in: ledger, now: now)
  }

  // MARK: - Alerts

  /// - Parameter first: the page as which the filing was known before, whose ids its alerts keep.
  func records(
    of filing: Filing, as first: Filing? = nil, history: History, _ origin: Origin
  ) -> [AlertRecord] {
    let alerts = rules.judge(filing, history: history)
    guard !alerts.isEmpty else { return [] }
    let digest = Digest.hexadecimal(Digest.sha256(origin.bytes))
    return alerts.map { alert in
      var alert = alert
      if let first { alert.identify(as: first, insteadOf: filing) }
      return AlertRecord(alert, filing: filing, file: origin.file.description, fileDigest: digest)
    }
  }

  private func announce(_ filing: Filing, _ origin: Origin, now: Int64) {
    count(filing)
    for record in records(of: filing, history: unrecorded.memory(of: filing, reach: reach), origin)
    where !record.alert.isShadow {
      tally.alerts += 1
      _ = announcer.announce(record, revision: 1, state: .raised, now: now)
    }
    remember(filing)
  }

  private func remember(_ filing: Filing) {
    let wasFull = unrecorded.isFull
    unrecorded.add(filing, reach: reach)
    guard unrecorded.isFull, !wasFull else { return }
    log.say(
      .warning,
      "this run without a ledger remembers no more filings: rules that look at several see those before alone"
    )
  }

  /// A revision that is new, and what the announcement of it came to.
  struct Finding {
    let record: AlertRecord
    let revision: Int
    let state: AlertState
    let announcement: DeliveryDraft?
  }

  /// Announces what the ledger does not hold as it is.
  func announced(_ records: [AlertRecord], in ledger: Ledger, now: Int64) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    for record in records {
      guard case .new(let revision, let state) = try ledger.revision(of: record) else { continue }
      findings.append(announced(record, revision: revision, state: state, now: now))
    }
    return findings
  }

  func announced(_ record: AlertRecord, revision: Int, state: AlertState, now: Int64) -> Finding {
    tally.alerts += 1
    let announcement =
      record.alert.isShadow ? nil : announcer.announce(record, revision: revision, state: state, now: now)
    return Finding(record: record, revision: revision, state: state, announcement: announcement)
  }

  func keep(_ finding: Finding, of filing: Int64, in ledger: Ledger, now: Int64) throws(LedgerError) {
    let record = finding.record
    var drafts = WebhookDrafts(rules.webhooks).drafts(
      for: record, revision: finding.revision, state: finding.state, now: now)
    if record.alert.isShadow { drafts = drafts.map { $0.withheld("the rule is in stage shadow") } }
    try ledger.record(
      record, revision: finding.revision, state: finding.state, filing: filing,
      deliveries: [finding.announcement].compactMap { $0 } + drafts, now: now)
  }
}
