import Filings
import Rules
import Wire

@testable import Daemon

/// What a destination is told, one of each kind, about invented people.
enum FormatSamples {
  /// 2026-03-04T09:30:00Z
  static let moment: Int64 = 1_772_616_600

  /// By the names of the golden files.
  static var all: [(name: String, notice: Notice)] {
    [
      ("match", match), ("possible", possible), ("revision", revision), ("withdrawal", withdrawal),
      ("digest", digest), ("test", .test(of: "desk", moment: moment)),
    ]
  }

  static var match: Notice { record(alert()).notice(revision: 1, state: .raised, moment: moment) }

  static var possible: Notice {
    var alert = alert()
    alert.certainty = .possible
    alert.needs = [Unreadable(field: "owners[0].officer", shown: "Officer (gi ole)", reason: "not legible")]
    alert.wouldMatchIf = "would match if shares > 50,000"
    alert.message += "; possible, it hangs on owners[0].officer, shown as `Officer (gi ole)`"
    return record(alert).notice(revision: 1, state: .raised, moment: moment)
  }

  static var revision: Notice {
    var alert = alert()
    alert.shares = Interval(Decimal(81_000))
    return record(alert).notice(revision: 2, state: .revised, moment: moment + 60)
  }

  static var withdrawal: Notice {
    var alert = alert()
    alert.message = "withdrawn, for the filing itself does not match: \(alert.message)"
    return record(alert).notice(revision: 3, state: .withdrawn, moment: moment + 3_600)
  }

  static var digest: Notice {
    var alert = Alert(
      rule: "undecided-rules", severity: .critical, certainty: .possible, identity: "undecided-rules\nGRNT",
      message: "7 rules cannot be decided on the form 4 of ROWAN Ida at GRANITE LOOMS INC (GRNT)")
    alert.title = "Too much of the page is unreadable"
    alert.needs = (1...5).map { Unreadable(field: "transactions[\($0)].shares", shown: "", reason: "blot") }
    return record(alert).notice(revision: 1, state: .raised, moment: moment)
  }

  /// An alert in which every text is this one.
  static func saying(_ text: String) -> Notice {
    var alert = alert()
    alert.title = text
    alert.message = text
    alert.wouldMatchIf = text
    alert.needs = [Unreadable(field: text, shown: text, reason: text)]
    var filing = filing
    filing.issuer.name = .known(text)
    filing.issuer.ticker = .known(text)
    filing.owners[0].name = .known(text)
    filing.owners[0].title = .known(text)
    return AlertRecord(alert, filing: filing, file: text, fileDigest: "00")
      .notice(revision: 1, state: .raised, moment: moment)
  }

  static func record(_ alert: Alert) -> AlertRecord {
    AlertRecord(alert, filing: filing, file: "form4.xml", fileDigest: String(repeating: "5e", count: 32))
  }

  static func alert() -> Alert {
    var alert = Alert(
      rule: "large_officer_sale", severity: .warning, certainty: .certain,
      identity: "large_officer_sale\nGRNT",
      message: "ROWAN Ida sold 80,000 shares of GRANITE LOOMS INC (GRNT) at $10.00 for $800,000 on 2026-03-02"
    )
    alert.title = "Large sale by an officer"
    alert.rows = filing.transactions
    alert.shares = Interval(Decimal(80_000))
    alert.value = Interval(Decimal(800_000))
    alert.destinations = ["desk"]
    return alert
  }

  static var filing: Filing {
    var filing = Filing(provenance: Provenance(container: .submission), form: .form4, issuer: Issuer())
    filing.provenance.accession = AccessionNumber("0001999001-26-000007")
    filing.provenance.filed = Day("2026-03-03")
    filing.issuer.cik = .known("0001999001")
    filing.issuer.name = .known("GRANITE LOOMS INC")
    filing.issuer.ticker = .known("GRNT")
    var owner = Owner()
    owner.cik = .known("0003000001")
    owner.name = .known("ROWAN Ida")
    owner.isOfficer = .known(true)
    owner.title = .known("Chief Financial Officer")
    filing.owners = [owner]
    var row = Transaction(position: Position(row: 1, isDerivative: false))
    row.code = Reading(TransactionCode("S"))
    row.shares = .known(Decimal(80_000))
    row.date = Reading(Day("2026-03-02"))
    filing.transactions = [row]
    return filing
  }
}
