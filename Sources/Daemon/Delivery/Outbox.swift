import Rules
import Wire
final class Outbox {
  var webhooks: [Webhook]
  init(ledger: Ledger, webhooks: [Webhook], log: Log) { self.webhooks = webhooks }
  func requests(now: Int64) throws(LedgerError) -> [RelayRequest] { [] }
  func nextDue(now: Int64) throws(LedgerError) -> Int64? { nil }
  func hasDue(now: Int64) throws(LedgerError) -> Bool { false }
  func settle(_ reply: RelayReply, now: Int64) throws(LedgerError) {}
  func relayLost() {}
}
