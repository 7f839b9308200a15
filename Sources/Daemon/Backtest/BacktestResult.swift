package import Filings
package import Rules

/// What a backtest found.
package struct BacktestResult: Sendable {
  /// The names of the rules, in the order of the files, also of those that never fired.
  package private(set) var rules: [String]
  /// In the order in which they were raised. An alert that was raised again by a later part of its report is one.
  package var alerts: [BacktestAlert] { raised.all }
  /// Filings that were judged.
  package private(set) var filings = 0
  package private(set) var rows = 0
  /// Filings that were judged beside the latest filings of a party alone, since there were too many.
  package private(set) var cut = 0
  package private(set) var firstDay: Day?
  package private(set) var lastDay: Day?
  /// Against another rule set; `nil` where there was none.
  package private(set) var comparison: Comparison?

  /// What differs between two rule sets. An alert is the same when its rule's name and its report are.
  package struct Comparison: Sendable {
    /// Only the new rules raise them.
    package var new: [BacktestAlert] = []
    /// Only the old rules raise them.
    package var gone: [BacktestAlert] = []
    /// Both raise them, one as certain and the other as possible, or one withdraws them; as the new rules have them.
    package var changed: [BacktestAlert] = []
  }

  /// Alerts that were only counted, by rule and month.
  private var counted: [String: [String: Count]] = [:]
  private var raised: BacktestAlerts
  private var old: BacktestAlerts
  private let isComparison: Bool

  init(_ rules: RuleSet, against other: RuleSet? = nil) {
    self.rules = rules.ruleNames
    raised = BacktestAlerts(rules.calendar)
    old = BacktestAlerts(other?.calendar ?? rules.calendar)
    isComparison = other != nil
  }

  /// The filings that are judged.
  mutating func takeIn(_ places: Range<Int>, of tape: BacktestTape) {
    filings = places.count
    rows = tape.rows(in: places)
    firstDay = places.lazy.compactMap { tape.day(at: $0) }.first
    lastDay = places.reversed().lazy.compactMap { tape.day(at: $0) }.first
  }

  /// Alerts, each on a report of its own, that are counted and not kept.
  mutating func count(_ counts: [String: [String: Count]]) {
    counted = counts
    if counts[RuleSet.digestName] != nil { rules.append(RuleSet.digestName) }
  }

  mutating func add(_ sights: BacktestSights, of filing: Filing) {
    raised.take(sights, of: filing)
  }

  /// Whether an alert on the same is among those that were kept.
  func holds(_ alert: Alert) -> Bool { raised.place(of: BacktestAlert.subject(of: alert)) != nil }

  mutating func addOld(_ sights: BacktestSights, of filing: Filing) {
    old.take(sights, of: filing)
  }

  mutating func finish(cut: Int) {
    self.cut = cut
    for alert in alerts where !rules.contains(alert.rule) { rules.append(alert.rule) }
    guard isComparison else { return }
    var comparison = Comparison()
    for alert in alerts {
      guard let place = old.place(of: alert.subject) else {
        comparison.new.append(alert)
        continue
      }
      if old.all[place].fate != alert.fate { comparison.changed.append(alert) }
    }
    comparison.gone = old.all.filter { raised.place(of: $0.subject) == nil }
    self.comparison = comparison
    old.removeAll()
  }

  // MARK: - Counting

  /// Alerts of one rule in one stretch of time.
  package struct Count: Sendable, Hashable {
    package var certain = 0
    package var possible = 0
    package var all: Int { certain + possible }

    package init() {}

    mutating func add(_ alert: BacktestAlert) {
      if alert.isPossible { possible += 1 } else { certain += 1 }
    }
  }

  /// For each rule, by month (`2024-03`) or by year; `?` where nothing tells the day.
  package func counts(by period: Period) -> [String: [String: Count]] {
    var counts: [String: [String: Count]] = alerts.reduce(into: [:]) { counts, alert in
      counts[alert.rule, default: [:]][period.name(of: alert.day), default: Count()].add(alert)
    }
    for (rule, months) in counted {
      for (month, number) in months {
        let name = period == .month || month == "?" ? month : String(month.prefix(4))
        counts[rule, default: [:]][name, default: Count()].certain += number.certain
        counts[rule, default: [:]][name, default: Count()].possible += number.possible
      }
    }
    return counts
  }

  /// Alerts of all rules, those that were only counted as well.
  package var total: Int {
    alerts.count + counted.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.all } }
  }

  /// Alerts that did not hold in the end: an amendment or a late filing changed what they rested on.
  package var withdrawn: Int { alerts.count { $0.state.isSettled } }

  /// Whether any alert hangs on something that nobody could read.
  package var hasPossibles: Bool {
    alerts.contains(where: \.isPossible) || counted.values.contains { $0.values.contains { $0.possible > 0 } }
  }

  /// Every period between the first filing and the last, and `?` where it is needed.
  package func periods(by period: Period) -> [String] {
    guard let first = firstDay, let last = lastDay else { return [] }
    var names: [String] = []
    var day = first
    while day <= last, names.count < Period.most {
      let name = period.name(of: day)
      if names.last != name { names.append(name) }
      day = day.advanced(by: 28)
    }
    let name = period.name(of: last)
    if names.last != name { names.append(name) }
    let hasOthers = alerts.contains { $0.day == nil } || counted.values.contains { $0["?"] != nil }
    return hasOthers ? names + ["?"] : names
  }

  /// The stretches of time that the columns stand for.
  package enum Period: Sendable {
    case month
    case year

    /// Months of a hundred years: dates of filing are typed by nobody.
    fileprivate static let most = 1_200

    /// The column of a day: `2024-03` or `2024`; `?` for none.
    package func name(of day: Day?) -> String {
      guard let day else { return "?" }
      return String(day.description.prefix(self == .month ? 7 : 4))
    }
  }
}

/// One alert that would have been raised, with what a report says of it.
package struct BacktestAlert: Sendable {
  package var rule: String
  package var severity: Severity
  package var isPossible: Bool
  package var isShadow: Bool
  /// `raised`, or how it ended: `withdrawn` or `dismissed`.
  package var state = AlertState.raised
  /// When its filing was filed; of one that was raised again, when it was raised first.
  package var day: Day?
  package var accession: String?
  package var issuer: String
  package var ticker: String?
  package var owners: [String]
  package var shares: Interval?
  package var value: Interval?
  /// Business days behind the deadline.
  package var lateness: Lateness?
  package var message: String
  /// By their numbers, where they have any: the names change.
  let issuerParty: Party
  let ownerParties: [Party]

  /// An issuer or owner, with what tells it from others.
  struct Party: Sendable {
    var key: String
    var name: String
  }

  /// Rule and report: by what an alert is known again, also when the rule's text has changed.
  let subject: String
  /// The first day of the rule's window.
  let start: Day?
  /// What two rule sets are compared by.
  fileprivate var fate: [Bool] { [isPossible, state.isSettled] }

  /// - Parameter arrived: the filing with whose coming it was raised, which may be another than the one it speaks of.
  init(_ alert: Alert, on arrived: Filing, _ calendar: BusinessCalendar) {
    let filing = alert.filing ?? arrived
    rule = alert.rule
    severity = alert.severity
    isPossible = alert.certainty == .possible
    isShadow = alert.isShadow
    day = arrived.knownDay
    accession = filing.provenance.accession?.description
    issuer = filing.issuer.name.value ?? filing.issuer.ticker.value ?? filing.issuer.cik.value ?? "?"
    ticker = filing.issuer.ticker.value
    owners = filing.owners.map { $0.name.value ?? $0.cik.value ?? "?" }
    issuerParty = Party(key: PartyName(filing.issuer).key ?? issuer, name: issuer)
    ownerParties = zip(filing.owners, owners).map { Party(key: PartyName($0).key ?? $1, name: $1) }
    shares = alert.shares
    value = alert.value
    lateness = calendar.daysLate(of: filing)
    message = alert.message
    subject = BacktestAlert.subject(of: alert)
    start = alert.start
  }

  /// The identity without the rule's canonical form, which stands between its name and whose filings they are.
  static func subject(of alert: Alert) -> String {
    let head = "\(alert.rule)\n\(alert.criterion)\n"
    guard alert.identity.hasPrefix(head) else { return alert.identity }
    return "\(alert.rule)\n\(alert.identity.dropFirst(head.count))"
  }
}
