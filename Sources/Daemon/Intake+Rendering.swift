import Filings
import Rules

/// A document arrives of which a page was judged: it takes the page's place, and what was raised on the page is
/// confirmed, revised, dismissed or withdrawn under the ids that people know.
extension Intake {
  func takePlace(
    of page: Filing, first: Filing, _ number: Int64, _ document: Filing, _ origin: Origin, now: Int64,
    recording: () throws(LedgerError) -> Void
  ) throws(LedgerError) {
    guard let ledger else { return }
    let history = try ledger.memory(of: document, reach: reach, except: number)
    let records = records(of: document, as: first, history: history, origin)
    var findings = try announced(records, in: ledger, now: now)
    let raised = Set(records.map(\.identifier))
    for record in self.records(of: page, as: first, history: history, origin)
    where !raised.contains(record.identifier) {
      guard let held = try ledger.alert(record.identifier), !held.state.isSettled else { continue }
      let state = held.certainty == .possible ? AlertState.dismissed : .withdrawn
      findings.append(
        announced(record.closed(state, by: document), revision: held.revision + 1, state: state, now: now))
    }
    try ledger.beginIfNeeded()
    try recording()
    try ledger.markJudged(number)
    for finding in findings { try keep(finding, of: number, in: ledger, now: now) }
    log.say(.info, "\(origin.file) is the filing of which a page was judged, and takes the page's place")
  }
}

extension AlertState {
  /// Nothing more is to be said of the alert.
  var isSettled: Bool { self == .dismissed || self == .withdrawn }
}

extension AlertRecord {
  /// The alert as one that the document does not bear out.
  func closed(_ state: AlertState, by document: Filing) -> AlertRecord {
    var alert = alert
    alert.message = "\(state.rawValue), for the filing itself does not match: \(alert.message)"
    alert.needs = []
    alert.wouldMatchIf = nil
    return AlertRecord(alert, filing: document, file: file, fileDigest: fileDigest)
  }
}
