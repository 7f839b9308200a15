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
    var notice = Notice.test(of: destination, moment: moment)
    notice.identifier = identifier
    notice.alert = notice.alert.replacing(["id": .string(identifier)])
    return DeliveryDraft(of: notice, to: webhook, now: moment).body
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
}
