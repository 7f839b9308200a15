import Wire

/// Who may go: one request at a time for each destination, in the order in which they came, whatever the others do.
struct Lanes: Sendable {
  /// For each busy destination, what waits for it.
  private var waiting: [String: [RelayRequest]] = [:]
  private var isClosed = false

  /// Nothing is in flight.
  var isIdle: Bool { waiting.isEmpty }

  /// The request, when it may go at once; `nil` when it waits, or when the lanes are closed.
  mutating func admit(_ request: RelayRequest) throws(Crowded) -> RelayRequest? {
    if isClosed { return nil }
    guard waiting[request.destination] != nil else {
      guard waiting.count < RelayLimits.busyDestinations else { throw .destinations }
      waiting[request.destination] = []
      return request
    }
    guard waiting.values.reduce(0, { $0 + $1.count }) < RelayLimits.waitingRequests else { throw .requests }
    waiting[request.destination, default: []].append(request)
    return nil
  }

  /// The destination's request is done: the next one, when one waits.
  mutating func finish(_ destination: String) -> RelayRequest? {
    guard var queue = waiting.removeValue(forKey: destination), !queue.isEmpty else { return nil }
    let next = queue.removeFirst()
    waiting[destination] = queue
    return next
  }

  /// Forgets what waits. Whoever asked for it is gone and will ask again.
  mutating func forgetWaiting() {
    for destination in waiting.keys { waiting[destination] = [] }
  }

  /// Nothing more may go; what is in flight is awaited.
  mutating func close() {
    isClosed = true
    forgetWaiting()
  }

  /// More than a judge would ever ask for at once.
  enum Crowded: Error, Hashable {
    case destinations
    case requests

    var reason: String {
      switch self {
      case .destinations: "more than \(RelayLimits.busyDestinations) destinations are busy"
      case .requests: "more than \(RelayLimits.waitingRequests) requests wait for their destinations"
      }
    }
  }
}
