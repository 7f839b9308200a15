import NIOCore
import Wire

/// What happens to the relay.
enum RelayEvent: Sendable {
  /// The judge is there; replies go into the channel.
  case connected(any Channel)
  case asked(RelayRequest)
  case performed(RelayRequest, Courier.Result)
  /// The judge is gone, or was never there.
  case disconnected(reason: String)
  /// Links may have grown old.
  case sweep
  case stop
}
