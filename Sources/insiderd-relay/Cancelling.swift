/// Does the work, and cancels it when the time is over. What it returns counts, in time or not; `nil` stands for
/// nothing but a group without results.
func cancelling<Value: Sendable>(
  after limit: Duration, _ work: @escaping @Sendable () async -> Value
) async -> Value? {
  await withTaskGroup(of: Value?.self) { group in
    group.addTask { await work() }
    group.addTask {
      try? await Task.sleep(for: limit)
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
