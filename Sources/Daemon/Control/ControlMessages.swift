import FoundationEssentials

/// What the other subcommands ask a running daemon: one JSON object on one line, answered by one line.
package enum ControlRequest: Codable, Sendable, Hashable {
  case status
  case alerts(AlertFilter)
  case deliveries(DeliveryFilter)
  /// Why an alert was raised, by its id or the beginning of it.
  case why(String)
  /// Puts deliveries into their queues again.
  case redeliver(Redelivery)
  /// Sends a marked test to a destination, and gives up when it could not be begun within so many seconds.
  case sendTest(destination: String, patience: Int)
  /// Removes what is older than the moment (seconds since 1970) and that nothing needs; the work is done when idle.
  case prune(before: Int64, dryRun: Bool)
  /// How far the pruning is that was asked for last.
  case pruning
  /// Fills in what somebody read where the reader could not.
  case resolve(Resolution)
  /// Reads the rules again and answers when the new ones, or the old ones, are in force.
  case reload
}

/// What a running daemon answers.
package enum ControlReply: Codable, Sendable, Hashable {
  case status(DaemonStatus)
  case alerts(AlertListing)
  case deliveries(DeliveryListing)
  case why(AlertStory)
  case redelivered(Redelivered)
  /// The test is this delivery, which is then asked for until it is settled.
  case testQueued(delivery: Int64)
  case pruning(PruneReport)
  case resolved(Resolution.Answer)
  /// The rules' mistakes as `insiderd check` prints them; empty when all are in force.
  case reloaded(rules: Int, complaint: String)
  /// There is no such alert or destination, in words.
  case unknown(String)
  /// Whoever asks may not.
  case refused(String)
  case failed(String)
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
