import Filings

/// What a rule looks at: the filing that is judged, and the filings before it that belong with it.
///
/// A class, as `Report` is: what is evaluated over it holds a reference and copies nothing.
final class Dossier: Sendable {
  /// The first is the one that is judged.
  let reports: [Report]
  /// The order in which the reports' rows follow one another.
  let order: [Int]
  /// Sections that an amendment replaces.
  private let replaced: [Supersession.Sections]
  /// What the owners filed before at this issuer, without the rows that an amendment replaces; for rules that ask.
  let past: [Filing]
  let history: History

  /// A filing by itself.
  init(_ report: Report, _ history: History = .none) {
    reports = [report]
    order = [0]
    replaced = [[]]
    past = []
    self.history = history
  }

  init(_ report: Report, _ scope: History.Scope, _ history: History, _ demands: Report.Demands) {
    let others = history.isEmpty ? [] : history.filings(scope, of: report.filing)
    reports = [report] + others.map { Report($0, demands) }
    replaced = Supersession.replaced(in: reports.map(\.filing))
    order = Dossier.order(of: reports.map(\.filing))
    past = []
    self.history = history
  }

  /// Another dossier with other reports in the same order, or with what was filed before.
  private init(_ other: Dossier, reports: [Report]? = nil, past: [Filing]? = nil) {
    self.reports = reports ?? other.reports
    self.past = past ?? other.past
    order = other.order
    replaced = other.replaced
    history = other.history
  }

  /// By their accession numbers, which EDGAR counts up; where one is missing, as they came, this one last.
  private static func order(of filings: [Filing]) -> [Int] {
    let places = Array(filings.indices.dropFirst()) + [0]
    let numbers = filings.compactMap { filing in
      filing.provenance.accession.map { (filing.provenance.filed?.description ?? "") + $0.description }
    }
    return numbers.count == filings.count ? places.sorted { numbers[$0] < numbers[$1] } : places
  }

  /// The filing that is judged.
  var current: Report { reports[0] }

  func report(of row: RowReference) -> Report { reports[row.filing] }

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

  init(_ report: Report, _ history: History, _ demands: Report.Demands) {
    self.report = report
    self.history = history
    self.demands = demands
    alone = Dossier(report, history)
  }

  mutating func dossier(for plan: Plan) -> Dossier {
    dossier(for: SharedPlan(plan))
  }

  mutating func dossier(for shared: SharedPlan) -> Dossier {
    if history.isEmpty { return alone }
    let plan = shared.plan
    let dossier = made[plan.scope] ?? Dossier(report, plan.scope, history, demands)
    made[plan.scope] = dossier
    return plan.looksBack ? dossier.lookingBack(on: lookBack()) : dossier
  }

  private mutating func lookBack() -> [Filing] {
    if let past { return past }
    let before = history.filings(.ownerAndIssuer, of: report.filing)
    let replaced = Supersession.replaced(in: [report.filing] + before).dropFirst()
    let found = zip(before, replaced).map { filing, sections in
      var filing = filing
      filing.transactions.removeAll {
        sections.contains($0.position.isDerivative ? .tableTwo : .tableOne)
      }
      return filing
    }
    past = found
    return found
  }
}
