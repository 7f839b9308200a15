/// Which alerts somebody wants to see.
package struct AlertFilter: Codable, Sendable, Hashable {
  /// Seconds since 1970, of the first revision.
  package var since: Int64?
  /// Not this second itself.
  package var until: Int64?
  package var rule: String?
  package var ticker: String?
  package var state: String?
  package var certainty: String?
  /// Those, too, of which nobody is told, and why.
  package var all = false
  package var limit = 100

  package init() {}
}

/// An alert as it stands.
package struct AlertEntry: Codable, Sendable, Hashable {
  /// The latest revision's JSON object.
  package var body: String
  /// Second since 1970 of the first revision.
  package var raised: Int64
  /// Who is not told, and why; only where it was asked for.
  package var withheld: [Withheld] = []

  /// A destination that is not told of an alert.
  package struct Withheld: Codable, Sendable, Hashable {
    package var destination: String
    package var reason: String
  }
}

/// Alerts, the oldest first.
package struct AlertListing: Codable, Sendable, Hashable {
  package var alerts: [AlertEntry]
  /// There are more, which the limit or the size of an answer leaves out: older ones.
  package var isCut: Bool
}

/// Which deliveries somebody wants to see.
package struct DeliveryFilter: Codable, Sendable, Hashable {
  package var destination: String?
  /// One of these states; empty for any.
  package var states: [DeliveryState] = []
  /// Seconds since 1970.
  package var since: Int64?
  /// This one alone, by its number.
  package var number: Int64?
  package var limit = 100

  package init() {}
}

/// An alert's revision on its way to one destination, or a test.
package struct DeliveryEntry: Codable, Sendable, Hashable {
  /// The ledger's number.
  package var number: Int64
  package var kind: DeliveryKind
  package var alert: String
  package var revision: Int
  package var destination: String
  package var state: DeliveryState
  /// Of the last failure, or why it is not sent.
  package var reason: String?
  /// That failed.
  package var attempts: Int
  /// Second of the next attempt, of one that is pending.
  package var due: Int64?
  /// Second at which it was put into the queue.
  package var queued: Int64?
  /// Second at which it came to its end.
  package var settled: Int64?
  /// Of the body.
  package var bytes: Int
  /// The failed attempts that were kept, the oldest first; only of a single delivery.
  package var failures: [Failure] = []

  /// An attempt that failed.
  package struct Failure: Codable, Sendable, Hashable {
    package var moment: Int64
    package var reason: String
  }
}

/// Deliveries, the oldest first.
package struct DeliveryListing: Codable, Sendable, Hashable {
  package var deliveries: [DeliveryEntry]
  /// There are more: older ones.
  package var isCut: Bool
}

/// What is to be sent once more.
package struct Redelivery: Codable, Sendable, Hashable {
  /// Numbers of deliveries, and ids of alerts or their beginnings; with none, everything since a moment.
  package var names: [String] = []
  /// Seconds since 1970, of when they were queued.
  package var since: Int64?
  package var destination: String?
  /// Only what was given up.
  package var onlyFailed = false

  package init() {}
}

/// What came of a redelivery.
package struct Redelivered: Codable, Sendable, Hashable {
  /// How many deliveries are in the queue again, by destination.
  package var queued: [LedgerCounts.Queue] = []
  /// Destinations that were paused or retired, or tried now and then, and are tried again at once.
  package var woken: [String] = []
  /// What was asked for and is not sent: how many, and why.
  package var skipped: [Skipped] = []
  /// Names that nothing has.
  package var unknown: [String] = []

  package init() {}

  /// Deliveries that stay as they are.
  package struct Skipped: Codable, Sendable, Hashable {
    package var count: Int
    package var reason: String
  }
}
