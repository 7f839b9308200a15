import CLinux
import Glibc

/// The two clocks. They are read in the daemon's loop alone; everything else gets the time as a parameter.
package enum Clock {
  /// Seconds since 1970, the wall's clock: it may jump.
  package static func now() -> Int64 {
    seconds(CLOCK_REALTIME)
  }

  /// Milliseconds since some moment: it never jumps.
  package static func monotonicMilliseconds() -> Int64 {
    let time = read(CLOCK_MONOTONIC)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Milliseconds of processor time that this process has used.
  package static func processorMilliseconds() -> Int64 {
    let time = read(CLOCK_PROCESS_CPUTIME_ID)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func seconds(_ clock: clockid_t) -> Int64 {
    Int64(read(clock).tv_sec)
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}

/// A timer that rings a descriptor once, on the clock that never jumps.
final class Alarm {
  let descriptor: Descriptor
  private var moment: Int64?

  init() throws(SystemError) {
    descriptor = try Descriptor(
      "create a timer", timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK | TFD_CLOEXEC)))
  }

  /// Rings at that moment of `Clock.monotonicMilliseconds`, at once when it is over; never for `nil`.
  func set(at moment: Int64?) {
    guard moment != self.moment else { return }
    self.moment = moment
    var setting = itimerspec()
    if let moment = moment.map({ max($0, 1) }) {
      setting.it_value.tv_sec = Int(moment / 1000)
      setting.it_value.tv_nsec = Int(moment % 1000) * 1_000_000
    }
    timerfd_settime(descriptor.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
  }

  func acknowledge() {
    moment = nil
    var rings: UInt64 = 0
    _ = read(descriptor.number, &rings, MemoryLayout<UInt64>.size)
  }
}
