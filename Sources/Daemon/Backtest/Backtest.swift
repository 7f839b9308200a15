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
    var result = BacktestResult(rules: rules.ruleNames, isComparison: old != nil)
    result.takeIn(places, of: tape)
    let screenings = [rules, old].compactMap { $0 }.map { Screening($0, tape.columns).concerned(tape.count) }
    var memory = BacktestMemory([rules, old].compactMap { $0 }, since: settings.since)
    for place in 0..<places.upperBound {
      progress(place)
      let concerned = places.contains(place) ? screenings.map { $0[place] } : []
      guard concerned.contains(true) || memory.needs(place, of: tape), let filing = tape.filing(at: place)
      else {
        continue
      }
      if concerned.contains(true) {
        let history = memory.history(of: filing, on: tape)
        if concerned[0] { result.add(alerts(of: rules, filing, history, &memory, tape), of: filing) }
        if let old, concerned[1] {
          result.addOld(alerts(of: old, filing, history, &memory, tape), of: filing)
        }
      }
      memory.add(filing, at: place)
    }
    result.finish(cut: memory.cut)
    return result
  }

  /// What the daemon's desk would raise or revise when the filing comes.
  private func alerts(
    of rules: RuleSet, _ filing: Filing, _ history: History, _ memory: inout BacktestMemory,
    _ tape: BacktestTape, isCounted: Bool = false
  ) -> [Alert] {
    if history.isEmpty { return rules.judge(filing, history: history, isCounted: isCounted) }
    let views = rules.views(of: filing, history: history) { memory.history(of: $0, on: tape) }
    return views.flatMap { view in rules.alerts(from: view, addsOnly: views.count == 1, isCounted: isCounted)
    }
  }

  /// Counts alone: what columns decide is counted without being looked at again, and the evaluator is asked of the rest.
  /// The same counts as those of `run`.
  package func count(over tape: BacktestTape, progress: (Int) -> Void = { _ in }) -> BacktestResult {
    let places = tape.places(from: settings.from, to: settings.to)
    var result = BacktestResult(rules: rules.ruleNames, isComparison: false)
    result.takeIn(places, of: tape)
    let screening = Screening(rules, tape.columns)
    let counts = BacktestCounts(screening, over: tape, within: places)
    result.count(counts.counts)
    let ruleNames = Set(screening.rules.map(\.name))
    var memory = BacktestMemory([rules], since: settings.since)
    for place in memory.places(counts.asked.keys, below: places.upperBound, of: tape) {
      progress(place)
      guard let filing = tape.filing(at: place) else { continue }
      let names = counts.asked[Int32(truncatingIfNeeded: place)]
      if let names {
        let alerts = alerts(
          of: rules, filing, memory.history(of: filing, on: tape), &memory, tape, isCounted: true)
        // What columns counted is not counted again; a digest belongs to no rule.
        result.add(
          alerts.filter { names.contains($0.rule) || !ruleNames.contains($0.rule) }, of: filing)
      }
      memory.add(filing, at: place)
    }
    result.finish(cut: memory.cut)
    return result
  }
}
