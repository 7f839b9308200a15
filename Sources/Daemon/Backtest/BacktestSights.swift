import Filings
import Rules

/// What is seen when one filing of a backtest comes: what holds, and under which topics everything else does not.
struct BacktestSights {
  /// Each names the filing that it speaks of.
  var alerts: [Alert] = []
  var topics: Set<Findings.Topic> = []
  /// The filing takes nothing away, so that it makes no news of what others had done before it.
  var addsOnly = true
  /// For each alert the place of the filing from which it is seen; `nil` for the one that comes.
  private var places: [Int?]

  init(alerts: [Alert] = [], addsOnly: Bool = true) {
    self.alerts = alerts
    self.addsOnly = addsOnly
    places = alerts.map { _ in nil }
  }

  /// Leaves out the alerts that are not meant; the closure hears from where one is seen.
  mutating func keep(_ isMeant: (Alert, Int?) -> Bool) {
    let kept = zip(alerts, places).filter { isMeant($0, $1) }
    (alerts, places) = (kept.map(\.0), kept.map(\.1))
  }

  mutating func add(_ findings: Findings, from view: View) {
    topics.formUnion(findings.topics)
    alerts += findings.alerts.map { alert in
      var alert = alert
      alert.filing = alert.filing ?? view.filing
      return alert
    }
    places += findings.alerts.map { _ in view.number.map(Int.init) }
  }
}

/// The alerts of a backtest by one rule set, and what became of them.
struct BacktestAlerts: Sendable {
  /// In the order in which they were raised. An alert that was raised again by a later part of its report is one.
  private(set) var all: [BacktestAlert] = []
  private var places: [String: Int] = [:]
  private var byTopic: [String: [Int]] = [:]
  /// By which it is counted how late filings are.
  private let calendar: BusinessCalendar

  init(_ calendar: BusinessCalendar) {
    self.calendar = calendar
  }

  mutating func removeAll() { self = BacktestAlerts(calendar) }

  /// The place of the alert on the same.
  func place(of subject: String) -> Int? { places[subject] }

  mutating func take(_ sights: BacktestSights, of filing: Filing) {
    var holding: Set<Int> = []
    for alert in sights.alerts {
      let held = places[BacktestAlert.subject(of: alert)]
      if sights.addsOnly, alert.isOfOthers, held == nil { continue }
      if let held, holding.contains(held) { continue }
      holding.insert(held ?? all.count)
      keep(BacktestAlert(alert, on: filing, calendar), at: held, under: alert.topic)
    }
    for topic in sights.topics {
      for place in byTopic[topic.text] ?? [] where !holding.contains(place) { close(place, under: topic) }
    }
  }

  /// A repetition says what is known now, and stays in the month in which it was raised first.
  private mutating func keep(_ alert: BacktestAlert, at held: Int?, under topic: String) {
    guard let held else {
      places[alert.subject] = all.count
      byTopic[topic, default: []].append(all.count)
      all.append(alert)
      return
    }
    let day = all[held].day
    all[held] = alert
    all[held].day = day
  }

  /// As the ledger finds what stands: a window by its first day.
  private mutating func close(_ place: Int, under topic: Findings.Topic) {
    if let days = topic.days {
      guard let start = all[place].start, days.contains(start) else { return }
    }
    let certainty = all[place].isPossible ? Certainty.possible : .certain
    let life = AlertLife(state: all[place].state, certainty: certainty)
    if let state = AlertLife.state(after: life, seeing: .isGone) { all[place].state = state }
  }
}
