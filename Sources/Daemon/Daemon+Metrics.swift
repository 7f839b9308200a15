import Rules

/// The page of metrics, and those who read it.
extension Daemon {
  func meetReader() throws(SystemError) {
    guard let socket = metrics?.accept(now: Clock.monotonicMilliseconds()) else { return }
    try poller.add(socket, token: Token.readers + UInt64(socket))
    heedConnections()
  }

  func answerReader(_ socket: Int32) throws(LedgerError) {
    guard let metrics, let request = metrics.receive(socket) else { return }
    let waits: Bool
    switch request {
    case .unfinished: return
    case .page(let format):
      waits = metrics.answer(socket, type: format.contentType, Array(try page(format).utf8))
    case .none(let status, let text):
      waits = metrics.answer(socket, status: status, type: "text/plain; charset=utf-8", Array(text.utf8))
    }
    if waits { try? poller.modify(socket, token: Token.readers + UInt64(socket), writable: true) }
  }

  private func page(_ format: MetricsFormat) throws(LedgerError) -> String {
    var text = MetricsText(format)
    text.add(
      "insiderd_build_info", .gauge, "The program that runs.",
      [MetricsText.Sample(["version": settings.version, "schema": String(ledger?.schema ?? 0)], "1")])
    text.add(
      "insiderd_start_time_seconds", .gauge, "When the daemon started, in seconds since 1970.", started)
    text.add(
      "insiderd_cpu_seconds_total", .counter, "Processor time of the judge.",
      [MetricsText.Sample([:], MetricsText.seconds(Clock.processorMilliseconds()))])
    addRules(&text)
    addInbox(&text)
    guard let ledger else { return text.whole }
    addCounters(ledger.meters, &text)
    try addQueues(ledger, &text)
    let size = try ledger.size()
    text.add("insiderd_ledger_bytes", .gauge, "Size of the ledger.", size.database)
    text.add(
      "insiderd_ledger_log_bytes", .gauge, "Size of the ledger's log, which is written back when idle.",
      size.log)
    return text.whole
  }

  private func addRules(_ text: inout MetricsText) {
    let files = book.status(goodSince: [:])
    let stale = files.count { !$0.isLive }
    text.add("insiderd_rules", .gauge, "Rules in force.", Int64(book.rules.ruleNames.count))
    text.add(
      "insiderd_rule_files", .gauge,
      "Rule files: live are in force as they are, stale in their last good version.",
      [
        MetricsText.Sample(["state": "live"], String(files.count - stale)),
        MetricsText.Sample(["state": "stale"], String(stale)),
      ])
  }

  private func addInbox(_ text: inout MetricsText) {
    text.add("insiderd_inbox_watched", .gauge, "Whether the inbox is there.", doorbell == nil ? 0 : 1)
    text.add("insiderd_inbox_backlog_files", .gauge, "Files that wait to be judged.", Int64(queue.count))
    text.add("insiderd_inbox_settling_files", .gauge, "Files that were not whole.", Int64(queue.waitingCount))
    text.add(
      "insiderd_archives_waiting", .gauge, "Archives that are not walked through yet.",
      Int64(intake.archives.count))
  }

  private func addCounters(_ meters: Meters, _ text: inout MetricsText) {
    text.add(
      "insiderd_filings_total", .counter, "Filings that were judged and recorded.",
      meters.filings.sorted { $0.key < $1.key }.map {
        MetricsText.Sample(["form": $0.key.form, "container": $0.key.container], String($0.value))
      })
    text.add(
      "insiderd_rejections_total", .counter, "Files and members of archives that are no filing.",
      RejectionClass.allCases.map {
        MetricsText.Sample(["reason": $0.rawValue], String(meters.rejections[$0] ?? 0))
      })
    text.add(
      "insiderd_alerts_total", .counter, "Revisions of alerts.",
      meters.alerts.sorted { $0.key < $1.key }.map {
        MetricsText.Sample(
          ["rule": $0.key.rule, "certainty": $0.key.certainty, "state": $0.key.state], String($0.value))
      })
    text.add(
      "insiderd_deliveries_total", .counter, "Deliveries that came to an end, tests among them.",
      meters.deliveries.sorted { $0.key < $1.key }.map {
        MetricsText.Sample(
          ["destination": $0.key.destination, "outcome": $0.key.outcome], String($0.value))
      })
    text.add(
      "insiderd_delivery_attempts_total", .counter,
      "Requests to webhooks, and entries sent to the journal once more.",
      meters.attempts.sorted { $0.key < $1.key }.map {
        MetricsText.Sample(["destination": $0.key], String($0.value))
      })
    text.add(
      "insiderd_last_filing_timestamp_seconds", .gauge,
      "When a filing was last recorded, in seconds since 1970.",
      meters.lastFiling)
    text.add("insiderd_inbox_scan_duration_seconds", "Looks at the whole inbox.", meters.scans)
  }

  private func addQueues(_ ledger: Ledger, _ text: inout MetricsText) throws(LedgerError) {
    var status = DaemonStatus(version: "", inbox: "", state: "", counts: LedgerCounts())
    try status.fill(from: ledger, directory: "")
    status.name(book.rules.webhooks.map(\.name), journal: journal != nil)
    let now = Clock.now()
    func samples(_ value: (DaemonStatus.Destination) -> Int64) -> [MetricsText.Sample] {
      status.destinations.map { MetricsText.Sample(["destination": $0.name], String(value($0))) }
    }
    text.add("insiderd_queue_length", .gauge, "Deliveries that wait.", samples { Int64($0.pending) })
    text.add(
      "insiderd_queue_oldest_age_seconds", .gauge, "How long the oldest of them waits; 0 where none does.",
      samples { $0.oldest.map { max(0, now - $0) } ?? 0 })
    text.add("insiderd_dead_deliveries", .gauge, "Deliveries that were given up.", samples { Int64($0.dead) })
    text.add(
      "insiderd_destination_status", .gauge, "1 for the status that the destination has.",
      status.destinations.flatMap { destination in
        DestinationHealth.Status.allCases.map {
          MetricsText.Sample(
            ["destination": destination.name, "status": $0.rawValue],
            destination.status == $0.rawValue ? "1" : "0"
          )
        }
      })
    text.add("insiderd_relay_connected", .gauge, "Whether the relay is there.", control?.relay == nil ? 0 : 1)
    text.add(
      "insiderd_journal_confirms", .gauge, "Whether entries of the journal can be read back.",
      journal?.confirms == true ? 1 : 0)
    let unconfirmed = status.destinations.first { $0.name == DestinationName.journal }?.pending ?? 0
    text.add(
      "insiderd_journal_unconfirmed_entries", .gauge, "Entries that were not read back yet.",
      Int64(unconfirmed))
  }
}
