import Filings
import Rules

/// A run that keeps nothing.
extension AlertDesk {
  func takeOnTrial(_ filing: Filing, _ origin: Origin, now: Int64) throws(LedgerError) {
    if trial.isFull { try recordAll() }
    guard !trial.isOver, filing.provenance.container != .header,
      let keys = Trial.keys(of: filing, reach: reach)
    else {
      if !trial.isOver { try recordAll() }
      return try take(filing, origin, in: trial.ledger(), now: now)
    }
    if !trial.knows(keys) {
      let records = records(of: filing, origin)
      if let known = try takeLone(filing, records, under: keys, origin, now: now) {
        try record(trial.release(keys, known))
      } else {
        return
      }
    } else {
      try record(trial.release(keys))
    }
    trial.add(nil, under: keys)
    try take(filing, origin, in: trial.ledger(), now: now)
  }

  private func records(of filing: Filing, _ origin: Origin) -> [AlertRecord] {
    let alerts = rules.judge(filing)
    let digest = alerts.isEmpty ? "" : origin.digest()
    return alerts.map {
      AlertRecord($0, filing: filing, file: origin.file.description, fileDigest: digest)
    }
  }

  /// Tells what a filing by itself raises; where alerts of others may have to do with that, it tells nothing and returns
  /// their ids.
  private func takeLone(
    _ filing: Filing, _ records: [AlertRecord], under keys: Trial.Keys, _ origin: Origin, now: Int64
  ) throws(LedgerError) -> [String]? {
    let identifiers = records.map(\.identifier)
    if records.contains(where: { $0.alert.throttle != nil || trial.hasTold($0.identifier) }) {
      return identifiers
    }
    count(filing)
    for record in records {
      tally.alerts += 1
      guard !record.alert.isShadow else { continue }
      _ = announcer.announce(record, revision: 1, state: .raised, now: now)
    }
    // It was written with room to grow, which nothing that is kept needs.
    let form = filing.canonicalForm
    var facts: [UInt8] = []
    facts.reserveCapacity(form.count)
    facts += form
    let lone = Trial.Lone(
      facts: facts, provenance: filing.provenance, file: origin.file,
      digest: records.first?.fileDigest ?? "", now: now)
    trial.add(lone, under: keys, telling: identifiers)
    return nil
  }

  // MARK: - Into the ledger

  private func recordAll() throws(LedgerError) {
    let (filings, former) = trial.releaseAll()
    let now = rules
    if let former { rules = former }
    try record(filings)
    rules = now
  }

  /// Judges them once more, with a ledger and in silence: what they raised was told.
  private func record(_ filings: [Trial.Lone]) throws(LedgerError) {
    guard !filings.isEmpty else { return }
    let (before, said) = (tally, announcer)
    announcer = announcer.repeating
    defer { (tally, announcer) = (before, said) }
    for lone in filings {
      guard let filing = Filing(canonicalForm: lone.facts, provenance: lone.provenance) else { continue }
      let origin = Origin(file: lone.file, digest: lone.digest)
      try take(filing, origin, in: trial.ledger(), now: lone.now)
    }
  }
}
