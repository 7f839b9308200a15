import Filings
import Rules

/// From a filing to its alerts in the ledger: recalls what belongs with it, has the rules judge everything that its coming
/// touches, and compares that with what people were told.
final class AlertDesk {
  var rules: RuleSet {
    didSet {
      reach = rules.reach
      if ledger == nil { trial.rulesChange(from: oldValue) }
    }
  }
  /// How far the rules look beyond the filing that is judged.
  private(set) var reach: RuleSet.Reach
  /// What takes the ledger's place where there is none.
  var trial = Trial()
  let ledger: Ledger?
  var announcer: Announcer
  let log: Log
  var tally = Tally()

  init(rules: RuleSet, ledger: Ledger?, announcer: Announcer, log: Log) {
    self.rules = rules
    reach = rules.reach
    self.ledger = ledger
    self.announcer = announcer
    self.log = log
  }

  /// Where a filing came from, for its alerts.
  struct Origin {
    let file: FileName
    /// SHA-256 of the file, hexadecimal; computed when an alert asks.
    let digest: () -> String

    init(file: FileName, bytes: [UInt8]) {
      self.file = file
      digest = { Digest.hexadecimal(Digest.sha256(bytes)) }
    }

    init(file: FileName, digest: String) {
      self.file = file
      self.digest = { digest }
    }
  }

  /// Something that the ledger is about to know.
  struct Arrival {
    var filing: Filing
    /// What the filing was known as before.
    var formerly: Filing?
    /// Under which number it is held already.
    var number: Int64?
    /// Why alerts that do not hold any more do not.
    var reason: String
  }

  // MARK: - A filing

  func take(_ filing: Filing, _ origin: Origin, now: Int64) throws(LedgerError) {
    guard let ledger else { return try takeOnTrial(filing, origin, now: now) }
    try take(filing, origin, in: ledger, now: now)
  }

  func take(_ filing: Filing, _ origin: Origin, in ledger: Ledger, now: Int64) throws(LedgerError) {
    if filing.provenance.container == .header {
      return try takeHeader(filing, origin, in: ledger, now: now)
    }
    let facts = filing.canonicalForm
    let identity = FilingIdentity(facts: facts, accession: filing.provenance.accession)
    let acquaintance = try ledger.acquaintance(of: identity, filing)
    switch acquaintance {
    case .known(let number): return try judgeHistory(number, origin, in: ledger, now: now)
    case .enriches(let number): return try enrich(number, filing.provenance, origin, in: ledger, now: now)
    case .takesPlace(let number):
      let page = try ledger.recall(number)
      let arrival = Arrival(
        filing: filing, formerly: page, number: number, reason: "the filing itself does not match")
      _ = try settle(arrival, origin, in: ledger, now: now) { () throws(LedgerError) in
        try ledger.replace(number, with: filing, facts: facts, identity: identity, file: origin.file)
        return number
      }
      log.say(.info, "\(origin.file) is the filing of which a page was judged, and takes the page's place")
    case .conflicts, .new:
      if case .conflicts = acquaintance { sayConflict(origin.file, identity) }
      let arrival = Arrival(filing: filing, reason: "\(filing.reference) changed what it rested on")
      _ = try settle(arrival, origin, in: ledger, now: now) { () throws(LedgerError) in
        try ledger.record(filing, facts: facts, identity: identity, file: origin.file, now: now)
      }
      count(filing)
    }
  }

  /// The filing is held, and its container now says more: its day, its number.
  private func enrich(
    _ number: Int64, _ provenance: Provenance, _ origin: Origin, in ledger: Ledger, now: Int64
  ) throws(LedgerError) {
    guard let held = try ledger.recall(number) else { return }
    var filing = held
    filing.provenance.accession = held.provenance.accession ?? provenance.accession
    filing.provenance.filed = held.provenance.filed ?? provenance.filed
    filing.provenance.accepted = held.provenance.accepted ?? provenance.accepted
    guard filing.provenance != held.provenance else { return }
    let arrival = Arrival(
      filing: filing, formerly: held, number: number, reason: "\(filing.reference) is known better now")
    _ = try settle(arrival, origin, in: ledger, now: now) { () throws(LedgerError) in
      try ledger.enrich(number, with: provenance)
      return number
    }
  }

  /// A header without its document is no filing to judge: it has no rows, and that is not the same as having none. What
  /// it says of a filing that is held is kept.
  private func takeHeader(_ header: Filing, _ origin: Origin, in ledger: Ledger, now: Int64)
    throws(LedgerError)
  {
    guard let accession = header.provenance.accession, let number = try ledger.number(of: accession)
    else {
      log.say(.notice, "\(origin.file) is a header without its document: nothing was judged")
      return
    }
    try enrich(number, header.provenance, origin, in: ledger, now: now)
  }

  private func sayConflict(_ name: FileName, _ identity: FilingIdentity) {
    let accession = identity.accession?.description ?? ""
    log.say(
      .warning, "\(name) claims the accession number \(accession) for other facts than a filing before it")
  }

  func sayCut(_ filing: Filing) {
    log.say(
      .warning,
      "\(filing.reference) names a party with more than \(Limits.recalledFilings) filings that the rules would look "
        + "at, or is one of more than \(Limits.reportParts) parts: the latest of them alone were looked at")
  }

  func count(_ filing: Filing) {
    tally.filings += 1
    tally.rows += filing.transactions.count + filing.holdings.count
  }

  /// Alerts are told before anything is written: an id is derived, so that the worst that a crash in between can do is
  /// say the same thing again.
  func settle(
    _ arrival: Arrival, _ origin: Origin, in ledger: Ledger, now: Int64,
    recording: () throws(LedgerError) -> Int64
  ) throws(LedgerError) -> [Notification] {
    let outcome = try outcome(of: arrival, origin, in: ledger)
    let notifications = try announced(outcome, in: ledger, now: now)
    try ledger.beginIfNeeded()
    let number = try recording()
    if arrival.number != nil { try ledger.markJudged(number) }
    for notification in notifications { try keep(notification, arrived: number, in: ledger, now: now) }
    for alias in outcome.aliases { try ledger.keep(alias.record, as: alias.known) }
    return notifications
  }
}
