import Filings

/// What a rule looks at: the filing that is judged, and the filings before it that belong with it.
///
/// A class, as `Report` is: what is evaluated over it holds a reference and copies nothing.
final class Dossier: Sendable {
  /// The first is the one that is judged.
  let reports: [Report]
  /// The order in which the reports' rows follow one another: that of filing, whatever came first.
  let order: [Int]
  /// Sections that an amendment replaces.
  private let replaced: [Supersession.Sections]
  /// Reports that are amendments of nobody knows what.
  private let unclear: Set<Int>
  /// What the owners filed before at this issuer, without the rows that an amendment replaces; for rules that ask.
  let past: [Filing]
  let history: History

  /// A filing by itself.
  init(_ report: Report, _ history: History = .none) {
    reports = [report]
    order = [0]
    replaced = [[]]
    unclear = []
    past = []
    self.history = history
  }

  init(
    _ report: Report, _ scope: History.Scope, _ history: History, _ demands: Report.Demands,
    _ replacements: Supersession.Replacements
  ) {
    let others = history.isEmpty ? [] : history.indices(scope, of: report.filing)
    reports =
      [report]
      + others.map { Report(history[$0], demands, number: history.number(of: $0), calendar: report.calendar) }
    replaced = [replacements.current] + others.map { replacements.before[$0] ?? [] }
    let isUnclear = [replacements.isCurrentUnclear] + others.map(replacements.unclear.contains)
    unclear = Set(isUnclear.indices.filter { isUnclear[$0] })
    order = FilingOrder.indices(of: reports.map(\.filing))
    past = []
    self.history = history
  }

  /// Another dossier with other reports in the same order, or with what was filed before.
  private init(_ other: Dossier, reports: [Report]? = nil, past: [Filing]? = nil) {
    self.reports = reports ?? other.reports
    self.past = past ?? other.past
    order = other.order
    replaced = other.replaced
    unclear = other.unclear
    history = other.history
  }

  /// The same, as it looks when another of its filings is the one that is judged.
  private init(_ other: Dossier, ledBy filing: Int) {
    var places = Array(other.reports.indices)
    places.swapAt(0, filing)
    reports = places.map { other.reports[$0] }
    replaced = places.map { other.replaced[$0] }
    unclear = Set(other.unclear.map { places[$0] })
    order = other.order.map { places[$0] }
    past = other.past
    history = other.history
  }

  func led(by filing: Int) -> Dossier {
    filing == 0 ? self : Dossier(self, ledBy: filing)
  }

  /// The filing that is judged.
  var current: Report { reports[0] }

  func report(of row: RowReference) -> Report { reports[row.filing] }

  /// The amendments among the reports of which nobody can tell what they amend.
  func unclearAmendments(among filings: Set<Int>) -> [Filing] {
    filings.intersection(unclear).sorted().map { reports[$0].filing }
  }

  /// With another text in place of the filing that is judged: to try what would decide a verdict.
  func replacingCurrent(with report: Report) -> Dossier {
    Dossier(self, reports: [report] + reports.dropFirst())
  }

  /// With what the owners filed before, for rules that ask.
  func lookingBack(on past: [Filing]) -> Dossier {
    Dossier(self, past: past)
  }

  /// The rows of one sort, of one filing, without those that an amendment replaces.
  func rows(of sort: Kind.Sort, in filing: Int) -> [RowReference] {
    reports[filing].rows(of: sort, filing: filing).filter(holds)
  }

  /// No amendment replaces the row.
  func holds(_ row: RowReference) -> Bool {
    let sections = replaced[row.filing]
    return sections == [] || !sections.contains(section(of: row))
  }

  private func section(of row: RowReference) -> Supersession.Sections {
    switch row.sort {
    case .holding: .holdings
    case .notice: .notice
    case .filing: []
    case .transaction:
      report(of: row).withPosition(row) { $0.isDerivative ? .tableTwo : .tableOne } ?? .tableOne
    }
  }
}

/// The dossiers of one filing, each made once and for all rules that look at the same.
struct Dossiers {
  private let report: Report
  private let history: History
  private let demands: Report.Demands
  private var made: [History.Scope: Dossier] = [:]
  private var past: [Filing]?
  private let alone: Dossier
  private let replacements: Supersession.Replacements

  init(_ report: Report, _ history: History, _ demands: Report.Demands) {
    self.report = report
    self.history = history
    self.demands = demands
    alone = Dossier(report, history)
    replacements = history.isEmpty ? .none : history.replacements(with: report.filing)
  }

  mutating func dossier(for plan: Plan) -> Dossier {
    dossier(for: SharedPlan(plan))
  }

  mutating func dossier(for shared: SharedPlan) -> Dossier {
    if history.isEmpty { return alone }
    let plan = shared.plan
    let dossier =
      made[plan.scope] ?? Dossier(report, plan.scope, history, demands, replacements)
    made[plan.scope] = dossier
    return plan.looksBack ? dossier.lookingBack(on: lookBack()) : dossier
  }

  /// What somebody looks back at from a filing of the history.
  func lookBack(from filing: Filing) -> [Filing] {
    let own = report.filing.stripped(of: replacements.current)
    let isRelated = filing.sharesOwner(with: own) && filing.issuingParty.isSame(as: own.issuingParty)
    return found(by: filing) + (isRelated ? [own] : [])
  }

  private mutating func lookBack() -> [Filing] {
    if let past { return past }
    let found = found(by: report.filing)
    past = found
    return found
  }

  private func found(by filing: Filing) -> [Filing] {
    history.indices(.ownerAndIssuer, of: filing).map { index in
      history[index].stripped(of: replacements.before[index] ?? [])
    }
  }
}

extension Filing {
  /// Without the trades of the sections.
  fileprivate func stripped(of sections: Supersession.Sections) -> Filing {
    guard !sections.isEmpty else { return self }
    var filing = self
    filing.transactions.removeAll { sections.contains($0.position.isDerivative ? .tableTwo : .tableOne) }
    return filing
  }
}
