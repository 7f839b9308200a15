package import Filings

/// What the rules say of everything that a filing touches: the report of which it is a part, the windows that its rows
/// lie in or move.
///
/// It follows from the set of filings alone and not from the order in which they came: each group is looked at from its
/// newest filing.
package struct Findings: Sendable {
  /// In the order of the rules.
  package var alerts: [Alert] = []
  /// What was looked at: an alert under one of these that is not among `alerts` does not hold.
  package var topics: [Topic] = []

  package init() {}

  /// A rule, and whose filings it looked at.
  package struct Topic: Sendable, Hashable {
    /// As in `Alert.topic`.
    package var text: String
    /// The first days of the windows that were looked at; `nil` for a rule without a window.
    package var days: ClosedRange<Day>?
  }
}

extension RuleSet {
  /// Judges everything that the filing touches. `formerly` is the same filing as it was known before: a page, or a form
  /// of which somebody has now read more.
  /// - Parameters:
  ///   - isCounted: as in `judge`.
  ///   - meant: the numbers of the rules to judge by, where the others are known to say nothing of all this; `nil` for all.
  package func findings(
    _ filing: Filing, history: History, formerly: Filing? = nil, isCounted: Bool = false,
    among meant: Set<Int>? = nil
  ) -> Findings {
    let isFirst = history.isEmpty && formerly == nil
    let summaries = [filing, formerly].compactMap { $0 }.map(Summary.init)
    let filed = candidates(filing, formerly)
    let families = isFirst ? index.ladders.families(concernedBy: filing, summaries[0], isAlone: true) : []
    var findings = Findings()
    if isFirst, filed.isEmpty, families.isEmpty { return findings }
    var dossiers = Dossiers(Report(filing, demands, calendar: calendar), history, demands)
    for number in (filed + climbed(isFirst ? families : nil, summaries, &dossiers)).sorted()
    where meant?.contains(number) ?? true {
      let judge = Judge(shared[number], dossier: dossiers.dossier(for: shared[number]))
      let days = judge.beginnings(formerly)
      findings.alerts += judge.alerts(beginning: days, isCounted: isCounted) { dossiers.lookBack(from: $0) }
      if !isFirst { findings.topics += judge.topics(beginning: days, formerly) }
    }
    findings.alerts = Digest.condensed(findings.alerts, of: filing)
    if !isFirst { findings.topics += [filing, formerly].compactMap { $0 }.map(Digest.topic) }
    return findings
  }

  /// The filings of the history from which rules look at what the filings say: those of its owners at its issuer, with
  /// later rows where a rule looks back, and any where a form 3 tells since when somebody is an insider.
  package func lookers(back filings: [Filing], in history: History) -> [History.Numbered] {
    guard let filing = filings.first else { return [] }
    let isBeginning = filings.contains { $0.form == .form3 }
    let asking = shared.indices.filter { number in
      let plan = shared[number].plan
      return plan.looksBack || isBeginning && plan.asksForProfit
    }
    guard !asking.isEmpty, let first = filings.flatMap(\.windowDays).min() else { return [] }
    return history.indices(.ownerAndIssuer, of: filing).filter { index in
      guard let last = history[index].windowDays.max(), last > first || isBeginning else { return false }
      let summary = Summary(history[index])
      return asking.contains { gates[$0].admits(summary) }
    }
    .map { History.Numbered(filing: history[$0], number: history.number(of: $0)) }
  }

  /// The rules on ladders. What was told before may have to be withdrawn, so that only of a filing by itself those can be
  /// left out whose threshold it does not reach.
  /// - Parameter families: of a filing by itself.
  private func climbed(_ families: [Int]?, _ summaries: [Summary], _ dossiers: inout Dossiers) -> [Int] {
    let numbers = families.map { index.ladders.reached(in: $0, &dossiers) } ?? Array(index.ladders.filed)
    return numbers.filter { number in summaries.contains { gates[number].admits($0) } }
  }

  /// The rules that may have something to say of the filing, or had of what it was, but for those on ladders.
  private func candidates(_ filing: Filing, _ formerly: Filing?) -> [Int] {
    let filings = [filing, formerly].compactMap { $0 }
    let found = filings.map { filing in
      let summary = Summary(filing)
      return index.candidates(filing).filter { gates[$0].admits(summary) }
    }
    return found.count == 1 ? found[0] : Set(found.joined()).sorted()
  }
}

extension Judge {
  /// The days on which the windows begin that have rows of the filing, or would have them if it were not there; `nil`
  /// where nobody can say, or the rule has no window.
  fileprivate func beginnings(_ formerly: Filing?) -> ClosedRange<Day>? {
    guard let span = plan.window else { return nil }
    let days = [dossier.current.filing, formerly].compactMap { $0 }.flatMap(\.windowDays)
    guard let first = days.min(), let last = days.max() else { return nil }
    return first.advanced(by: -span.mostDays)...last.advanced(by: span.mostDays)
  }

  fileprivate func alerts(
    beginning days: ClosedRange<Day>?, isCounted: Bool, _ lookBack: (Filing) -> [Filing]
  ) -> [Alert] {
    let members = members()
    guard !members.isEmpty else { return [] }
    var alerts: [Alert] = []
    for group in groups(of: members) {
      let windows = plan.window.map { self.windows(of: group, within: $0, beginning: days) } ?? [group]
      for window in windows where !window.members.isEmpty {
        let (judge, judgement) = led(by: window, lookBack)
        guard judgement.verdict != .none, var alert = Alert(judgement, of: judge, isCounted: isCounted)
        else { continue }
        alert.isOfOthers = !window.members.contains(where: \.isOfCurrent)
        if judge.dossier.current !== dossier.current {
          alert.filing = judge.dossier.current.filing
          alert.filingNumber = judge.dossier.current.number
        }
        alerts.append(alert)
      }
    }
    return plan.sort == .filing ? Judge.strongest(alerts) : alerts
  }

  /// Of several parts of a report, each judged by itself, the alert of the last that is certain speaks for all.
  private static func strongest(_ alerts: [Alert]) -> [Alert] {
    alerts.reduce(into: []) { kept, alert in
      guard let place = kept.firstIndex(where: { $0.identity == alert.identity }) else {
        kept.append(alert)
        return
      }
      if alert.certainty == .certain || kept[place].certainty == .possible { kept[place] = alert }
    }
  }

  /// A group as it looks from its newest filing.
  private func led(by group: Group, _ lookBack: (Filing) -> [Filing]) -> (judge: Judge, judgement: Judgement)
  {
    let filings = Set(group.members.map(\.row.filing))
    guard let lead = dossier.order.last(where: filings.contains), lead != 0 else {
      return (self, judged(group))
    }
    let led = dossier.led(by: lead)
    let judge = Judge(
      shared, dossier: plan.looksBack ? led.lookingBack(on: lookBack(led.current.filing)) : led)
    var group = group
    for index in group.members.indices {
      let filing = group.members[index].row.filing
      group.members[index].row.filing = filing == 0 ? lead : filing == lead ? 0 : filing
    }
    return (judge, judge.judged(group))
  }

  // MARK: - Topics

  /// Under every key that the parties have or had, since whoever was known by name may be known by number now.
  fileprivate func topics(beginning days: ClosedRange<Day>?, _ formerly: Filing?) -> [Findings.Topic] {
    let filings = [dossier.current.filing, formerly].compactMap { $0 }
    let criterion = plan.canonical
    guard plan.window != nil else {
      return Set(filings.map { plan.topic([], $0, criterion: criterion) }).sorted().map {
        Findings.Topic(text: $0, days: nil)
      }
    }
    guard let days else { return [] }
    let issuers = keys("issuer", filings.map(\.issuingParty), dossier.reports.map(\.filing.issuingParty))
    let owners = keys(
      "owner", filings.flatMap(\.owningParties), dossier.reports.flatMap(\.filing.owningParties))
    let whose: [[String]] =
      switch plan.scope {
      case .report, .issuer: issuers.map { [$0] }
      case .owner: owners.map { [$0] }
      case .ownerAndIssuer: owners.flatMap { owner in issuers.map { [owner, $0] } }
      }
    return whose.map {
      Findings.Topic(text: plan.topic($0, dossier.current.filing, criterion: criterion), days: days)
    }
  }

  private func keys(_ word: String, _ parties: [Party], _ others: [Party]) -> [String] {
    let named = (parties + others.filter { other in parties.contains { $0.isSame(as: other) } })
    return Set(named.flatMap { [$0.cik, $0.name, $0.ticker] }.compactMap { $0 }).sorted().map {
      "\(word) \($0)"
    }
  }
}

extension Filing {
  /// The days on which its rows lie in windows: those of the trades, and of its period.
  package var windowDays: [Day] {
    let rows = transactions.compactMap(\.date.value) + (notice?.proposedSales.compactMap(\.date.value) ?? [])
    return rows + [period.value ?? provenance.filed].compactMap { $0 }
  }
}
