import Glibc

/// Where everything is and what is wanted: the command line, and where it is silent the environment that systemd
/// gives a service.
package struct Settings: Sendable, Hashable {
  package var places: InboxPlaces
  /// Files and folders with rules.
  package var rules: [String]
  /// The directory of the ledger.
  package var state: String
  /// The control socket.
  package var socket: String
  /// Handed on to a relay that we start; one that systemd starts has its own.
  package var credentials: String?
  package var after: After = .archive
  /// Judge what is there and end.
  package var once = false
  /// A line of JSON for each alert on standard output.
  package var json = false
  /// Judge, print, and leave everything as it is: no ledger, no delivery, no file moved.
  package var dryRun = false
  /// A rule file that does not compile ends the start.
  package var strict = false
  package var relay: RelayMode = .spawn
  package var journal: JournalMode = .automatic
  /// Where metrics are served.
  package var metrics: MetricsPlace?
  /// How long filings, alerts and rejections are kept; `nil` for ever.
  package var keep: TimeSpan?
  /// Of the program, for those who ask.
  package var version = ""
  /// How long webhooks wait between attempts.
  package var retries: RetrySchedule = .standard

  package init(places: InboxPlaces, rules: [String], state: String, socket: String) {
    self.places = places
    self.rules = rules
    self.state = state
    self.socket = socket
  }

  /// What becomes of a file that was judged.
  package enum After: String, Sendable, Hashable, CaseIterable {
    case archive
    case keep
    case delete
  }

  /// Who runs the relay, which alone has the network.
  package enum RelayMode: String, Sendable, Hashable, CaseIterable {
    /// We start it as our child when a rule file has a webhook.
    case spawn
    /// Somebody else does: a second unit.
    case external
    case none
  }

  /// Where the daemon's alerts go besides webhooks.
  package enum JournalMode: Sendable, Hashable {
    /// Where `$JOURNAL_STREAM` says that standard error leads to the journal.
    case automatic
    case off
    /// The system's journal.
    case on
    /// A datagram socket in its place; what is sent there cannot be read back.
    case socket(String)
  }
}

/// The environment of the process, read once at the start.
package struct Environment: Sendable {
  private let values: [String: String]

  package init(_ values: [String: String]) {
    self.values = values
  }

  /// The environment of this process.
  package static func current() -> Environment {
    var values: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        values[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return Environment(values)
  }

  /// `nil` also for an empty value, as systemd and the shell treat it.
  package subscript(name: String) -> String? {
    values[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The first of a list of directories that systemd gives, parted by colons.
  package func directory(_ name: String) -> String? {
    self[name].flatMap { $0.split(separator: ":").first.map(String.init) }
  }
}
