/// What `insiderd status` shows. Moments are seconds since 1970.
package struct DaemonStatus: Codable, Sendable, Hashable {
  /// Of the program that answers.
  package var version: String
  /// Of the ledger.
  package var schema = 0
  package var inbox: String
  /// `watching`, or why not.
  package var state: String
  package var processIdentifier: Int32?
  package var started: Int64?
  /// How many rules are in force.
  package var rules = 0
  /// Why the rules on disk are not the ones in force.
  package var complaint: String?
  package var ruleFiles: [RuleFile] = []
  package var counts: LedgerCounts
  /// Files that wait to be judged.
  package var backlog = 0
  /// Files that were not whole, and are looked at again soon.
  package var settling = 0
  package var lastFile: String?
  package var lastFiling: Int64?
  package var relayConnected = false
  /// `confirmed`, `unconfirmed`, or `off`.
  package var journal = "off"
  package var destinations: [Destination] = []
  /// The newest first.
  package var errors: [Complaint] = []
  package var ledger = LedgerSize()
  /// How long filings are kept; `nil` for ever.
  package var keep: String?

  package init(version: String, inbox: String, state: String, counts: LedgerCounts) {
    self.version = version
    self.inbox = inbox
    self.state = state
    self.counts = counts
  }

  /// A rule file.
  package struct RuleFile: Codable, Sendable, Hashable {
    package var name: String
    /// What is on the disk is what is in force.
    package var isLive: Bool
    /// The first thing that is wrong with it.
    package var error: String?
    /// Since when its last good text is in force, of a file that is not live; `nil` where it has none.
    package var lastGood: Int64?
  }

  /// Somebody who hears of alerts.
  package struct Destination: Codable, Sendable, Hashable {
    package var name: String
    /// `working`, `failing`, `paused` or `retired`.
    package var status: String
    /// Why, where it is not working.
    package var reason: String?
    package var failingSince: Int64?
    package var failuresInARow = 0
    package var pending = 0
    /// When the oldest that waits was queued.
    package var oldest: Int64?
    /// `nil` while none will be made.
    package var nextAttempt: Int64?
    /// Given up.
    package var dead = 0
    /// The rules in force name it, or it is none of theirs to name.
    package var isNamed = true
  }

  /// Something that went wrong.
  package struct Complaint: Codable, Sendable, Hashable {
    package var moment: Int64
    package var text: String
  }

  /// What the ledger takes on the disk.
  package struct LedgerSize: Codable, Sendable, Hashable {
    package var path = ""
    package var bytes: Int64 = 0
    /// Of the log, which is written back when idle.
    package var logBytes: Int64 = 0
  }
}
