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
        if concerned[0] { result.add(rules.judge(filing, history: history), of: filing) }
        if let old, concerned[1] { result.addOld(old.judge(filing, history: history), of: filing) }
      }
      memory.add(filing, at: place)
    }
    result.finish()
    return result
  }

  /// Counts alone: what columns decide is counted without being looked at again, and the evaluator is asked of the rest.
  /// The same counts as those of `run`.
  package func count(over tape: BacktestTape, progress: (Int) -> Void = { _ in }) -> BacktestResult {
    let places = tape.places(from: settings.from, to: settings.to)
    var result = BacktestResult(rules: rules.ruleNames, isComparison: false)
    result.takeIn(places, of: tape)
    let screening = Screening(rules, tape.columns)
    var asked: [Int32: Set<String>] = [:]
    for (number, name) in screening.rules.enumerated() {
      result.count(name, screening.sure[number], of: tape, within: places)
      for place in screening.open[number] { asked[place, default: []].insert(name) }
    }
    var memory = BacktestMemory([rules], since: settings.since)
    for place in 0..<places.upperBound {
      progress(place)
      let names = places.contains(place) ? asked[Int32(truncatingIfNeeded: place)] : nil
      guard names != nil || memory.needs(place, of: tape), let filing = tape.filing(at: place) else {
        continue
      }
      if let names {
        let alerts = rules.judge(filing, history: memory.history(of: filing, on: tape))
        // What columns counted is not counted again; a digest belongs to no rule.
        result.add(
          alerts.filter { names.contains($0.rule) || !screening.rules.contains($0.rule) }, of: filing)
      }
      memory.add(filing, at: place)
    }
    result.finish()
    return result
  }
}
