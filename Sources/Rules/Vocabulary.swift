import Filings

/// Everything that a rule can name. Checker, evaluator, suggestions, `insiderd fields` and the manual read these
/// tables and nothing else: a field is added here, as one row.
package enum Vocabulary {
  /// THE field table.
  package static let fields: [Field] =
    rowFields + derivativeFields + proposalFields + filingFields + issuerFields + ownerFields

  // MARK: Rows

  private static let rowFields = [
    Field(
      name: "shares", type: .shares, absence: .unknown, key: "shares",
      noun: "the shares of the row",
      meaning: "number of shares of the row",
      source: .number(.transaction({ $0.shares }, { $0.shares = $1 }))),
    Field(
      name: "price", type: .price, absence: .unknown, key: "price",
      noun: "the price",
      meaning: "dollars for a share, for a weighted average the average; 0 is no consideration",
      source: .number(.transaction({ $0.price }, { $0.price = $1 }))),
    Field(
      name: "value", type: .dollars, absence: .unknown, key: "total_value",
      noun: "the value of the row",
      meaning: "the row's total value where the form gives one, else shares × price",
      source: .derived(.value)),
    Field(
      name: "date", type: .date, absence: .unknown, key: "date",
      noun: "the day of the transaction",
      meaning: "day of the transaction",
      source: .day(.transaction({ $0.date }, { $0.date = $1 }))),
    Field(
      name: "code", type: .code, absence: .unknown, key: "code",
      noun: "the transaction code",
      meaning: "the SEC's transaction code, a letter: `code = \"S\"`",
      source: .code(.transaction({ $0.code }, { $0.code = $1 }))),
    Field(
      name: "security", type: .text, absence: .unknown, key: "security",
      noun: "the security's title",
      meaning: "title of the security",
      source: .text(.position({ $0.security }, { $0.security = $1 }))),
    Field(
      name: "direct", type: .bool, absence: .unknown, key: "direct",
      noun: "the securities are held directly",
      meaning: "ownership form D (direct), not I",
      source: .flag(.position({ $0.isDirect }, { $0.isDirect = $1 }))),
    Field(
      name: "nature", type: .text, absence: .empty, key: "nature",
      noun: "the nature of indirect ownership",
      meaning: "nature of indirect ownership: \"By Trust\"",
      source: .text(.position({ $0.nature }, { $0.nature = $1 }))),
    Field(
      name: "owned_after", type: .shares, absence: .unknown, key: "owned_after",
      noun: "the shares owned afterwards",
      meaning: "shares owned after the transaction, on this line",
      source: .number(.position({ $0.ownedAfter }, { $0.ownedAfter = $1 }))),
    Field(
      name: "acquired", type: .bool, absence: .unknown, key: "acquired",
      noun: "the securities were acquired",
      meaning: "acquired (A), not disposed of (D)",
      source: .flag(.transaction({ $0.isAcquired }, { $0.isAcquired = $1 }))),
    Field(
      name: "swap", type: .bool, absence: .no, key: "swap",
      noun: "an equity swap is involved",
      meaning: "an equity swap is involved",
      source: .flag(.transaction({ $0.isSwap }, { $0.isSwap = $1 }))),
    Field(
      name: "timeliness", type: .text, absence: .empty, key: "timeliness",
      noun: "the mark of timeliness",
      meaning: "\"E\" reported early, \"L\" late; absent is on time",
      source: .text(.transaction({ $0.timeliness }, { $0.timeliness = $1 }))),
    Field(
      name: "footnotes", type: .text, absence: .empty, key: "footnotes",
      noun: "a footnote of the row",
      meaning:
        "texts of the footnotes that the row refers to; a comparison holds when it holds for one of them",
      source: .derived(.footnotes)),
  ]

  // MARK: Table II

  private static let derivativeFields = [
    Field(
      name: "exercise_price", type: .price, absence: .unknown, key: "exercise_price",
      noun: "the exercise price",
      meaning: "conversion or exercise price",
      source: .number(.terms({ $0.exercisePrice }, { $0.exercisePrice = $1 }))),
    Field(
      name: "expires", type: .date, absence: .unknown, key: "expires",
      noun: "the expiration date",
      meaning: "expiration date",
      source: .day(.terms({ $0.expires }, { $0.expires = $1 }))),
    Field(
      name: "underlying.security", type: .text, absence: .unknown, key: "underlying.security",
      noun: "the underlying security's title",
      meaning: "title of the underlying security",
      source: .text(.terms({ $0.underlyingSecurity }, { $0.underlyingSecurity = $1 }))),
    Field(
      name: "underlying.shares", type: .shares, absence: .unknown, key: "underlying.shares",
      noun: "the underlying shares",
      meaning: "number of underlying shares",
      source: .number(.terms({ $0.underlyingShares }, { $0.underlyingShares = $1 }))),
  ]

  // MARK: Form 144

  private static let proposalFields = [
    Field(
      name: "outstanding", type: .shares, absence: .unknown, key: "outstanding",
      noun: "the units of the class outstanding",
      meaning: "Form 144: units of the class outstanding; `shares / outstanding > 1%`",
      source: .number(.proposal({ $0.outstanding }, { $0.outstanding = $1 }))),
    Field(
      name: "exchange", type: .text, absence: .empty, key: "exchange",
      noun: "the exchange",
      meaning: "Form 144: the exchange on which the sale is to be",
      source: .text(.proposal({ $0.exchange }, { $0.exchange = $1 }))),
    Field(
      name: "broker", type: .text, absence: .empty, key: "broker",
      noun: "the broker",
      meaning: "Form 144: the broker or market maker",
      source: .text(.proposal({ $0.broker }, { $0.broker = $1 }))),
  ]

  // MARK: The filing

  private static let filingFields = [
    Field(
      name: "filing.form", type: .form, absence: .unknown, key: "form",
      noun: "the form",
      meaning: "3, 4, 5 or 144",
      source: .text(
        .filing({ .known($0.form.rawValue) }, { $0.form = $1.value.flatMap(Form.init) ?? $0.form }))),
    Field(
      name: "filing.amendment", type: .bool, absence: .no, key: "amendment",
      noun: "the filing is an amendment",
      meaning: "the form is an amendment: 4/A",
      source: .flag(
        .filing({ .known($0.isAmendment) }, { $0.isAmendment = $1.value ?? $0.isAmendment }))),
    Field(
      name: "filing.accession", type: .text, absence: .empty, key: "accession",
      noun: "the accession number",
      meaning: "EDGAR's accession number; bare XML has none",
      source: .text(
        .filing(
          { Reading($0.provenance.accession?.description) },
          { $0.provenance.accession = $1.value.flatMap { AccessionNumber($0) } }))),
    Field(
      name: "filing.filed", type: .date, absence: .unknown, key: "filed",
      noun: "the day of filing",
      meaning: "day of filing; bare XML has none",
      source: .day(.filing({ Reading($0.provenance.filed) }, { $0.provenance.filed = $1.value }))),
    Field(
      name: "filing.accepted", type: .date, absence: .unknown, key: "accepted",
      noun: "the day of acceptance",
      meaning: "day on which EDGAR accepted the filing, New York's",
      source: .day(
        .filing(
          { Reading($0.provenance.accepted?.day) },
          { filing, day in
            filing.provenance.accepted = day.value.flatMap {
              WallClock(day: $0, hour: 12, minute: 0, second: 0)
            }
          }))),
    Field(
      name: "filing.period", type: .date, absence: .unknown, key: "period",
      noun: "the period of report",
      meaning: "Form 3: the event; Form 4: the earliest transaction; Form 5: the fiscal year's end",
      source: .day(.filing({ $0.period }, { $0.period = $1 }))),
    Field(
      name: "filing.days_late", type: .businessDays, absence: .unknown, key: "filed",
      noun: "the delay of the filing",
      meaning: "business days from the deadline to the day of filing, 0 when in time",
      source: .derived(.daysLate)),
    Field(
      name: "filing.plan_10b5_1", type: .bool, absence: .unknown, key: "plan_10b5_1",
      noun: "the box of Rule 10b5-1 is ticked",
      meaning: "the box of Rule 10b5-1(c), on forms since April 2023; on Form 144 a date of adoption",
      source: .flag(.filing({ $0.planReading }, { $0.plan10b51 = $1 }))),
    Field(
      name: "filing.exit", type: .bool, absence: .no, key: "exit",
      noun: "the exit box is ticked",
      meaning: "the exit box: no longer subject to section 16",
      source: .flag(.filing({ $0.exit }, { $0.exit = $1 }))),
    Field(
      name: "filing.remarks", type: .text, absence: .empty, key: "remarks",
      noun: "the text of the remarks",
      meaning: "the remarks",
      source: .text(.filing({ Reading($0.remarks) }, { $0.remarks = $1.value }))),
    Field(
      name: "filing.source", type: .source, absence: .unknown, key: "container",
      noun: "the source of the filing",
      meaning: "how the filing came: \(ContainerKind.allCases.map(\.rawValue).joined(separator: ", "))",
      source: .text(
        .filing(
          { .known($0.provenance.container.rawValue) },
          { $0.provenance.container = $1.value.flatMap(ContainerKind.init) ?? $0.provenance.container }))),
  ]

  // MARK: The issuer

  private static let issuerFields = [
    Field(
      name: "issuer.name", type: .text, absence: .unknown, key: "issuer.name",
      noun: "the issuer's name",
      meaning: "the issuer's name as filed",
      source: .text(.filing({ $0.issuer.name }, { $0.issuer.name = $1 }))),
    Field(
      name: "issuer.cik", type: .cik, absence: .unknown, key: "issuer.cik",
      noun: "the issuer's CIK",
      meaning: "the issuer's Central Index Key",
      source: .text(.filing({ $0.issuer.cik }, { $0.issuer.cik = $1 }))),
    Field(
      name: "issuer.ticker", type: .ticker, absence: .nothing, key: "issuer.ticker",
      noun: "the issuer's ticker",
      meaning: "the issuer's ticker; \"NONE\" and \"N/A\" are none",
      source: .text(.filing({ $0.issuer.ticker.orNoTicker }, { $0.issuer.ticker = $1 }))),
    Field(
      name: "issuer.foreign_ticker", type: .ticker, absence: .nothing, key: "issuer.foreign_ticker",
      noun: "the issuer's ticker abroad",
      meaning: "the issuer's ticker abroad",
      source: .text(.filing({ $0.issuer.foreignTicker.orNoTicker }, { $0.issuer.foreignTicker = $1 }))),
  ]

  // MARK: The owners

  private static let ownerFields = [
    Field(
      name: "owner.name", type: .text, absence: .unknown, key: "name",
      noun: "an owner's name",
      meaning: "name of a reporting owner",
      source: .text(.owner({ $0.name }, { $0.name = $1 }))),
    Field(
      name: "owner.cik", type: .cik, absence: .unknown, key: "cik",
      noun: "an owner's CIK",
      meaning: "Central Index Key of a reporting owner",
      source: .text(.owner({ $0.cik }, { $0.cik = $1 }))),
    Field(
      name: "owner.title", type: .text, absence: .empty, key: "title",
      noun: "an owner's title",
      meaning: "an officer's title; what the remarks say, where it points there",
      source: .text(
        .owner(
          { $0.resolvedTitle },
          { owner, title in
            owner.title = title
            owner.resolvedTitle = title
          }))),
    Field(
      name: "owner.officer", type: .bool, absence: .no, key: "officer",
      noun: "an owner is an officer",
      meaning: "an owner is an officer",
      source: .flag(.owner({ $0.isOfficer }, { $0.isOfficer = $1 }))),
    Field(
      name: "owner.director", type: .bool, absence: .no, key: "director",
      noun: "an owner is a director",
      meaning: "an owner is a director",
      source: .flag(.owner({ $0.isDirector }, { $0.isDirector = $1 }))),
    Field(
      name: "owner.ten_percent_owner", type: .bool, absence: .no, key: "ten_percent",
      noun: "an owner is a ten-percent owner",
      meaning: "an owner holds more than ten percent",
      source: .flag(.owner({ $0.isTenPercentOwner }, { $0.isTenPercentOwner = $1 }))),
    Field(
      name: "owner.other", type: .bool, absence: .no, key: "other",
      noun: "an owner is another insider",
      meaning: "an owner has another relationship to the issuer",
      source: .flag(.owner({ $0.isOther }, { $0.isOther = $1 }))),
  ]

  // MARK: Names

  private static let places: [String: Int] =
    Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($0.element.name, $0.offset) })

  static func field(named name: String) -> Field? {
    places[name].map { fields[$0] }
  }
}

extension Filing {
  /// Form 144 has no box: who relies on a plan gives the day of its adoption.
  fileprivate var planReading: Reading<Bool> {
    guard plan10b51 == .absent, let notice else { return plan10b51 }
    return .known(!notice.plansAdopted.isEmpty)
  }
}

extension Reading<String> {
  /// What filers write where there is no ticker.
  fileprivate var orNoTicker: Reading<String> {
    guard let ticker = value else { return self }
    return ["", "NONE", "N/A", "NA", "[NONE]"].contains(ticker.uppercased()) ? .absent : self
  }
}
