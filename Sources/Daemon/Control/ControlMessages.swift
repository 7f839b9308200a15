import FoundationEssentials

/// What the other subcommands ask a running daemon: one JSON object on one line, answered by one line.
package enum ControlRequest: Codable, Sendable, Hashable {
  case status
  case alerts(AlertFilter)
  /// Fills in what somebody read where the reader could not.
  case resolve(Resolution)
  /// Reads the rules again and answers when the new ones, or the old ones, are in force.
  case reload
}

/// What a running daemon answers.
package enum ControlReply: Codable, Sendable, Hashable {
  case status(DaemonStatus)
  /// The latest revision of each alert, a JSON text each, the oldest first.
  case alerts([String])
  case resolved(Resolution.Answer)
  /// The rules' mistakes as `insiderd check` prints them; empty when all are in force.
  case reloaded(rules: Int, complaint: String)
  case failed(String)
}

/// What `insiderd status` shows.
package struct DaemonStatus: Codable, Sendable, Hashable {
  package var inbox: String
  /// `watching`, or why not.
  package var state: String
  package var processIdentifier: Int32?
  /// Seconds since 1970.
  package var started: Int64?
  package var rules: Int
  /// Why the rules on disk are not the ones in force.
  package var complaint: String?
  package var counts: LedgerCounts
  /// Files that wait to be judged.
  package var backlog: Int
  package var relayConnected: Bool

  package init(inbox: String, state: String, counts: LedgerCounts) {
    self.inbox = inbox
    self.state = state
    self.rules = 0
    self.counts = counts
    self.backlog = 0
    self.relayConnected = false
  }
}

/// One value as one line of JSON, and back.
package enum ControlLine {
  /// The value's JSON and a line feed.
  package static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return Array("{}\n".utf8) }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  /// `nil` for anything that is not such a value.
  package static func value<Value: Decodable>(_ type: Value.Type, _ line: [UInt8]) -> Value? {
    try? JSONDecoder().decode(type, from: Data(line))
  }
}
