package import Filings

/// From where rules look when a filing comes: the filing itself, those of which it changes what counts, and what is left of
/// the report that it belonged to.
package struct View: Sendable {
  package var filing: Filing
  /// What the history calls it by.
  package var number: Int64?
  /// What is known beside it.
  package var history: History
  /// What it was known as before.
  package var formerly: Filing?
}

extension RuleSet {
  /// The views of a filing's coming, itself first.
  /// - Parameter memory: what is known beside another filing, without the one that comes.
  package func views<Failure: Error>(
    of filing: Filing, number: Int64? = nil, formerly: Filing? = nil, history: History,
    memory: (Filing) throws(Failure) -> History
  ) throws(Failure) -> [View] {
    var views = [View(filing: filing, number: number, history: history, formerly: formerly)]
    var others = history.touched(by: filing, formerly: formerly)
    if let formerly {
      others += [history.part(ofReportOf: formerly, insteadOf: filing)].compactMap { $0 }
    }
    let changed = [filing, formerly].compactMap { $0 } + others.map(\.filing)
    others += lookers(back: changed, in: history)
    for other in others {
      var history = try memory(other.filing)
      history.add(filing, number: number)
      views.append(View(filing: other.filing, number: other.number, history: history))
    }
    return views
  }
}

extension RuleSet {
  /// What the rules say of everything that is seen from the view.
  package func findings(_ view: View, isCounted: Bool = false, among meant: Set<Int>? = nil) -> Findings {
    findings(
      view.filing, history: view.history, formerly: view.formerly, isCounted: isCounted, among: meant)
  }

  /// Some rule asks for a profit, for which the forms 3 of those who traded count too.
  package var asksForProfit: Bool { shared.contains { $0.plan.asksForProfit } }
}

extension RuleSet.Reach {
  /// As far as either.
  package func union(_ other: RuleSet.Reach) -> RuleSet.Reach {
    var union = self
    union.looksBack = looksBack || other.looksBack
    union.issuerDays = [issuerDays, other.issuerDays].compactMap { $0 }.max()
    union.ownerDays = [ownerDays, other.ownerDays].compactMap { $0 }.max()
    union.officeDays = [officeDays, other.officeDays].compactMap { $0 }.max()
    return union
  }
}
