package import Filings
package import Wire

/// A filing as one line of JSON. The keys are always there and in this order; what is absent or unreadable is `null`,
/// and `unreadable` tells which. Decimals are strings, for a JSON number loses digits in most hands.
package enum FilingJSON {
  /// - Parameters:
  ///   - file: The name under which the caller knows the file.
  ///   - sha256: The file's digest in hexadecimal.
  package static func line(_ filing: Filing, file: String, sha256: String) -> String {
    object(filing, file: file, sha256: sha256).text
  }

  private static func object(_ filing: Filing, file: String, sha256: String) -> JSON {
    .object(
      members(filing, file: file, sha256: sha256) + (filing.notice.map(NoticeJSON.members) ?? []))
  }

  private static func members(_ filing: Filing, file: String, sha256: String) -> [(String, JSON)] {
    [
      ("container", .string(filing.provenance.container.rawValue)),
      ("file", .string(file)),
      ("sha256", .string(sha256)),
      ("accession", .optional(filing.provenance.accession?.description)),
      ("filed", .optional(filing.provenance.filed?.description)),
      ("accepted", .optional(filing.provenance.accepted?.description)),
      ("form", .string(filing.form.rawValue)),
      ("amendment", .bool(filing.isAmendment)),
      ("original_filed", text(filing.originalFiled)),
      ("schema", .optional(filing.schema)),
      ("period", text(filing.period)),
      ("exit", flag(filing.exit)),
      ("no_securities", flag(filing.noSecuritiesOwned)),
      ("plan_10b5_1", flag(filing.plan10b51)),
      ("issuer", issuer(filing.issuer)),
      ("owners", .array(filing.owners.map(owner))),
      ("transactions", .array(filing.transactions.map(transaction))),
      ("holdings", .array(filing.holdings.map { .object(position($0.position)) })),
      ("footnotes", footnotes(filing.footnotes)),
      ("remarks", .optional(filing.remarks)),
      (
        "signatures",
        .array(filing.signatures.map { .object([("name", text($0.name)), ("date", text($0.date))]) })
      ),
      ("unreadable", .array((filing.unreadable + filing.doubts).map(unreadable))),
    ]
  }

  // MARK: People

  /// The issuer as filed.
  package static func issuer(_ issuer: Issuer) -> JSON {
    .object([
      ("cik", text(issuer.cik)), ("name", text(issuer.name)), ("ticker", text(issuer.ticker)),
      ("foreign_ticker", text(issuer.foreignTicker)),
    ])
  }

  /// An owner as filed; a role that nobody can read is `null`.
  package static func owner(_ owner: Owner) -> JSON {
    .object([
      ("cik", text(owner.cik)), ("name", text(owner.name)),
      ("director", flag(owner.isDirector)), ("officer", flag(owner.isOfficer)),
      ("ten_percent", flag(owner.isTenPercentOwner)), ("other", flag(owner.isOther)),
      ("title", text(owner.title)),
      ("resolved_title", text(owner.resolvedTitle.isUnknown ? owner.title : owner.resolvedTitle)),
      ("other_text", text(owner.otherText)),
    ])
  }

  // MARK: Rows

  /// A row with the columns of its table, in the form's order.
  package static func transaction(_ row: Transaction) -> JSON {
    let shared = position(row.position)
    let own: [(String, JSON)] = [
      ("date", text(row.date)), ("deemed", text(row.deemed)), ("code", text(row.code)),
      ("swap", flag(row.isSwap)),
      ("timeliness", text(row.timeliness)), ("acquired", flag(row.isAcquired)), ("shares", text(row.shares)),
      ("price", text(row.price)), ("price_range", range(row.priceRange)),
      ("total_value", text(row.totalValue)), ("plan_note", flag(row.planNote)),
    ]
    // A transaction's own columns stand between the security and its terms, as on the form.
    let security = shared.prefix(3)
    return .object(security + own + shared.dropFirst(3))
  }

  /// What rows of both kinds have; the first three members say which row it is.
  private static func position(_ position: Position) -> [(String, JSON)] {
    [
      ("row", .integer(position.row)), ("derivative", .bool(position.isDerivative)),
      ("security", text(position.security)),
      ("exercise_price", text(position.terms?.exercisePrice)),
      ("exercisable", text(position.terms?.exercisable)),
      ("expires", text(position.terms?.expires)), ("underlying", position.terms.map(underlying) ?? .null),
      ("owned_after", text(position.ownedAfter)), ("value_owned_after", text(position.valueOwnedAfter)),
      ("direct", flag(position.isDirect)), ("nature", text(position.nature)),
      ("footnotes", .array(position.footnotes.map(JSON.string))),
      ("quality", .array(position.quality.words.map(JSON.string))),
    ]
  }

  private static func underlying(_ terms: DerivativeTerms) -> JSON {
    .object([
      ("security", text(terms.underlyingSecurity)), ("shares", text(terms.underlyingShares)),
      ("value", text(terms.underlyingValue)),
    ])
  }

  private static func range(_ range: PriceRange?) -> JSON {
    range.map { .array([.string($0.low.description), .string($0.high.description)]) } ?? .null
  }

  // MARK: Notes

  /// By their ids; the first where a filing uses one twice.
  private static func footnotes(_ footnotes: [Footnote]) -> JSON {
    var seen: Set<String> = []
    return .object(footnotes.filter { seen.insert($0.id).inserted }.map { ($0.id, .string($0.text)) })
  }

  /// A field that the page shows and nobody can read.
  package static func unreadable(_ unreadable: Unreadable) -> JSON {
    .object([
      ("field", .string(unreadable.field)), ("shown", .string(unreadable.shown)),
      ("reason", .string(unreadable.reason)),
    ])
  }

  // MARK: Readings

  static func text<Value: CustomStringConvertible>(_ reading: Reading<Value>?) -> JSON {
    .optional(reading?.value?.description)
  }

  static func flag(_ reading: Reading<Bool>) -> JSON {
    .optional(reading.value)
  }
}
