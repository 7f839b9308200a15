import Filings

extension RuleSet {
  /// Days before a filing's own that the rules in force look at: what is older may be forgotten without any rule saying
  /// anything else. 0 where all look at one report.
  package var memoryDays: Int {
    shared.reduce(0) { max($0, $1.plan.memoryDays) }
  }
}

extension Plan {
  /// Twice a window's span, as far as its rows can keep one another: `RuleSet.reach`.
  fileprivate var memoryDays: Int {
    max(2 * (window?.mostDays ?? 0), looksBack ? silence : 0)
  }

  /// The longest silence that a rule with `days_since_last` can tell from a longer one: the largest number that it names.
  private var silence: Int {
    program.constants.compactMap { number -> Int? in
      let whole = number.trimmed
      guard whole.mantissa > 0 else { return nil }
      return whole.scale == 0 ? Int(exactly: whole.mantissa) : nil
    }
    .filter { $0 <= Limits.spanCount }.max() ?? 0
  }
}
