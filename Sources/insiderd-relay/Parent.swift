import CLinux
import Dispatch
import Glibc

/// A watch over the process that started the relay, for as long as the value lives.
struct Parent {
  private let source: any DispatchSourceRead

  /// Ends this process as soon as the parent has ended. (`PR_SET_PDEATHSIG` would do so when the parent's *thread* that
  /// forked ends, and the threads of a Swift program come and go.)
  init() {
    let descriptor = linux_process_descriptor(getppid())
    guard descriptor >= 0, getppid() != 1 else { exit(EXIT_SUCCESS) }
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    // At once: exit handlers would wait for threads that are still at work.
    source.setEventHandler { _exit(EXIT_SUCCESS) }
    source.activate()
  }
}
