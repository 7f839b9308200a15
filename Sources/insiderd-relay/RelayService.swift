import NIOCore
import Wire

/// The life of the relay: one loop over what happens, one task for each request in flight.
struct RelayService: Sendable {
  private let judge: Judge
  private let courier: Courier
  private let notifier: Notifier

  init(arguments: Arguments, environment: Environment) {
    judge = Judge(socket: arguments.socket)
    courier = Courier(
      credentials: Credentials(
        directory: arguments.credentials ?? environment.credentialsDirectory,
        checksMode: arguments.credentials != nil))
    notifier = Notifier(socket: environment.notifySocket)
  }

  /// Ends after a signal, when what was in flight is answered; as soon as it can after a second one.
  func run() async {
    let (events, continuation) = AsyncStream<RelayEvent>.makeStream()
    let signals = Signals()
    let terminations = signals.terminations
    await withDiscardingTaskGroup { group in
      group.addTask { for await _ in terminations { continuation.yield(.stop) } }
      group.addTask { await judge.listen(continuation) }
      notifier.ready()
      var desk = Desk(notifier: notifier)
      for await event in events {
        for effect in await desk.handle(event) {
          group.addTask { continuation.yield(await perform(effect)) }
        }
        if desk.isDone { break }
      }
      group.cancelAll()
      await desk.closeLinks()
    }
    continuation.finish()
    await closeLinks(in: events)
    withExtendedLifetime(signals) {}
  }

  private func perform(_ effect: Desk.Effect) async -> RelayEvent {
    switch effect {
    case .carry(let request, let link):
      return .performed(request, await courier.carry(request, over: link))
    case .sweepLater:
      try? await Task.sleep(for: .seconds(RelayLimits.linkSeconds))
      return .sweep
    }
  }

  /// Those of attempts that a second signal cut short.
  private func closeLinks(in events: AsyncStream<RelayEvent>) async {
    for await case .performed(_, let result) in events { await result.link?.close() }
  }
}
