import NIOCore
import Wire

/// What the relay knows at any moment: whom to answer, who is busy, and the links that bursts share.
struct Desk {
  private let notifier: Notifier
  private var lanes = Lanes()
  private var links: [String: Link] = [:]
  private var channel: (any Channel)?
  private var stops = 0
  private var lastReason: String?

  init(notifier: Notifier) {
    self.notifier = notifier
  }

  /// Asked to stop, and nothing is in flight any more, or asked twice.
  var isDone: Bool { stops > 1 || (stops == 1 && lanes.isIdle) }

  /// The requests that may go now.
  mutating func handle(_ event: RelayEvent) async -> [RelayRequest] {
    switch event {
    case .connected(let channel):
      self.channel = channel
      report("connected to the judge")
    case .disconnected(let reason):
      channel = nil
      lanes.forgetWaiting()
      report("waiting for the judge: \(reason)")
    case .asked(let request):
      return await admit(request)
    case .performed(let request, let result):
      await keep(result.link, for: request.destination)
      await answer(RelayReply(delivery: request.delivery, outcome: result.outcome))
      return lanes.finish(request.destination).map { [$0] } ?? []
    case .stop:
      stops += 1
      lanes.close()
      notifier.stopping()
    }
    return []
  }

  /// The link of the destination's last attempt, which is the attempt's now.
  mutating func takeLink(for destination: String) -> Link? {
    links.removeValue(forKey: destination)
  }

  /// All together: a receiver may take its time to take leave.
  consuming func closeLinks() async {
    await withDiscardingTaskGroup { group in
      for link in links.values {
        group.addTask { await link.close() }
      }
    }
  }

  private mutating func admit(_ request: RelayRequest) async -> [RelayRequest] {
    do {
      return try lanes.admit(request).map { [$0] } ?? []
    } catch {
      let reason = "more than \(RelayLimits.waitingRequests) requests wait for their destinations"
      await answer(RelayReply(delivery: request.delivery, outcome: .failed(reason: reason)))
      return []
    }
  }

  private mutating func keep(_ link: Link?, for destination: String) async {
    guard let link else { return }
    if links.count < RelayLimits.keptClients {
      links[destination] = link
    } else {
      await link.close()
    }
  }

  /// A judge that is gone asks again when it is back; its reply is dropped.
  private func answer(_ reply: RelayReply) async {
    guard let channel, let line = try? Judge.line(reply) else { return }
    try? await channel.writeAndFlush(line).get()
  }

  /// Says what changed, once.
  private mutating func report(_ text: String) {
    guard text != lastReason else { return }
    lastReason = text
    notifier.status(text)
    complain(text)
  }
}
