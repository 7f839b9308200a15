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
    addOwners(filing, truth, page)
    addRows(filing, truth, page)
    addPositions(filing, truth, page)
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
    addRoles(owner, truth.owner, "owner", truth.illegible, page)
  }

  private mutating func addOwners(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    let wanted = truth.owners ?? []
    if filing.owners.count > 1 + max(wanted.count, filing.hasUnreadOwners ? 1 : 0) {
      count("owners", .known(filing.owners.count), 1 + wanted.count, page)
    }
    for (index, person) in wanted.enumerated() {
      let owner = index + 1 < filing.owners.count ? filing.owners[index + 1] : Owner.unread
      let page = "\(page) owner \(index + 2)"
      count("joint.name", owner.name, person.name, page)
      let hidden = ["director", "officer", "ten_percent_owner", "title", "other", "other_text"]
      let illegible = person.isWithoutBoxes == true ? hidden.map { "joint." + $0 } : []
      addRoles(owner, person, "joint", illegible, page)
    }
    for (index, signer) in (truth.signers ?? []).enumerated() {
      let signature = index + 1 < filing.signatures.count ? filing.signatures[index + 1] : nil
      count("joint.signer", signature?.name ?? .absent, signer, page)
    }
    if truth.originalFiled != nil || filing.originalFiled != .absent {
      count("original_filed", filing.originalFiled, truth.originalFiled.flatMap { Day($0) }, page)
    }
  }

  private mutating func addRoles(
    _ owner: Owner, _ truth: PageTruth.Owner, _ prefix: String, _ illegible: [String], _ page: String
  ) {
    let boxes =
      [
        ("director", owner.isDirector, truth.director), ("officer", owner.isOfficer, truth.officer),
        ("ten_percent_owner", owner.isTenPercentOwner, truth.tenPercentOwner),
      ] + (truth.other.map { [("other", owner.isOther, $0)] } ?? [])
    for (name, reading, box) in boxes {
      if illegible.contains("\(prefix).\(name)") {
        if let value = reading.value { invented.append("\(page) \(name): \(value)") }
      } else {
        count("\(prefix).\(name)", reading, box, page)
      }
    }
    let texts = [
      ("title", owner.title, truth.title, truth.officer),
      ("other_text", owner.otherText, truth.otherText, truth.other),
    ]
    for (name, reading, text, isAsked) in texts where !illegible.contains("\(prefix).\(name)") {
      // An empty place is right when it is read as empty, and no value that could be wrong.
      if isAsked == true, let text {
        count("\(prefix).\(name)", reading, text, page)
      } else if let value = reading.value {
        count("\(prefix).\(name)", .known(value), "none", page)
      }
    }
  }

  private mutating func addRows(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    let rows = filing.transactions.filter { !$0.position.isDerivative }
    if rows.count > truth.transactions.count {
      count("rows", .known(rows.count), truth.transactions.count, page)
    }
    for (index, wanted) in truth.transactions.enumerated() {
      let row = index < rows.count ? rows[index] : Transaction.unread
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
      let isTold = filing.unreadable.contains { $0.field.contains("footnotes") }
      let isMissed = row.position.footnotes.isEmpty && !notes.isEmpty && isTold
      count("row.footnote", isMissed ? .absent : .known(row.position.footnotes), notes, page)
    }
  }

  private mutating func addEnd(_ filing: Filing, _ truth: PageTruth, _ page: String) {
    let signature = filing.signatures.first
    count("signer", signature?.name ?? .absent, truth.signer, page)
    count("signed", signature?.date ?? .absent, Day(truth.signed), page)
    // A text that is told as damaged is not asserted.
    let isTold = filing.unreadable.contains { $0.field.hasPrefix("footnotes") }
    let texts = filing.footnotes.map(\.text)
    count("footnotes", isTold && texts != truth.footnotes ? .absent : .known(texts), truth.footnotes, page)
  }

  // MARK: Counting

  mutating func count<Value: Equatable & Sendable & Hashable>(
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
  static var unread: Transaction {
    Transaction(position: Position(row: 0, isDerivative: false))
  }
}

extension Owner {
  /// A reporting person that the page shows and nobody found.
  fileprivate static var unread: Owner {
    var owner = Owner()
    owner.isDirector = .absent
    owner.isOfficer = .absent
    owner.isTenPercentOwner = .absent
    owner.isOther = .absent
    return owner
  }
}

extension Filing {
  /// The page says that there are reporting persons who were not read.
  fileprivate var hasUnreadOwners: Bool {
    unreadable.contains { $0.field == "owners[\(owners.count - 1)]" }
  }
}

extension Double {
  /// As a form prints it: no exponent, no more decimals than four.
  var printed: String {
    var text = String(format: "%.4f", self)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
