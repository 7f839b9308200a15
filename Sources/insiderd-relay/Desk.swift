import NIOCore
import Wire

/// What the relay knows at any moment: whom to answer, who is busy, and the links that bursts share.
struct Desk {
  private let notifier: Notifier
  private var lanes = Lanes()
  private var links: [String: Link] = [:]
  private var channel: (any Channel)?
  private var stops = 0
  private var isSweepDue = false
  private var lastReason: String?

  init(notifier: Notifier) {
    self.notifier = notifier
  }

  /// Asked to stop, and nothing is in flight any more, or asked twice.
  var isDone: Bool { stops > 1 || (stops == 1 && lanes.isIdle) }

  /// What is to be done; each ends in an event.
  enum Effect: Sendable {
    /// The link of the destination's last attempt is the attempt's now.
    case carry(RelayRequest, over: Link?)
    case sweepLater
  }

  mutating func handle(_ event: RelayEvent) async -> [Effect] {
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
      await answer(RelayReply(delivery: request.delivery, outcome: result.outcome))
      let sweep = await keep(result.link, for: request.destination)
      return carry(lanes.finish(request.destination)) + sweep
    case .sweep:
      return await sweep()
    case .stop:
      stops += 1
      lanes.close()
      notifier.stopping()
    }
    return []
  }

  /// All together: a receiver may take its time to take leave.
  consuming func closeLinks() async {
    await withDiscardingTaskGroup { group in
      for link in links.values {
        group.addTask { await link.close() }
      }
    }
  }

  private mutating func admit(_ request: RelayRequest) async -> [Effect] {
    do {
      return carry(try lanes.admit(request))
    } catch {
      await answer(RelayReply(delivery: request.delivery, outcome: .failed(reason: error.reason)))
      return []
    }
  }

  private mutating func carry(_ request: RelayRequest?) -> [Effect] {
    guard let request else { return [] }
    return [.carry(request, over: links.removeValue(forKey: request.destination))]
  }

  private mutating func keep(_ link: Link?, for destination: String) async -> [Effect] {
    guard let link else { return [] }
    guard links.count < RelayLimits.keptClients else {
      await link.close()
      return []
    }
    links[destination] = link
    return sweepLater()
  }

  /// An idle relay holds no client: each has the system's authorities in memory.
  private mutating func sweep() async -> [Effect] {
    isSweepDue = false
    for (destination, link) in links where link.expiry <= .now {
      links[destination] = nil
      await link.close()
    }
    return links.isEmpty ? [] : sweepLater()
  }

  private mutating func sweepLater() -> [Effect] {
    defer { isSweepDue = true }
    return isSweepDue ? [] : [.sweepLater]
  }

  /// A judge that is gone asks again when it is back; its reply is dropped.
  private func answer(_ reply: RelayReply) async {
    try? await channel?.writeAndFlush(Judge.line(reply.json)).get()
  }

  /// Says what changed, once.
  private mutating func report(_ text: String) {
    guard text != lastReason else { return }
    lastReason = text
    notifier.status(text)
    complain(text)
  }
}
