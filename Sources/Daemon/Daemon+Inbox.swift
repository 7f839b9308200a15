import Glibc

/// How the loop and the inbox come together: the bell, the scan, and an inbox that goes away.
extension Daemon {
  /// Watch first, then scan: what comes in between rings. A kernel that gives no bell is no reason to stop: the inbox is
  /// looked at every minute then.
  func hangDoorbell() throws {
    doorbell = nil
    do throws(SystemError) {
      let bell = try Doorbell(directory: settings.places.inbox)
      try poller.add(bell.descriptor.number, token: Token.doorbell)
      doorbell = bell
      polling = nil
    } catch {
      guard [EMFILE, ENFILE, ENOSPC, ENOMEM].contains(error.code) else { throw error }
      if polling == nil { log.say(.warning, "the inbox is looked at every minute alone: \(error)") }
      polling = "\(error)"
    }
    try scan()
  }

  /// Everything that is in the inbox is to be looked at.
  private func scan() throws {
    let start = Clock.monotonicMilliseconds()
    let listing = try intake.inbox.scan { [doorbell] in doorbell?.watch($0) }
    ledger?.meters.scan(milliseconds: Clock.monotonicMilliseconds() - start)
    try intake.heed(listing)
    queue.replace(with: listing.names, isRest: settings.after != .keep)
    sayUnwatched()
  }

  private func sayUnwatched() {
    let count = doorbell?.unwatched.count ?? 0
    if count > 0, unwatched == 0 {
      log.say(
        .warning,
        "\(count) directories below the inbox are looked at every minute alone: no more of them can be watched "
          + "(fs.inotify.max_user_watches, at most \(Doorbell.watchedDirectories))")
    }
    unwatched = count
  }

  func answerDoorbell() throws {
    switch doorbell?.answer() {
    case .names(let names, let directories):
      queue.add(names.filter(Inbox.isCandidate))
      for directory in directories where Inbox.isCandidate(directory) { try follow(directory) }
    case .everything: try lookAgain(anew: true)
    case .gone, nil: try reopenInbox()
    }
  }

  /// A directory came, or something befell it.
  private func follow(_ directory: FileName) throws {
    let listing = try intake.inbox.scan(below: directory) { [doorbell] in doorbell?.watch($0) }
    queue.add(listing.names)
    intake.mention(listing.omissions)
    sayUnwatched()
  }

  /// The scan of every minute, and of every ring that says no name: some changes ring nothing.
  /// - Parameter anew: whether rings were lost, so that nobody knows what is watched under which name.
  func lookAgain(anew: Bool = false) throws {
    guard doorbell != nil || polling != nil, intake.inbox.isInPlace else { return try reopenInbox() }
    do {
      if anew || doorbell == nil { try hangDoorbell() } else { try scan() }
    } catch let error as SystemError {
      lose(error)
    }
    agenda.noticeChange()
  }

  /// Something was mounted or unmounted somewhere. A watch on the inbox says nothing of that while we hold it open, nor
  /// of what is mounted over it; and what could not be read or moved may be able to now.
  func heedMounts() throws {
    if !intake.inbox.isInPlace || !intake.troubles.isEmpty { try lookAgain() }
  }

  /// The inbox went away, or another lies in its place. A daemon that waits for it to come back says so.
  func reopenInbox() throws {
    do {
      intake.inbox = try Inbox(settings.places, aside: [settings.state])
      try hangDoorbell()
      log.say(.notice, "watching \(settings.places.inbox) again")
    } catch let error as SystemError {
      lose(error)
    }
    agenda.noticeChange()
  }

  private func lose(_ error: SystemError) {
    if doorbell != nil || polling != nil { log.say(.error, "the inbox is gone: \(error)") }
    doorbell = nil
    polling = nil
    queue.replace(with: [])  // what is there when it comes back, the scan finds
    agenda.scan = Clock.monotonicMilliseconds() + Agenda.missingInterval
  }

  /// How the inbox fares, in one value.
  var inboxReport: InboxReport {
    var report = intake.report()
    report.backlog = queue.count
    report.queued = queue.progress.total
    report.watchedDirectories = doorbell?.watched ?? 0
    report.unwatchedDirectories = doorbell?.unwatched.count ?? 0
    return report
  }

  /// `watching`, or why not.
  var inboxState: String {
    if doorbell != nil { return "watching" }
    return polling == nil ? "waiting for the inbox" : "looking every minute at"
  }
}
