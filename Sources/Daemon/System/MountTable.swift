import CLinux
import Glibc

/// The mounts that this process sees: its descriptor rings when one comes or goes (proc(5)).
final class MountTable {
  private let descriptor: Descriptor

  /// - Throws: `SystemError` where there is no `/proc`.
  init(_ poller: borrowing Poller, token: UInt64) throws(SystemError) {
    descriptor = try Descriptor(
      "open the table of mounts", linux_open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC, 0))
    try poller.addUrgent(descriptor.number, token: token)
  }
}
