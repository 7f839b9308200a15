package import Filings

/// The façade of the rule language: text in, verdicts and alerts out.
package struct RuleSet: Sendable {
  /// In the order of the files.
  var plans: [Plan] { shared.map(\.plan) }
  /// The `webhook` blocks of all files.
  package let webhooks: [Webhook]
  /// The `test` blocks of all files.
  package let tests: [RuleTest]
  let shared: [SharedPlan]
  /// The plans' gates, beside one another in memory: a filing is held against them all.
  let gates: [Gate]
  let index: PlanIndex
  let demands: Report.Demands
  /// The SEC's business days, without those that the list `sec_closings` takes out.
  package let calendar: BusinessCalendar

  /// No rules at all.
  package static let empty = RuleSet(plans: [], webhooks: [], tests: [])

  init(
    plans: [SharedPlan], webhooks: [Webhook], tests: [RuleTest],
    calendar: BusinessCalendar = BusinessCalendar()
  ) {
    shared = plans
    self.calendar = calendar
    self.webhooks = webhooks
    self.tests = tests
    gates = plans.map(\.gate)
    index = PlanIndex(plans)
    demands = plans.reduce(into: []) { $0.formUnion($1.plan.demands) }
  }

  /// How far the rules look beyond the filing that is judged and the parts of its report.
  package struct Reach: Sendable, Hashable {
    /// Days before and after the filing's own in which windows look at the issuer's filings; `nil` where none does.
    package var issuerDays: Int?
    /// The same for the filings of the owners.
    package var ownerDays: Int?
    /// The same for what the owners filed at the issuer: a party may file at a thousand others.
    package var officeDays: Int?
    /// A rule asks for everything that the owners filed before at the issuer.
    package var looksBack = false

    /// The parts of one report, which every sum goes over.
    package static let report = Reach()
  }

  /// What all rules together can need. Twice a window's span: a row may be the last of one window, and the first of
  /// another that it keeps from beginning earlier.
  package var reach: Reach {
    shared.reduce(into: .report) { $1.plan.widen(&$0) }
  }

  /// Names of the rules, in the order of the files.
  package var ruleNames: [String] { shared.map { $0.plan.name } }

  func plan(named name: String) -> SharedPlan? {
    shared.first { $0.plan.name == name }
  }

  /// Checks and compiles all files together. Nothing is thrown: what is wrong stands in the diagnostics, all of it.
  /// `lists` reads a file that a list names: its contents are a value, since nothing here touches a disk.
  package static func compile(
    _ files: [SourceFile],
    lists: (ListFile) -> ListFile.Contents = { _ in .unreadable("no lists are read here") }
  ) -> Compilation {
    Compiler.compile(files, lists: lists)
  }

  /// The alerts that a filing raises, in the order of the rules. Total, and the same for the same arguments.
  /// - Parameter isCounted: the alerts are counted and not read, so that they say less.
  package func judge(_ filing: Filing, history: History = .none, isCounted: Bool = false) -> [Alert] {
    let summary = Summary(filing)
    let candidates = index.candidates(filing).filter { gates[$0].admits(summary) }
    let families = index.ladders.families(concernedBy: filing, summary, isAlone: history.isEmpty)
    guard !candidates.isEmpty || !families.isEmpty else { return [] }
    var dossiers = Dossiers(Report(filing, demands, summary.rowKinds, calendar: calendar), history, demands)
    let climbed = index.ladders.reached(in: families, &dossiers).filter { gates[$0].admits(summary) }
    var alerts: [Alert] = []
    for number in climbed.isEmpty ? candidates : (candidates + climbed).sorted() {
      let judge = Judge(shared[number], dossier: dossiers.dossier(for: shared[number]))
      for judgement in judge.judgements() where judgement.verdict != .none {
        if let alert = Alert(judgement, of: judge, isCounted: isCounted) { alerts.append(alert) }
      }
    }
    return Digest.condensed(alerts, of: filing)
  }

  /// What one rule says of a filing, whatever it does about it; `nil` where there is no such rule.
  package func verdict(of rule: String, on filing: Filing, history: History = .none) -> Verdict? {
    plan(named: rule).map { Judge(plan: $0.plan, filing: filing, history: history).verdict() }
  }
}

/// What came of compiling the files of a rule set.
package struct Compilation: Sendable {
  /// `nil` when there is an error among the diagnostics.
  package let ruleSet: RuleSet?
  /// In the order of the files and places.
  package let diagnostics: [Diagnostic]
  /// The rule files, and behind them the files of lists, in which there can be mistakes too.
  package let files: [SourceFile]
  /// The files that lists name, whether they could be read or not: a change of one of them changes the rules.
  package let listFiles: [ListFile]
  /// The places of the rule files among the files.
  let ruleFiles: [Int]
  /// How many rule files there were.
  package var ruleFileCount: Int { ruleFiles.count }
  /// The units that numbers written without one take, by their places; `nil` where one number takes several.
  let units: [Span: ValueType?]
}

extension RuleSet {
  /// The webhooks that a rule notifies; none where there is no such rule any more.
  package func destinations(of rule: String) -> [String] {
    plan(named: rule)?.plan.destinations ?? []
  }
}

extension Plan {
  fileprivate func widen(_ reach: inout RuleSet.Reach) {
    if looksBack { reach.looksBack = true }
    guard let days = window.map({ 2 * $0.mostDays }) else { return }
    switch scope {
    case .issuer: reach.issuerDays = max(reach.issuerDays ?? 0, days)
    case .ownerAndIssuer: reach.officeDays = max(reach.officeDays ?? 0, days)
    case .owner, .report: reach.ownerDays = max(reach.ownerDays ?? 0, days)
    }
  }
}
