import NIOCore

/// Runs the relay's tasks on the thread of the loop that has its sockets. Swift's own pool would be a second thread, and
/// each answer would wake it and be handed back: half of what a delivery costs.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
