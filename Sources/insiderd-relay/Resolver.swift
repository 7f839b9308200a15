import CLinux
import Glibc
import Synchronization

/// The system's resolver, asked once for each attempt.
enum Resolver {
  /// The addresses of a name, in the resolver's order, without repetitions; empty when it has none.
  ///
  /// `getaddrinfo` blocks for as long as name servers please and cannot be stopped, so it runs on a thread of its
  /// own, and whoever is cancelled leaves it behind.
  static func addresses(of name: String) async throws -> [Address] {
    let answer = Answer()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        answer.expect(continuation)
        onOwnThread { answer.settle(.success(lookUp(name))) }
      }
    } onCancel: {
      answer.settle(.failure(CancellationError()))
    }
  }

  private static func lookUp(_ name: String) -> [Address] {
    var hints = addrinfo()
    hints.ai_socktype = linux_stream_socket
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
      guard let address = entry.flatMap({ address(in: $0.pointee) }) else { continue }
      if !addresses.contains(address) { addresses.append(address) }
    }
    return addresses
  }

  private static func address(in entry: addrinfo) -> Address? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = linux_address_bytes(entry.ai_addr, &bytes)
    return Address(bytes: Array(bytes.prefix(count)))
  }

  private static func onOwnThread(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, { Resolver.perform($0) }, work.toOpaque())
    if status == 0 {
      pthread_detach(thread)
    } else {
      work.takeRetainedValue().body()
    }
  }

  private static func perform(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
    return nil
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Whoever settles it first, the thread or the cancellation, answers.
  private final class Answer: Sendable {
    private enum State {
      case unasked
      case waiting(CheckedContinuation<[Address], any Error>)
      case settled(Result<[Address], any Error>)
    }

    private let state = Mutex(State.unasked)

    func expect(_ continuation: CheckedContinuation<[Address], any Error>) {
      let early = state.withLock { state -> Result<[Address], any Error>? in
        if case .settled(let result) = state { return result }
        state = .waiting(continuation)
        return nil
      }
      if let early { continuation.resume(with: early) }
    }

    func settle(_ result: Result<[Address], any Error>) {
      let waiting = state.withLock { state -> CheckedContinuation<[Address], any Error>? in
        defer { if case .settled = state {} else { state = .settled(result) } }
        if case .waiting(let continuation) = state { return continuation }
        return nil
      }
      waiting?.resume(with: result)
    }
  }
}
