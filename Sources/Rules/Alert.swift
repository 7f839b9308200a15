package import Filings

/// What one rule found in one report.
package struct Alert: Sendable, Hashable {
  /// The rule's name.
  package var rule: String
  /// The rule's title, where it has one.
  package var title: String?
  package var severity: Severity
  package var certainty: Certainty
  /// What the alert's id is derived from: the rule's name and canonical form, and the group's key. Nothing in it
  /// comes from clock, host, file name, row number or dictionary order, so a second look gives the same text.
  package var identity: String
  /// The part of the identity that comes from the rule: what it finds, in the one form that wording does not change.
  package var criterion: String
  /// The part of the identity that says which rule and whose filings: alerts that can take each other's place share it.
  package var topic: String
  /// The rest of it: the values that the rule groups by, the first day of its window.
  package var part: String
  /// The first day of the rule's window; `nil` where it has none.
  package var start: Day?
  /// The smallest set of unreadable fields that could flip the verdict; empty when all that matters was read.
  package var needs: [Unreadable]
  /// `would match if shares > 20,000`, when the verdict hangs on a number.
  package var wouldMatchIf: String?
  /// The filing that the alert speaks of, where it is another than the one that was judged: the newest of the group.
  package var filing: Filing?
  /// No row of the filing that was judged is behind it: nothing that is news by that filing's coming.
  package var isOfOthers = false
  /// What the history calls that filing by.
  package var filingNumber: Int64?
  /// The rows behind the verdict that stand in that filing, in the document's order.
  package var rows: [Transaction]
  /// Those of other filings: other parts of the report, or what lies in the rule's window.
  package var earlier: [EarlierRow]
  /// What all of them add up to; `nil` where no row has such a number.
  package var shares: Interval?
  /// Dollars.
  package var value: Interval?
  /// A sentence: the rule's own template, filled in, or the default one.
  package var message: String
  /// The webhooks that the rule notifies, by name, in the rule's order. The journal is not among them: it hears all.
  package var destinations: [String]
  /// `shadow`: kept and never notified.
  package var isShadow: Bool
  /// How often destinations hear of the same; `nil` where always.
  package var throttle: Throttle?

  package init(rule: String, severity: Severity, certainty: Certainty, identity: String, message: String) {
    self.rule = rule
    self.title = nil
    self.severity = severity
    self.certainty = certainty
    self.identity = identity
    self.criterion = ""
    self.topic = identity
    self.part = ""
    self.needs = []
    self.wouldMatchIf = nil
    self.rows = []
    self.earlier = []
    self.shares = nil
    self.value = nil
    self.message = message
    self.destinations = []
    self.isShadow = false
  }
}

/// A row of a filing before the one that was judged.
package struct EarlierRow: Sendable, Hashable {
  package var row: Transaction
  /// `nil` where the container gives none.
  package var accession: AccessionNumber?
  /// The names that are legible.
  package var owners: [String]
}

/// The `throttle` clause of an alert: destinations are told of one key once within the span, by the clock of sending.
package struct Throttle: Sendable, Hashable {
  package var key: String
  package var every: CalendarSpan
}

/// How much an alert matters to whoever wrote the rule, the least first.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case info
  case notice
  case warning
  case critical

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .info: 0
    case .notice: 1
    case .warning: 2
    case .critical: 3
    }
  }
}

/// Whether the verdict hangs on something.
package enum Certainty: String, Sendable, Hashable, CaseIterable {
  case certain
  /// The verdict hangs on something that nobody could read.
  case possible
}
