package import Filings
package import Rules

/// What would have fired: the filings of a tape judged by one rule set, or by two that are compared, with the engine of
/// the daemon. Nothing is sent and nothing is written.
package struct Backtest {
  /// Which filings are judged, and what is known of their history.
  package struct Settings: Sendable {
    /// Filings before it are remembered and not judged.
    package var from: Day?
    /// Filings behind it are left out.
    package var to: Day?
    /// Since when every filing is on the tape, where somebody vouches for that.
    package var since: Day?

    package init() {}
  }

  private let rules: RuleSet
  private let old: RuleSet?
  private let settings: Settings

  /// - Parameter old: the rule set that `rules` is compared with.
  package init(_ rules: RuleSet, against old: RuleSet? = nil, _ settings: Settings = Settings()) {
    self.rules = rules
    self.old = old
    self.settings = settings
  }

  /// Judges the tape from its beginning. `progress` hears how many filings are done.
  package func run(over tape: BacktestTape, progress: (Int) -> Void = { _ in }) -> BacktestResult {
    let places = tape.places(from: settings.from, to: settings.to)
    var result = BacktestResult(rules, against: old)
    result.takeIn(places, of: tape)
    let sets = [rules, old].compactMap { $0 }
    let screenings = sets.map { Screening($0, tape.columns).concerned(tape.count) }
    let changers = sets.map(Changers.init)
    var memory = BacktestMemory(sets, since: settings.since)
    for place in 0..<places.upperBound {
      progress(place)
      let isJudged = places.contains(place)
      let mayConcern = isJudged && (screenings.contains { $0[place] } || tape.columns.isAmending(at: place))
      guard mayConcern || memory.needs(place, of: tape), let filing = tape.filing(at: place) else { continue }
      let concerned = sets.indices.map { number in
        isJudged && (screenings[number][place] || changers[number].change(filing, at: place, on: tape))
      }
      if concerned.contains(true) {
        let history = memory.history(of: filing, on: tape)
        if concerned[0] { result.add(sights(by: rules, filing, history, &memory, tape), of: filing) }
        if let old, concerned[1] {
          result.addOld(sights(by: old, filing, history, &memory, tape), of: filing)
        }
      }
      memory.add(filing, at: place)
    }
    result.finish(cut: memory.cut)
    return result
  }

  /// What the daemon's desk would see when the filing comes.
  private func sights(
    by rules: RuleSet, _ filing: Filing, _ history: History, _ memory: inout BacktestMemory,
    _ tape: BacktestTape, isCounted: Bool = false, among meant: Set<Int>? = nil
  ) -> BacktestSights {
    if history.isEmpty {
      return BacktestSights(alerts: rules.judge(filing, history: history, isCounted: isCounted))
    }
    let views = rules.views(of: filing, history: history) { memory.history(of: $0, on: tape) }
    var sights = BacktestSights(addsOnly: views.count == 1)
    for view in views {
      sights.add(rules.findings(view, isCounted: isCounted, among: meant), from: view)
    }
    return sights
  }

  /// Filings that may change what was said of others, also where no rule says anything of them.
  private struct Changers {
    let looksBack: Bool
    let asksForProfit: Bool

    init(_ rules: RuleSet) {
      looksBack = rules.reach.looksBack
      asksForProfit = rules.asksForProfit
    }

    func change(_ filing: Filing, at place: Int, on tape: BacktestTape) -> Bool {
      looksBack || asksForProfit && filing.form == .form3 || tape.columns.isAmending(at: place)
    }
  }

  /// Counts alone: what columns decide is counted without being looked at again, and the evaluator is asked of the rest.
  /// The same counts as those of `run`.
  package func count(over tape: BacktestTape, progress: (Int) -> Void = { _ in }) -> BacktestResult {
    let places = tape.places(from: settings.from, to: settings.to)
    var result = BacktestResult(rules)
    result.takeIn(places, of: tape)
    let counts = BacktestCounts(rules, over: tape, within: places)
    result.count(counts.counts)
    let columnar = Set(counts.rules.filter(\.isColumnar).map(\.name) + [RuleSet.digestName])
    let changers = Changers(rules)
    var memory = BacktestMemory([rules], since: settings.since)
    for place in memory.places(counts.asked.keys, counts.open, below: places.upperBound, of: tape) {
      progress(place)
      guard let filing = tape.filing(at: place) else { continue }
      let asked = counts.asked[Int32(truncatingIfNeeded: place)]
      let names = asked.map { Set($0.map { counts.rules[$0].name }) }
      if names != nil || places.contains(place) && changers.change(filing, at: place, on: tape) {
        let history = memory.history(of: filing, on: tape)
        var sights = sights(
          by: rules, filing, history, &memory, tape, isCounted: true, among: counts.rules(at: place))
        // What columns counted is not counted again.
        let isAsked = { (rule: String) in
          names.map { $0.contains(rule) || rule == RuleSet.digestName } ?? false
        }
        sights.keep { alert, seen in
          !columnar.contains(alert.rule) || tape.columns.isOpen(at: seen ?? place) || result.holds(alert)
            || seen == nil && isAsked(alert.rule)
        }
        result.add(sights, of: filing)
      }
      memory.add(filing, at: place)
    }
    result.finish(cut: memory.cut)
    return result
  }
}
