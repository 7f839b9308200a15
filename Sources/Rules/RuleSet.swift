package import Filings

/// The façade of the rule language: text in, verdicts and alerts out.
package struct RuleSet: Sendable {
  /// In the order of the files.
  let plans: [Plan]
  /// The `webhook` blocks of all files.
  package let webhooks: [Webhook]
  /// The `test` blocks of all files.
  package let tests: [RuleTest]
  private let shared: [SharedPlan]
  /// The plans' gates, beside one another in memory: a filing is held against them all.
  private let gates: [Gate]
  let index: PlanIndex
  private let demands: Report.Demands

  /// No rules at all.
  package static let empty = RuleSet(plans: [], webhooks: [], tests: [])

  init(plans: [Plan], webhooks: [Webhook], tests: [RuleTest]) {
    self.plans = plans
    self.webhooks = webhooks
    self.tests = tests
    shared = plans.map(SharedPlan.init)
    gates = plans.map(Gate.init)
    index = PlanIndex(shared)
    demands = plans.reduce(into: []) { $0.formUnion($1.demands) }
  }

  /// How far the rules look beyond the filing that is judged.
  package enum Reach: Sendable {
    /// The parts of one report, which every sum goes over.
    case report
    /// Everything that was filed about the issuer or by the owners.
    case parties
  }

  package var reach: Reach {
    plans.contains { $0.scope != .report || $0.looksBack } ? .parties : .report
  }

  /// Names of the rules, in the order of the files.
  package var ruleNames: [String] { plans.map(\.name) }

  /// Checks and compiles all files together. Nothing is thrown: what is wrong stands in the diagnostics, all of it.
  /// `lists` reads a file that a list names: its contents are a value, since nothing here touches a disk.
  package static func compile(
    _ files: [SourceFile],
    lists: (ListFile) -> ListFile.Contents = { _ in .unreadable("no lists are read here") }
  ) -> Compilation {
    Compiler.compile(files, lists: lists)
  }

  /// The alerts that a filing raises, in the order of the rules. Total, and the same for the same arguments.
  package func judge(_ filing: Filing, history: History = .none) -> [Alert] {
    let summary = Summary(filing)
    let candidates = index.candidates(filing).filter { gates[$0].admits(summary) }
    guard !candidates.isEmpty || index.ladders.concern(summary) else { return [] }
    var dossiers = Dossiers(Report(filing, demands, summary.rowKinds), history, demands)
    let climbed = index.ladders.reached(by: summary, &dossiers).filter { gates[$0].admits(summary) }
    var alerts: [Alert] = []
    for number in climbed.isEmpty ? candidates : (candidates + climbed).sorted() {
      let judge = Judge(shared[number], dossier: dossiers.dossier(for: shared[number]))
      for judgement in judge.judgements() where judgement.verdict != .none {
        if let alert = Alert(judgement, of: judge) { alerts.append(alert) }
      }
    }
    return Digest.condensed(alerts, of: filing)
  }

  /// What one rule says of a filing, whatever it does about it; `nil` where there is no such rule.
  package func verdict(of rule: String, on filing: Filing, history: History = .none) -> Verdict? {
    plans.first { $0.name == rule }.map { Judge(plan: $0, filing: filing, history: history).verdict() }
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
  let syntaxes: [FileSyntax]
  /// How many rule files there were.
  package var ruleFileCount: Int { syntaxes.count }
  /// The units that numbers written without one take, by their places; `nil` where one number takes several.
  let units: [Span: ValueType?]
}
