import Filings

/// A filing as a list of its fields, each with its path as in `insiderd parse --json` and the text of its value: `?` where
/// it is unknown, a month where it is known to lie in it, and nothing for a field that is absent.
struct FlatFiling {
  private(set) var fields: [String: String] = [:]

  init(_ filing: Filing) {
    fields["form"] = filing.form.rawValue
    if filing.isAmendment { fields["amendment"] = "true" }
    set("period", filing.period)
    set("original_filed", filing.originalFiled)
    set("exit", filing.exit)
    set("no_securities", filing.noSecuritiesOwned)
    set("issuer.name", filing.issuer.name)
    set("issuer.ticker", filing.issuer.ticker)
    for (index, owner) in filing.owners.enumerated() { add(owner, "owners[\(index)].") }
    for (index, row) in filing.transactions.enumerated() { add(row, "transactions[\(index)].") }
    for (index, holding) in filing.holdings.enumerated() { add(holding.position, "holdings[\(index)].") }
    for note in filing.footnotes { fields["footnotes.\(note.id)"] = note.text }
    fields["remarks"] = filing.remarks
    for (index, signature) in filing.signatures.enumerated() {
      set("signatures[\(index)].name", signature.name)
      set("signatures[\(index)].date", signature.date)
    }
  }

  private mutating func add(_ owner: Owner, _ path: String) {
    set(path + "name", owner.name)
    set(path + "director", owner.isDirector)
    set(path + "officer", owner.isOfficer)
    set(path + "ten_percent", owner.isTenPercentOwner)
    set(path + "other", owner.isOther)
    set(path + "title", owner.title)
    set(path + "other_text", owner.otherText)
  }

  private mutating func add(_ row: Transaction, _ path: String) {
    add(row.position, path)
    set(path + "date", row.date)
    set(path + "deemed", row.deemed)
    set(path + "code", row.code)
    if row.isSwap != .known(false) { set(path + "swap", row.isSwap) }
    set(path + "timeliness", row.timeliness)
    set(path + "acquired", row.isAcquired)
    set(path + "shares", row.shares)
    set(path + "price", row.price)
    set(path + "total_value", row.totalValue)
  }

  private mutating func add(_ position: Position, _ path: String) {
    if position.isDerivative { fields[path + "derivative"] = "true" }
    set(path + "security", position.security)
    set(path + "owned_after", position.ownedAfter)
    set(path + "value_owned_after", position.valueOwnedAfter)
    set(path + "direct", position.isDirect)
    set(path + "nature", position.nature)
    if !position.footnotes.isEmpty { fields[path + "footnotes"] = position.footnotes.joined(separator: " ") }
    guard let terms = position.terms else { return }
    set(path + "exercise_price", terms.exercisePrice)
    set(path + "exercisable", terms.exercisable)
    set(path + "expires", terms.expires)
    set(path + "underlying.security", terms.underlyingSecurity)
    set(path + "underlying.shares", terms.underlyingShares)
    set(path + "underlying.value", terms.underlyingValue)
  }

  private mutating func set<Value: CustomStringConvertible>(_ path: String, _ reading: Reading<Value>) {
    switch reading {
    case .known(let value): fields[path] = value.description
    case .absent: break
    case .unknown(.between(let first, let last)) where first.description.hasSuffix("-01"):
      // A month, as only days are known so.
      fields[path] =
        last.description.hasPrefix(first.description.dropLast(2))
        ? String(first.description.dropLast(3)) : "?"
    case .unknown: fields[path] = "?"
    }
  }
}
