import Dispatch
import Glibc

/// The signals that ask the relay to end, for as long as the value lives.
struct Signals {
  /// One element for each SIGTERM or SIGINT.
  let terminations: AsyncStream<Void>
  private let sources: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    sources = [SIGTERM, SIGINT].map { DispatchSource.makeSignalSource(signal: $0, queue: .global()) }
    terminations = stream
    for source in sources {
      source.setEventHandler { continuation.yield() }
      source.activate()
    }
  }
}
