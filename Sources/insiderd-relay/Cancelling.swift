import NIOCore
import NIOPosix

/// Does the work, and cancels it when the time is over. What it returns counts, in time or not; `nil` stands for
/// nothing but a group without results.
func cancelling<Value: Sendable>(
  after limit: TimeAmount, _ work: @escaping @Sendable () async -> Value
) async -> Value? {
  await withTaskGroup(of: Value?.self) { group in
    group.addTask { await work() }
    group.addTask {
      await wait(limit)
      return nil
    }
    for await result in group {
      // Whichever ends first, the work or the timer, ends the other.
      group.cancelAll()
      if let result { return result }
    }
    return nil
  }
}

/// Returns after the time, or when the task is cancelled. A timer of the loop costs nothing when nothing comes of it;
/// `Task.sleep` would wake two threads, and its timer would stay until its time.
private func wait(_ time: TimeAmount) async {
  let timer = MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: time) {}
  await withTaskCancellationHandler {
    // The only error is that it was cancelled.
    try? await timer.futureResult.get()
  } onCancel: {
    timer.cancel()
  }
}
