import CLinux
import Glibc

/// What a process that holds secrets gives up.
enum Hardening {
  /// No core file, and no look into the memory by other processes of the same user.
  static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // Neither can fail for a process that asks for less; without them the relay works all the same.
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = linux_process_control(PR_SET_DUMPABLE, 0)
  }
}
