import Filings
import Foundation
import Rules
import Testing

@testable import Daemon

/// An intake over a ledger in a directory of its own, which can be started anew.
final class DeskBench {
  let directory: TemporaryDirectory
  let rules: RuleSet
  private(set) var ledger: Ledger
  private(set) var desk: AlertDesk
  /// Seconds since 1970.
  var now: Int64 = 1_800_000_000

  init(_ rules: String) throws {
    try Digest.start()
    directory = try TemporaryDirectory()
    self.rules = try #require(RuleSet.compile([SourceFile(name: "a.rules", text: rules)]).ruleSet)
    ledger = try Ledger(directory: directory.path)
    desk = AlertDesk(
      rules: self.rules, ledger: ledger, announcer: Announcer(channel: .later), log: Log(journal: nil))
  }

  /// As after a crash, or with other rules.
  func restart(_ text: String? = nil) throws {
    let rules = try text.map {
      try #require(RuleSet.compile([SourceFile(name: "a.rules", text: $0)]).ruleSet)
    }
    // The ledger has one owner: the old one has to let go of it first.
    let place = directory.path
    let placeholder = try TemporaryDirectory()
    ledger = try Ledger(directory: placeholder.path)
    desk = AlertDesk(
      rules: self.rules, ledger: ledger, announcer: Announcer(channel: .later), log: Log(journal: nil))
    ledger = try Ledger(directory: place)
    desk = AlertDesk(
      rules: rules ?? self.rules, ledger: ledger, announcer: Announcer(channel: .later),
      log: Log(journal: nil))
  }

  func take(_ filings: Filing...) throws {
    for filing in filings {
      try desk.take(filing, AlertDesk.Origin(file: FileName("a"), digest: "00"), now: now)
      try ledger.commitIfBegun()
    }
  }

  func resolve(_ alert: String, _ settings: String...) throws -> Resolution.Answer {
    try desk.resolve(
      Resolution(alert: alert, settings: settings, note: "seen on the original", person: "ada"), now: now)
  }

  /// `rule revision state`, and `possible` behind that where it is.
  func states() throws -> [String] {
    var states: [String] = []
    try ledger.database.each("SELECT rule, revision, state, certainty FROM alert ORDER BY rule, start, id") {
      let doubt = $0.text(3) == "possible" ? " possible" : ""
      states.append("\($0.text(0)) \($0.integer(1)) \($0.text(2))\(doubt)")
    }
    return states
  }

  /// `destination state reason` of each delivery, in the order in which they are sent.
  func deliveries() throws -> [String] {
    var deliveries: [String] = []
    try ledger.database.each("SELECT destination, revision, state, reason FROM delivery ORDER BY id") {
      deliveries.append(
        "\($0.text(0)) \($0.integer(1)) \($0.text(2))\($0.isNull(3) ? "" : ": " + $0.text(3))")
    }
    return deliveries
  }

  func texts(_ sql: StaticString) throws -> [String] {
    var texts: [String] = []
    try ledger.database.each(sql) { texts.append($0.text(0)) }
    return texts
  }
}

/// Made-up filings of made-up people at a made-up company.
struct FilingMaker {
  var owners = [1]
  var period = "2024-05-06"
  var rows: [Row] = []
  var accession: String?
  var filed: String?
  var amends: String?
  var isOfficer: Reading<Bool> = .known(true)
  var form = Form.form4

  struct Row {
    var code: Character = "S"
    var shares = 100
    var date: String? = "2024-05-06"
    var price: Int? = 10
  }

  /// One row.
  init(_ code: Character = "S", _ shares: Int = 100, on date: String? = "2024-05-06", price: Int? = 10) {
    rows = [Row(code: code, shares: shares, date: date, price: price)]
    period = date ?? period
  }

  func with(_ change: (inout FilingMaker) -> Void) -> FilingMaker {
    var maker = self
    change(&maker)
    return maker
  }

  var filing: Filing {
    var filing = Filing(provenance: Provenance(container: .submission), form: form, issuer: Issuer())
    filing.provenance.accession = accession.flatMap { AccessionNumber($0) }
    filing.provenance.filed = filed.flatMap { Day($0) }
    filing.isAmendment = amends != nil
    filing.originalFiled = amends.map { Reading(Day($0)) } ?? .absent
    filing.schema = "X0508"
    filing.period = Reading(Day(period))
    filing.issuer.cik = .known("0001999001")
    filing.issuer.name = .known("LARKSPUR INSTRUMENTS INC")
    filing.issuer.ticker = .known("LRKS")
    filing.owners = owners.map { number in
      var owner = Owner()
      owner.cik = .known("00019990\(number + 10)")
      owner.name = .known("Quill Ada \(number)")
      owner.isOfficer = isOfficer
      return owner
    }
    filing.transactions = rows.enumerated().map { FilingMaker.transaction($1, $0 + 1) }
    return filing
  }

  private static func transaction(_ row: Row, _ number: Int) -> Transaction {
    var transaction = Transaction(position: Position(row: number, isDerivative: false))
    transaction.position.security = .known("Common Stock")
    transaction.position.isDirect = .known(true)
    transaction.date = row.date.map { Reading(Day($0)) } ?? .unknown(.anything)
    transaction.code = Reading(row.code.asciiValue.flatMap { TransactionCode(byte: $0) })
    transaction.formType = .known("4")
    transaction.isAcquired = .known(row.code == "P")
    transaction.shares = .known(Filings.Decimal(row.shares))
    transaction.price = row.price.map { .known(Filings.Decimal($0)) } ?? .absent
    return transaction
  }

  /// The filing as a page: no numbers, no legible box of the role.
  func page(isOfficer: Reading<Bool> = .unknown(.anything)) -> Filing {
    var page = filing
    page.provenance = Provenance(container: .scan)
    page.schema = nil
    page.issuer.cik = .absent
    for index in page.owners.indices {
      page.owners[index].cik = .absent
      page.owners[index].isOfficer = isOfficer
      page.unreadable.append(
        Unreadable(field: "owners[\(index)].officer", shown: "Off cer", reason: "the box is not legible"))
    }
    for index in page.transactions.indices { page.transactions[index].formType = .absent }
    return page
  }
}
