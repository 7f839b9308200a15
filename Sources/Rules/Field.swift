import Filings

/// One thing that a rule can ask of a filing: a row of `Vocabulary.fields`.
///
/// A class, so that a program's nodes and whatever copies them hold one reference.
package final class Field: Sendable {
  /// As rules write it: `owner.title`.
  package let name: String
  package let type: ValueType
  /// What a comparison makes of an absent value.
  package let absence: Absence
  /// Where it stands in `insiderd parse --json`, below its filing, issuer, owner or row: `ten_percent`.
  package let key: String
  /// As a sentence names it: `the price`; a box as the sentence that is true where it is ticked.
  package let noun: String
  /// One line for people.
  package let meaning: String
  let source: Source

  init(
    name: String, type: ValueType, absence: Absence, key: String, noun: String, meaning: String,
    source: Source
  ) {
    self.name = name
    self.type = type
    self.absence = absence
    self.key = key
    self.noun = noun
    self.meaning = meaning
    self.source = source
  }

  /// What absence means in a comparison.
  package enum Absence: String, Sendable, Hashable {
    /// Nobody knows: a number is [0, ∞), a box or a text is maybe.
    case unknown
    /// The box is not ticked.
    case no
    /// The empty text.
    case empty
    /// Equal to nothing and in no list.
    case nothing
  }

  /// How to get it, and how to set it: tests make filings up, and what would decide a verdict is found by trying.
  enum Source: Sendable {
    case flag(Access<Bool>)
    case number(Access<Decimal>)
    case day(Access<Day>)
    case text(Access<String>)
    case code(Access<TransactionCode>)
    case derived(Derived)
  }

  /// What is computed from other fields; the cases say from which.
  enum Derived: Sendable {
    /// The row's total value, else shares × price.
    case value
    /// From the day of filing, the period and the rows.
    case daysLate
    /// The texts of the footnotes that the row refers to.
    case footnotes
  }

  /// A reading inside a filing, an owner or a row.
  enum Access<Value: Sendable & Hashable>: Sendable {
    typealias Get<Root> = @Sendable (Root) -> Reading<Value>
    typealias Set<Root> = @Sendable (inout Root, Reading<Value>) -> Void

    case filing(Get<Filing>, Set<Filing>)
    case owner(Get<Owner>, Set<Owner>)
    /// Rows of every sort.
    case position(Get<Position>, Set<Position>)
    /// Columns that Table II alone has.
    case terms(Get<DerivativeTerms>, Set<DerivativeTerms>)
    /// Rows that report a change.
    case transaction(Get<Transaction>, Set<Transaction>)
    /// Rows of a Form 144 alone.
    case proposal(Get<ProposedSale>, Set<ProposedSale>)

    var level: Level {
      switch self {
      case .filing: .filing
      case .owner: .owner
      case .position: .row
      case .terms: .terms
      case .transaction: .transaction
      case .proposal: .proposal
      }
    }
  }

  /// What there has to be for the field to have a place.
  enum Level: Sendable, Hashable {
    case filing
    case owner
    case row
    case terms
    case transaction
    case proposal

    var isOfRow: Bool { self != .filing && self != .owner }
  }

  var level: Level {
    switch source {
    case .flag(let access): access.level
    case .number(let access): access.level
    case .day(let access): access.level
    case .text(let access): access.level
    case .code(let access): access.level
    case .derived(.value): .transaction
    case .derived(.daysLate): .filing
    case .derived(.footnotes): .row
    }
  }

  /// The names of the fields that it is computed from, itself when it stands in the filing.
  var inputs: [String] {
    switch source {
    case .derived(.value): ["shares", "price"]
    case .derived(.daysLate): ["filing.filed", "filing.period", "date"]
    default: [name]
    }
  }
}
