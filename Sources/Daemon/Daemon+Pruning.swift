import Rules

/// What the ledger forgets, when there is nothing else to do.
extension Daemon {
  func beginPruning(before moment: Int64, isDryRun: Bool) -> PruneReport {
    if let running = pruning, !running.report.isDryRun { return running.report }
    let work = Pruning(before: moment, memoryDays: book.rules.memoryDays, isDryRun: isDryRun)
    pruning = work
    agenda.slice = Clock.monotonicMilliseconds()
    return work.report
  }

  func beginDailyPruning(now: Int64) {
    guard let keep = settings.keep, ledger != nil else { return }
    agenda.prune = now + Agenda.pruneInterval
    _ = beginPruning(before: keep.before(Clock.now()), isDryRun: false)
  }

  /// One slice, where no file waits.
  func pruneSlice(now: Int64) throws(LedgerError) {
    guard var work = pruning, let ledger else { return }
    guard queue.isEmpty, !intake.hasArchives else {
      agenda.slice = now + Agenda.prunePause
      return
    }
    try work.step(ledger)
    guard work.isDone else {
      pruning = work
      agenda.slice = Clock.monotonicMilliseconds() + Agenda.pruneSlice
      return
    }
    (pruning, pruned) = (nil, work.report)
    say(work.report)
  }

  private func say(_ report: PruneReport) {
    guard !report.isDryRun, report.filings + report.alerts + report.deliveries + report.rejections > 0 else {
      return
    }
    log.say(
      .info,
      "pruned \(report.filings) filings, \(report.alerts) alerts, \(report.deliveries) deliveries and "
        + "\(report.rejections) rejections from before \(Timestamp.text(report.before))")
  }
}
