import Foundation
import Testing

/// What befalls journald while alerts are raised, as lines of shell. `drop A B` puts the filings A to B into the inbox.
private let faults: [(what: String, settings: String, lines: String)] = [
  (
    "is not there when the daemon starts, and comes later", "",
    """
    kill $(cat /run/journald.pid); rm -f /run/systemd/journal/socket
    judge; drop 1 60; emptied
    journald
    """
  ),
  (
    "is stopped, and goes on later", "",
    """
    judge; kill -STOP $(cat /run/journald.pid)
    drop 1 300; emptied
    kill -CONT $(cat /run/journald.pid)
    """
  ),
  (
    "hangs and is killed", "",
    """
    judge; drop 1 40; emptied
    kill -STOP $(cat /run/journald.pid)
    drop 41 200; emptied
    kill -9 $(cat /run/journald.pid); rm -f /run/systemd/journal/socket
    drop 201 240; emptied
    journald
    """
  ),
  (
    "is restarted again and again", "",
    """
    judge
    for from in 1 41 81; do
      drop $from $((from + 39))
      kill $(cat /run/journald.pid); rm -f /run/systemd/journal/socket; sleep 0.2; journald
    done
    emptied
    """
  ),
  (
    "drops what exceeds its rate limit", "RateLimitIntervalSec=1s\\nRateLimitBurst=20\\n",
    "judge; drop 1 60; emptied"
  ),
]

@Suite("A journal that fails", .enabled(if: PrivateJournal.isPossible), .serialized)
struct JournalFaultTests {
  @Test("keeps nobody from judging, and has every alert in the end", arguments: faults.indices)
  func fault(index: Int) throws {
    let fault = faults[index]
    let scratch = try Scratch()
    try scratch.write(officerSale, to: "rules.d/sale.rules")
    for number in 1...300 {
      try scratch.write(MadeUpFiling(number: number).text, to: "filings/\(number).xml")
    }
    let lines = """
      cd '\(scratch.folder.path)'; mkdir -p inbox
      dropped=0
      judge() {
        '\(Programs.insiderd)' run --relay none --journal on --inbox inbox --state state --rules rules.d 2>>log &
        daemon=$!
        await test -S state/control.sock
      }
      drop() { for number in $(seq $1 $2); do mv filings/$number.xml inbox/; done; dropped=$2; }
      await() {
        for _ in $(seq 600); do if "$@"; then return; fi; sleep 0.1; done
        echo "in vain: $*" >&2; kill $daemon; exit 1
      }
      # Whatever journald does, the files are judged and leave.
      nothing() { [ -z "$(ls inbox)" ]; }
      emptied() { await nothing; }
      in_journal() {
        journalctl --quiet -o json --output-fields=INSIDERD_ALERT_ID INSIDERD_RULE=officer_sale 2>/dev/null \
          | grep -o '"INSIDERD_ALERT_ID":"[^"]*"' | sort -u | wc -l
      }
      all() { [ "$(in_journal)" = $dropped ]; }
      \(fault.lines)
      await all
      echo "$dropped $(in_journal)"
      kill $daemon; wait $daemon
      """
    let outcome = try PrivateJournal.run(shell: lines, settings: fault.settings)
    try #require(outcome.status == 0, "\(fault.what): \(outcome.errors)")
    let counts = outcome.output.split(separator: "\n").last?.split(separator: " ") ?? []
    #expect(counts.count == 2 && counts.first == counts.last, "\(fault.what): \(outcome.output)")
    let ledger = LedgerFile(path: scratch.path("state/ledger.db"))
    #expect(try ledger.number("SELECT count(*) FROM alert") == Int(counts.first ?? ""), "\(fault.what)")
  }
}
