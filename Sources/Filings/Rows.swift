/// What a transaction row and a holding row have in common.
package struct Position: Sendable, Hashable {
  /// The element's place in its table, counted over transactions and holdings together, from 1.
  package var row: Int
  /// Table II, derivative securities.
  package var isDerivative: Bool
  /// Title of the security.
  package var security: Reading<String> = .absent
  /// Shares owned after the transaction(s), on this line.
  package var ownedAfter: Reading<Decimal> = .absent
  /// Dollars, where the form gives a value in place of a number of shares.
  package var valueOwnedAfter: Reading<Decimal> = .absent
  /// Ownership form: D is direct, I is not.
  package var isDirect: Reading<Bool> = .absent
  /// Nature of indirect ownership: "By Trust".
  package var nature: Reading<String> = .absent
  /// Table II alone.
  package var terms: DerivativeTerms?
  /// Ids of all footnotes that the row refers to, in order of first reference.
  package var footnotes: [String] = []
  /// What a careful reader doubts about the row; nothing is repaired.
  package var quality: Quality = []

  package init(row: Int, isDerivative: Bool) {
    self.row = row
    self.isDerivative = isDerivative
  }
}

/// A row that reports a change. Its place in the document is its identity: two equal rows are two trades.
package struct Transaction: Sendable, Hashable {
  /// What it has in common with a holding.
  package var position: Position
  /// Transaction date.
  package var date: Reading<Day> = .absent
  /// Deemed execution date, Rule 16a-3(g)(2).
  package var deemed: Reading<Day> = .absent
  /// Absent in the few filings without `transactionCoding`.
  package var code: Reading<TransactionCode> = .absent
  /// `transactionFormType`: the form on which the row would have been due.
  package var formType: Reading<String> = .absent
  /// `equitySwapInvolved`, shown as K.
  package var isSwap: Reading<Bool> = .known(false)
  /// `E` early, `L` late; absent is on time.
  package var timeliness: Reading<String> = .absent
  /// Acquired (A) or disposed of (D). Direction comes from here, never from the code.
  package var isAcquired: Reading<Bool> = .absent
  /// Number of securities acquired or disposed of; absent where the row gives a total value.
  package var shares: Reading<Decimal> = .absent
  /// Dollars for a share, as filed; for a weighted average the average.
  package var price: Reading<Decimal> = .absent
  /// The lowest and the highest price that the footnote of a weighted average names.
  package var priceRange: PriceRange?
  /// The row's own footnotes put it under a plan of Rule 10b5-1(c): known to be so, not mentioned (absent), or unknown
  /// where a note names the rule behind a denial. The form's box is `Filing.plan10b51`.
  package var planNote: Reading<Bool> = .absent
  /// Dollars, where the row gives a total in place of shares (`transactionTotalValue`).
  package var totalValue: Reading<Decimal> = .absent

  package init(position: Position) {
    self.position = position
  }
}

/// A row that reports what is held and no change. Never added to what was traded.
package struct Holding: Sendable, Hashable {
  /// What it has in common with a transaction.
  package var position: Position
  /// `transactionFormType` of a Form 5: `3` is a late Form 3 holding.
  package var formType: Reading<String> = .absent

  package init(position: Position) {
    self.position = position
  }
}

/// The columns that Table II has and Table I lacks.
package struct DerivativeTerms: Sendable, Hashable {
  /// Dollars.
  package var exercisePrice: Reading<Decimal> = .absent
  /// Date exercisable; absent where a footnote explains it.
  package var exercisable: Reading<Day> = .absent
  /// Expiration date; absent where a footnote explains it.
  package var expires: Reading<Day> = .absent
  /// Title of the underlying security.
  package var underlyingSecurity: Reading<String> = .absent
  /// Number of underlying securities.
  package var underlyingShares: Reading<Decimal> = .absent
  /// Dollars.
  package var underlyingValue: Reading<Decimal> = .absent

  package init() {}
}

/// Dollars for a share, from the lowest to the highest.
package struct PriceRange: Sendable, Hashable {
  /// Included.
  package var low: Decimal
  /// Included.
  package var high: Decimal

  package init(low: Decimal, high: Decimal) {
    self.low = low
    self.high = high
  }
}

/// Doubts about a row, each with the word that `insiderd parse --json` gives for it.
package struct Quality: OptionSet, Sendable, Hashable {
  /// One bit for each doubt; the canonical form keeps them, so a bit is never given to another doubt.
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The price is an average over several trades.
  package static let weightedAverage = Quality(rawValue: 1 << 0)
  /// The price has no value, only footnotes or nothing.
  package static let priceMissing = Quality(rawValue: 1 << 1)
  /// The price equals the row's total value.
  package static let priceIsTotal = Quality(rawValue: 1 << 2)
  /// The price is zero: no consideration.
  package static let priceZero = Quality(rawValue: 1 << 3)
  /// The balance does not follow from the row before it on the same line.
  package static let balanceMismatch = Quality(rawValue: 1 << 4)
  /// The date lies where no trade can have been: before the act of 1934 or after the filing.
  package static let dateTypo = Quality(rawValue: 1 << 5)
  /// The row has no transaction code.
  package static let codeMissing = Quality(rawValue: 1 << 6)
  /// A number's place holds something that is no number.
  package static let nonNumeric = Quality(rawValue: 1 << 7)
  /// A date's place holds something that is no date.
  package static let nonDate = Quality(rawValue: 1 << 8)
  /// The row refers to a footnote that the filing does not have.
  package static let footnoteMissing = Quality(rawValue: 1 << 9)
  /// The price is said to be an average, and lies in none of the ranges that its footnotes name.
  package static let priceOutsideRange = Quality(rawValue: 1 << 10)

  /// Each doubt with its word, in the order of the bits.
  package static let words: [(doubt: Quality, word: String)] = [
    (.weightedAverage, "weighted_average"), (.priceMissing, "price_missing"),
    (.priceIsTotal, "price_is_total"), (.priceZero, "price_zero"),
    (.balanceMismatch, "balance_mismatch"), (.dateTypo, "date_typo"),
    (.codeMissing, "code_missing"), (.nonNumeric, "non_numeric"), (.nonDate, "non_date"),
    (.footnoteMissing, "footnote_missing"), (.priceOutsideRange, "price_outside_range"),
  ]

  /// The words of the doubts, in the order of the bits.
  package var words: [String] {
    Quality.words.filter { contains($0.doubt) }.map(\.word)
  }
}
