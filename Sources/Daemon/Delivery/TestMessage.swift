import Rules
import Wire

/// A marked test of a destination: no alert, and says so in every field that a person or a program would look at.
struct TestMessage {
  /// Begins in another way than an alert's id.
  let identifier: String
  let destination: String
  private let moment: Int64

  private static let mark = "it1_"

  /// - Parameter nonce: Tells it from every other test.
  init(destination: String, now: Int64, nonce: UInt64 = .random(in: .min ... .max)) {
    identifier = TestMessage.mark + String(nonce, radix: 36)
    self.destination = destination
    moment = now
  }

  /// Whether an id is that of a test.
  static func isTest(_ identifier: String) -> Bool { identifier.hasPrefix(mark) }

  private var message: String {
    "This is a test of `\(destination)` by insiderd send-test. There is no alert and nothing to do."
  }

  /// In the destination's own format.
  func body(for webhook: Webhook) -> [UInt8] {
    let notice = Notice(event: .test, moment: moment, alert: alert)
    return Array((Formats.named(webhook.format) ?? Standard.self).body(of: notice).utf8)
  }

  /// With the fields that make it found when it is read back.
  var journalEntry: JournalEntry {
    var entry = JournalEntry()
    entry.add("MESSAGE", message)
    entry.add("MESSAGE_ID", MessageID.destinationTested.rawValue)
    entry.add("PRIORITY", "6")
    entry.add("SYSLOG_IDENTIFIER", "insiderd")
    entry.add("INSIDERD_ALERT_ID", identifier)
    entry.add("INSIDERD_REVISION", "1")
    entry.add("INSIDERD_STATE", "test")
    return entry
  }

  /// The keys that every alert has, with nothing in them that could be taken for a finding.
  private var alert: JSON {
    .object([
      ("id", .string(identifier)), ("revision", .integer(1)), ("state", .string("test")),
      ("rule", .string("test")), ("title", .string("Test of the destination")),
      ("severity", .string(Severity.info.rawValue)), ("certainty", .string(Certainty.certain.rawValue)),
      ("needs", .array([])), ("unreadable", .array([])), ("would_match_if", .null),
      ("issuer", TestMessage.nobody), ("owners", .array([])), ("rows", .array([])), ("shares", .null),
      ("value", .null), ("form", .null), ("accession", .null), ("filed", .null), ("file", .null),
      ("sha256", .null), ("message", .string(message)),
    ])
  }

  private static let nobody = JSON.object([
    ("cik", .null), ("name", .null), ("ticker", .null), ("foreign_ticker", .null),
  ])
}
