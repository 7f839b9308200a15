import Testing

/// The relay as it is installed. These tests wait for processes and sockets, one after the other.
@Suite(.serialized, .timeLimit(.minutes(3))) struct RelayProcessTests {
  @Suite("towards its receivers", .enabled(if: Receiver.isAvailable, "\(Receiver.reason)"))
  struct Receivers {}

  @Suite("towards its judge")
  struct Judges {}
}
