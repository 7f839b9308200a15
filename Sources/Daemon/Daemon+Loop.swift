/// The loop: waits for descriptors and for the time, and judges what there is.
extension Daemon {
  func turn() throws {
    alarm.set(at: agenda.earliest)
    let hasWork =
      !queue.isEmpty || queue.needsScan || intake.hasArchives || agenda.isDue(Clock.monotonicMilliseconds())
    for token in try poller.wait(block: !hasWork) {
      try handle(token)
    }
    if queue.isEmpty, queue.needsScan { try lookAgain() }
    let batch = queue.take(Intake.batch)
    if !batch.isEmpty {
      let now = Clock.now()
      queue.postpone(
        try intake.judge(batch, now: now), until: Clock.monotonicMilliseconds() + Agenda.settling)
      agenda.noticeWork()
    }
    if intake.hasArchives { try goOnWithArchive() }
    try keepAgenda()
    if settings.once, queue.isEmpty, !queue.needsScan, !queue.isWaiting, !intake.hasArchives {
      stops = try isDelivered()
    }
  }

  private func goOnWithArchive() throws {
    if let unfinished = try intake.goOnWithArchive(now: Clock.now()) {
      queue.postpone([unfinished], until: Clock.monotonicMilliseconds() + Agenda.settling)
    }
    agenda.noticeWork()
  }

  func handle(_ token: UInt64) throws {
    switch token {
    case Token.doorbell: try answerDoorbell()
    case Token.signals: for signal in signals.take() { try handle(signal) }
    case Token.alarm: alarm.acknowledge()
    case Token.rules: answerRuleBell()
    case Token.mounts: try heedMounts()
    case Token.control:
      if let socket = control?.accept(now: Clock.monotonicMilliseconds()) {
        try poller.add(socket, token: Token.connections + UInt64(socket))
        heedConnections()
      }
    case Token.metrics: try meetReader()
    case Token.readers...: try answerReader(Int32(truncatingIfNeeded: token - Token.readers))
    default: try hear(Int32(truncatingIfNeeded: token - Token.connections))
    }
  }

  func handle(_ signal: Signals.Signal) throws {
    switch signal {
    case .stop: stops = true
    case .reload: try reload()
    case .child:
      if let end = relay?.reap() {
        log.say(.warning, "the relay ended with \(end) and is started again")
        agenda.relay = Clock.monotonicMilliseconds() + RelayProcess.pause * 1000
      }
    }
  }

  /// What is to be done at a time, when its time has come.
  func keepAgenda() throws {
    let now = Clock.monotonicMilliseconds()
    if Agenda.take(&agenda.watchdog, at: now) {
      systemd.alive()
      agenda.watchdog = systemd.watchdog.map { now + $0 / 2 }
    }
    if Agenda.take(&agenda.scan, at: now) {
      agenda.scan = now + Agenda.scanInterval
      try lookAgain()
      try ledger?.heedClock(now: Clock.now())
      try lookAtRules()
      agenda.deliveries = now
      if queue.isEmpty { try ledger?.checkpoint() }
    }
    if Agenda.take(&agenda.rules, at: now) { try lookAtRules() }
    if Agenda.take(&agenda.status, at: now), !systemd.status(report) { agenda.noticeChange() }
    if Agenda.take(&agenda.relay, at: now) { startRelay() }
    if Agenda.take(&agenda.deliveries, at: now) || agenda.hasNewWork && queue.isEmpty { try deliver() }
    if Agenda.take(&agenda.connections, at: now) { try endConnections(now: now) }
    if Agenda.take(&agenda.prune, at: now) { beginDailyPruning(now: now) }
    if Agenda.take(&agenda.slice, at: now) { try pruneSlice(now: now) }
    queue.wake(at: now)
    agenda.settling = queue.earliestWaiting
  }
}
