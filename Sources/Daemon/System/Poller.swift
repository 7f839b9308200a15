import CLinux
import Glibc

/// Waits on many descriptors at once (epoll), and says which of them has something to say.
///
/// Each is known by a token of the caller's choice.
struct Poller: ~Copyable {
  private let epoll: Descriptor

  init() throws(SystemError) {
    epoll = try Descriptor("create an epoll instance", epoll_create1(Int32(EPOLL_CLOEXEC)))
  }

  func add(_ descriptor: Int32, token: UInt64, writable: Bool = false) throws(SystemError) {
    try control(EPOLL_CTL_ADD, descriptor, token, writable)
  }

  /// Waits for what is urgent alone (EPOLLPRI), as changes of `/proc/self/mountinfo` are.
  func addUrgent(_ descriptor: Int32, token: UInt64) throws(SystemError) {
    var event = epoll_event()
    event.events = EPOLLPRI.rawValue
    event.data.u64 = token
    guard epoll_ctl(epoll.number, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
      throw SystemError("watch a descriptor")
    }
  }

  func modify(_ descriptor: Int32, token: UInt64, writable: Bool) throws(SystemError) {
    try control(EPOLL_CTL_MOD, descriptor, token, writable)
  }

  /// A descriptor that is already closed has left by itself, so that nothing is reported.
  func remove(_ descriptor: Int32) {
    _ = epoll_ctl(epoll.number, EPOLL_CTL_DEL, descriptor, nil)
  }

  /// The tokens that are ready; empty when a signal came between.
  /// - Parameter block: waits for the first one, however long; otherwise only looks.
  func wait(block: Bool) throws(SystemError) -> [UInt64] {
    let capacity = 32
    var events = [epoll_event](repeating: epoll_event(), count: capacity)
    let count = epoll_wait(epoll.number, &events, Int32(capacity), block ? -1 : 0)
    if count < 0 {
      guard errno == EINTR else { throw SystemError("wait for events") }
      return []
    }
    return events.prefix(Int(count)).map { $0.data.u64 }
  }

  private func control(_ operation: Int32, _ descriptor: Int32, _ token: UInt64, _ writable: Bool)
    throws(SystemError)
  {
    var event = epoll_event()
    event.events = EPOLLIN.rawValue | (writable ? EPOLLOUT.rawValue : 0)
    event.data.u64 = token
    guard epoll_ctl(epoll.number, operation, descriptor, &event) == 0 else {
      throw SystemError("watch a descriptor")
    }
  }
}
