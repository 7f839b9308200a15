package import Filings
package import Rules

/// What would have fired: the filings of a tape judged by one rule set, or by two that are compared, with the engine of
/// the daemon. Nothing is sent and nothing is written.
package struct Backtest {
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
    var memory = BacktestMemory([rules, old].compactMap { $0 }, since: settings.since)
    var result = BacktestResult(rules: rules.ruleNames, isComparison: old != nil)
    for index in 0..<tape.count {
      progress(index)
      let day = tape.day(at: index)
      if let to = settings.to, let day, day > to { break }
      guard let filing = tape.filing(at: index) else { continue }
      if let from = settings.from, (day ?? from) < from {
        memory.add(filing, at: index)
        continue
      }
      let history = memory.history(of: filing, on: tape)
      result.add(rules.judge(filing, history: history), of: filing)
      if let old { result.addOld(old.judge(filing, history: history), of: filing) }
      memory.add(filing, at: index)
    }
    result.finish()
    return result
  }
}
