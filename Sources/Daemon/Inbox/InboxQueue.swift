/// Names that are to be looked at. A name may stand in it twice: the second look finds nothing new.
struct InboxQueue {
  /// Names that rings may add to those of a scan. When more ring than that, the directory is scanned once the queue is
  /// empty: it holds them all anyway, and takes no memory.
  static let rings = 65_536

  private var names: [FileName] = []
  private var head = 0
  private var ringing = 0
  /// Names that were taken before the scan that stands here, of the same backlog.
  private var passed = 0
  /// More rang than was kept: only a scan can tell what there is.
  private(set) var needsScan = false
  /// Files that were not whole, with the millisecond at which to look again.
  private var waiting: [FileName: Int64] = [:]

  var isEmpty: Bool { head == names.count }
  var count: Int { names.count - head }
  var waitingCount: Int { waiting.count }
  var isWaiting: Bool { !waiting.isEmpty }
  var earliestWaiting: Int64? { waiting.values.min() }
  /// Of the names that are queued or were since the queue was last empty.
  var progress: (taken: Int, total: Int) { (passed + head, passed + names.count) }

  /// Names that rang.
  mutating func add(_ ring: [FileName]) {
    guard ringing + ring.count <= InboxQueue.rings else {
      needsScan = true
      return
    }
    ringing += ring.count
    names += ring
  }

  /// What a scan found, in place of all that was queued: the directory is the truth. `isRest`: it does not hold what was
  /// taken before.
  mutating func replace(with scan: [FileName], isRest: Bool = true) {
    passed = isEmpty || !isRest ? 0 : passed + head
    names = scan
    head = 0
    ringing = 0
    needsScan = false
  }

  mutating func take(_ limit: Int) -> ArraySlice<FileName> {
    let end = min(names.count, head + limit)
    let batch = names[head..<end]
    head = end
    if isEmpty {
      names.removeAll(keepingCapacity: head < 1024)
      head = 0
      ringing = 0
      passed = 0
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
