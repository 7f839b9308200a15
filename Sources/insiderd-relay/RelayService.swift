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

  /// Ends after a signal, when what was in flight is answered; at once after a second one.
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
        for request in await desk.handle(event) {
          let link = desk.takeLink(for: request.destination)
          group.addTask {
            continuation.yield(.performed(request, await courier.carry(request, over: link)))
          }
        }
        if desk.isDone { break }
      }
      group.cancelAll()
      await desk.closeLinks()
    }
    withExtendedLifetime(signals) {}
  }
}
