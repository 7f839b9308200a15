import CLinux
import Glibc

/// Signals as events of the loop: blocked for the process, read from a descriptor.
struct Signals: ~Copyable {
  enum Signal: Sendable, Hashable {
    /// SIGTERM or SIGINT: finish the filing at hand and end.
    case stop
    /// SIGHUP: read the rules again.
    case reload
    /// SIGCHLD: the relay that we started has ended.
    case child
  }

  let descriptor: Descriptor

  init() throws(SystemError) {
    var set = Signals.handled()
    sigprocmask(SIG_BLOCK, &set, nil)
    descriptor = try Descriptor(
      "receive signals", signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC)))
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// All signals that came since the last look.
  func take() -> [Signal] {
    var signals: [Signal] = []
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    while read(descriptor.number, &info, size) == size {
      switch Int32(info.ssi_signo) {
      case SIGHUP: signals.append(.reload)
      case SIGCHLD: signals.append(.child)
      default: signals.append(.stop)
      }
    }
    return signals
  }

  private static func handled() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGCHLD] { sigaddset(&set, signal) }
    return set
  }
}
