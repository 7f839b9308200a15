import Filings

/// What a rule looks at: the filing that is judged, and the filings before it that belong with it.
struct Dossier: Sendable {
  /// The first is the one that is judged.
  private(set) var reports: [Report]
  /// The order in which the reports' rows follow one another: that of filing, whatever came first.
  private(set) var order: [Int]
  /// Sections that an amendment replaces.
  private var replaced: [Supersession.Sections]
  /// What the owners filed before at this issuer, without the rows that an amendment replaces; for rules that ask.
  var past: [Filing] = []
  let history: History

  /// A filing by itself.
  init(_ report: Report, _ history: History = .none) {
    reports = [report]
    order = [0]
    replaced = [[]]
    self.history = history
  }

  init(
    _ report: Report, _ scope: History.Scope, _ history: History, _ demands: Report.Demands,
    _ replacements: Supersession.Replacements
  ) {
    let others = history.isEmpty ? [] : history.indices(scope, of: report.filing)
    reports = [report] + others.map { Report(history[$0], demands, number: history.number(of: $0)) }
    replaced = [replacements.current] + others.map { replacements.before[$0] ?? [] }
    order = FilingOrder.indices(of: reports.map(\.filing))
    self.history = history
  }

  /// The same, as it looks when another of its filings is the one that is judged.
  func led(by filing: Int) -> Dossier {
    guard filing != 0 else { return self }
    var dossier = self
    dossier.reports.swapAt(0, filing)
    dossier.replaced.swapAt(0, filing)
    dossier.order = order.map { $0 == 0 ? filing : $0 == filing ? 0 : $0 }
    return dossier
  }

  /// The filing that is judged.
  var current: Report { reports[0] }

  func report(of row: RowReference) -> Report { reports[row.filing] }

  /// With another text in place of the filing that is judged: to try what would decide a verdict.
  func replacingCurrent(with report: Report) -> Dossier {
    var dossier = self
    dossier.reports[0] = report
    return dossier
  }

  /// The rows of one sort, of one filing, without those that an amendment replaces.
  func rows(of sort: Kind.Sort, in filing: Int) -> [RowReference] {
    let rows = reports[filing].rows(of: sort, filing: filing)
    guard replaced[filing] != [] else { return rows }
    return rows.filter { !replaced[filing].contains(section(of: $0)) }
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
    if history.isEmpty { return alone }
    var dossier = made[plan.scope] ?? Dossier(report, plan.scope, history, demands, replacements)
    made[plan.scope] = dossier
    if plan.looksBack { dossier.past = lookBack() }
    return dossier
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
