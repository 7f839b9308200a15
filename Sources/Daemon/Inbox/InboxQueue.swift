/// Names that are to be looked at, each once, in the order in which they rang.
struct InboxQueue {
  private var names: [FileName] = []
  private var head = 0
  private var queued: Set<FileName> = []
  /// Files that were not whole, with the millisecond at which to look again.
  private var waiting: [FileName: Int64] = [:]

  var isEmpty: Bool { head == names.count }
  var count: Int { names.count - head }
  var isWaiting: Bool { !waiting.isEmpty }
  var earliestWaiting: Int64? { waiting.values.min() }

  mutating func add(_ new: some Sequence<FileName>) {
    for name in new where queued.insert(name).inserted { names.append(name) }
  }

  mutating func take(_ limit: Int) -> ArraySlice<FileName> {
    let end = min(names.count, head + limit)
    let batch = names[head..<end]
    for name in batch { queued.remove(name) }
    head = end
    if head == names.count {
      names.removeAll(keepingCapacity: head < 1024)
      head = 0
    }
    return batch
  }

  mutating func postpone(_ unfinished: [FileName], until moment: Int64) {
    for name in unfinished { waiting[name] = moment }
  }

  /// Puts files back whose time has come.
  mutating func wake(at now: Int64) {
    guard !waiting.isEmpty else { return }
    for (name, _) in waiting.filter({ $0.value <= now }).sorted(by: { $0.key < $1.key }) {
      waiting[name] = nil
      add([name])
    }
  }
}
