import Filings

/// A word after `match`.
package struct Kind: Sendable {
  package let name: String
  /// As a sentence names several: `purchases`.
  package let plural: String
  package let sort: Sort
  /// The transaction codes that it stands for.
  package let letters: String
  package let meaning: String

  /// What a row is: rows of different sorts have different columns and are never counted together.
  package enum Sort: String, Sendable, Hashable {
    case transaction
    case holding
    case filing
    /// A notice on Form 144.
    case notice

    /// As a message names rows of this sort.
    var plural: String {
      switch self {
      case .transaction: "transactions"
      case .holding: "holdings"
      case .filing: "filings"
      case .notice: "notices on Form 144"
      }
    }
  }
}

extension Kind {
  /// The rows of this kind in either table.
  var anyTable: KindMask { KindMask(self, isDerivative: false).union(KindMask(self, isDerivative: true)) }
}

extension Vocabulary {
  package static let kinds = [
    Kind(
      name: "purchase", plural: "purchases", sort: .transaction, letters: "P",
      meaning: "open market or private purchase"),
    Kind(
      name: "sale", plural: "sales", sort: .transaction, letters: "S", meaning: "open market or private sale"),
    Kind(
      name: "exercise", plural: "exercises of derivatives", sort: .transaction, letters: "MXO",
      meaning: "exercise or conversion of a derivative security"
    ),
    Kind(
      name: "conversion", plural: "conversions of derivatives", sort: .transaction, letters: "C",
      meaning: "conversion of a derivative security"),
    Kind(
      name: "grant", plural: "grants", sort: .transaction, letters: "A",
      meaning: "grant, award or other acquisition from the issuer"),
    Kind(
      name: "withholding", plural: "securities given up for tax or exercise price", sort: .transaction,
      letters: "F",
      meaning: "payment of an exercise price or tax with securities"),
    Kind(name: "gift", plural: "gifts", sort: .transaction, letters: "G", meaning: "bona fide gift"),
    Kind(
      name: "inheritance", plural: "inheritances", sort: .transaction, letters: "W",
      meaning: "will or the laws of descent"),
    Kind(
      name: "disposition", plural: "dispositions to the issuer", sort: .transaction, letters: "D",
      meaning: "disposition to the issuer"),
    Kind(
      name: "tender", plural: "tenders", sort: .transaction, letters: "U",
      meaning: "tender in a change of control"),
    Kind(
      name: "small_acquisition", plural: "small acquisitions", sort: .transaction, letters: "L",
      meaning: "small acquisition under Rule 16a-6"),
    Kind(
      name: "other", plural: "transactions of other codes", sort: .transaction, letters: "BEHIJKNQRTVYZ",
      meaning: "every other letter"),
    Kind(
      name: "trade", plural: "purchases or sales", sort: .transaction, letters: "PS",
      meaning: "purchase or sale"),
    Kind(
      name: "transaction", plural: "transactions of any kind", sort: .transaction,
      letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      meaning: "any row that reports a change, of either table"),
    Kind(
      name: "holding", plural: "holdings", sort: .holding, letters: "",
      meaning: "a row that reports what is held, of either table"),
    Kind(
      name: "filing", plural: "filings", sort: .filing, letters: "",
      meaning: "the filing itself, with rows or without"),
    Kind(
      name: "proposed_sale", plural: "proposed sales", sort: .notice, letters: "",
      meaning: "a notice on Form 144, never added to sales"
    ),
  ]

  static func kind(named name: String) -> Kind? {
    kinds.first { $0.name == name }
  }
}

/// Rows as bits: 26 letters for each table, and one for each other sort of row. One `&` tells whether a rule can have
/// anything to do with a report.
struct KindMask: OptionSet, Sendable, Hashable {
  let rawValue: UInt64

  static let holding = KindMask(rawValue: 1 << 52)
  static let derivativeHolding = KindMask(rawValue: 1 << 53)
  static let filing = KindMask(rawValue: 1 << 54)
  static let notice = KindMask(rawValue: 1 << 55)

  private static let letters: UInt64 = (1 << 26) - 1

  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The rows that a kind takes. A code stands for Table I unless `derivative` is written, `transaction` and `holding`
  /// for both tables.
  init(_ kind: Kind, isDerivative: Bool) {
    switch kind.sort {
    case .holding: self = isDerivative ? .derivativeHolding : [.holding, .derivativeHolding]
    case .filing: self = .filing
    case .notice: self = .notice
    case .transaction:
      self = []
      for letter in kind.letters.utf8 {
        if isDerivative || kind.name == "transaction" { insert(KindMask(letter: letter, true)) }
        if !isDerivative { insert(KindMask(letter: letter, false)) }
      }
    }
  }

  init(letter: UInt8, _ isDerivative: Bool) {
    let index = UInt64(min(letter &- UInt8(ascii: "A"), 25))
    self.init(rawValue: 1 << (index + (isDerivative ? 26 : 0)))
  }

  /// All codes that a row may have whose own is not known.
  static func anyLetter(_ isDerivative: Bool) -> KindMask {
    KindMask(rawValue: isDerivative ? letters << 26 : letters)
  }

  var sort: Kind.Sort {
    if contains(.filing) { return .filing }
    if contains(.notice) { return .notice }
    return isDisjoint(with: [.holding, .derivativeHolding]) ? .transaction : .holding
  }

  var hasTableTwo: Bool {
    rawValue & KindMask.letters << 26 != 0 || contains(.derivativeHolding)
  }
}

extension KindMask {
  /// The bits of a transaction row: one when its code is known, else all that it may be.
  init(of row: borrowing Transaction) {
    let isDerivative = row.position.isDerivative
    switch row.code {
    case .known(let code): self.init(letter: code.letter, isDerivative)
    case .unknown(.candidates(let codes)):
      self = codes.reduce(into: []) { $0.insert(KindMask(letter: $1.letter, isDerivative)) }
    case .absent, .unknown: self = .anyLetter(isDerivative)
    }
  }

  init(of row: borrowing Holding) {
    self = row.position.isDerivative ? .derivativeHolding : .holding
  }

  /// Whether a row with these bits is one of `kinds`.
  func isOne(of kinds: KindMask) -> Truth {
    if isDisjoint(with: kinds) { return .no }
    return isSubset(of: kinds) ? .yes : .maybe
  }
}
