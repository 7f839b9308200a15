import Filings
import Foundation

@testable import Filings

/// Counts, field by field, what a reader made of pages whose truth is known: right, unknown, or wrong, which is a known
/// value that is not the truth.
struct PageScore {
  struct Count {
    var right = 0
    var unknown = 0
    var wrong = 0
    var all: Int { right + unknown + wrong }
  }

  private(set) var counts: [String: Count] = [:]
  private(set) var wrong: [String] = []
  private(set) var unknown: [String] = []
  private(set) var invented: [String] = []

  var total: Count {
    counts.values.reduce(into: Count()) {
      $0.right += $1.right
      $0.unknown += $1.unknown
      $0.wrong += $1.wrong
    }
  }

  var rightShare: Double { Double(total.right) / Double(max(1, total.all)) }
  var wrongShare: Double { Double(total.wrong) / Double(max(1, total.all)) }

  /// A table of all fields.
  var description: String {
    let lines = counts.sorted { $0.key < $1.key }.map { name, count in
      "\(name.padding(toLength: 18, withPad: " ", startingAt: 0)) right \(count.right) unknown \(count.unknown) wrong \(count.wrong)"
    }
    let shares = String(
      format: "right %.2f %%, wrong %.3f %% of %d", rightShare * 100, wrongShare * 100, total.all)
    return (lines + [shares]).joined(separator: "\n")
  }

  // MARK: One page

  mutating func add(_ filing: Filing?, _ truth: PageTruth, page: String) {
    guard let filing else {
      miss(truth, page)
      return
    }
    addHead(filing, truth, page)
    addOwner(filing.owners.first, truth, page)
    addRows(filing, truth, page)
    addEnd(filing, truth, page)
  }

  private mutating func addHead(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    count("form", .known(filing.form.rawValue), truth.form, page)
    count("issuer.name", filing.issuer.name, truth.issuer.name, page)
    count("issuer.ticker", filing.issuer.ticker, truth.issuer.ticker, page)
    count("period", filing.period, Day(truth.period), page)
  }

  private mutating func addOwner(_ owner: Owner?, _ truth: PageTruth, _ page: String) {
    guard let owner else { return }
    count("owner.name", owner.name, truth.owner.name, page)
    let boxes = [
      ("director", owner.isDirector, truth.owner.director), ("officer", owner.isOfficer, truth.owner.officer),
      ("ten_percent_owner", owner.isTenPercentOwner, truth.owner.tenPercentOwner),
    ]
    for (name, reading, box) in boxes {
      if truth.illegible.contains("owner.\(name)") {
        if let value = reading.value { invented.append("\(page) \(name): \(value)") }
      } else {
        count("owner.\(name)", reading, box, page)
      }
    }
    guard !truth.illegible.contains("owner.title") else { return }
    // An empty place is right when it is read as empty, and no value that could be wrong.
    if let title = truth.owner.title {
      count("owner.title", owner.title, title, page)
    } else if let title = owner.title.value {
      count("owner.title", .known(title), "none", page)
    }
  }

  private mutating func addRows(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    if filing.transactions.count > truth.transactions.count {
      count("rows", .known(filing.transactions.count), truth.transactions.count, page)
    }
    for (index, wanted) in truth.transactions.enumerated() {
      let row = index < filing.transactions.count ? filing.transactions[index] : Transaction.unread
      let page = "\(page) row \(index + 1)"
      count("row.security", row.position.security, wanted.security, page)
      count("row.date", row.date, Day(wanted.date), page)
      count("row.code", row.code, TransactionCode(wanted.code), page)
      count("row.shares", row.shares, Decimal("\(wanted.shares.printed)"), page)
      count("row.acquired", row.isAcquired, wanted.acquired, page)
      count("row.price", row.price, Decimal((wanted.price ?? 0).printed), page)
      count("row.owned_after", row.position.ownedAfter, Decimal(wanted.ownedAfter.printed), page)
      count("row.direct", row.position.isDirect, wanted.direct, page)
      let notes = wanted.footnote.map { ["F\($0)"] } ?? []
      let isTold = filing.unreadable.contains { $0.field.hasPrefix("footnotes.") }
      let isMissed = row.position.footnotes.isEmpty && !notes.isEmpty && isTold
      count("row.footnote", isMissed ? .absent : .known(row.position.footnotes), notes, page)
    }
  }

  private mutating func addEnd(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    let signature = filing.signatures.first
    count("signer", signature?.name ?? .absent, truth.signer, page)
    count("signed", signature?.date ?? .absent, Day(truth.signed), page)
    count("footnotes", .known(filing.footnotes.map(\.text)), truth.footnotes, page)
  }

  // MARK: Counting

  private mutating func count<Value: Equatable & Sendable & Hashable>(
    _ field: String, _ reading: Reading<Value>, _ truth: Value?, _ page: String
  ) {
    guard let value = reading.value else {
      counts[field, default: Count()].unknown += 1
      unknown.append("\(page) \(field): \(truth.map { "\($0)" } ?? "-") was \(reading)")
      return
    }
    if value == truth {
      counts[field, default: Count()].right += 1
    } else {
      counts[field, default: Count()].wrong += 1
      wrong.append("\(page) \(field): \(value), not \(truth.map { "\($0)" } ?? "-")")
    }
  }

  private mutating func miss(_ truth: PageTruth, _ page: String) {
    counts["page", default: Count()].unknown += 20 + truth.transactions.count * 8
    unknown.append("\(page): refused")
  }
}

extension Transaction {
  /// A row of which nothing is known.
  fileprivate static var unread: Transaction {
    Transaction(position: Position(row: 0, isDerivative: false))
  }
}

extension Double {
  /// As a form prints it: no exponent, no more decimals than four.
  fileprivate var printed: String {
    var text = String(format: "%.4f", self)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
