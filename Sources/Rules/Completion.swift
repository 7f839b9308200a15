package import Filings

/// What a person read where the reader could not: a field of one filing, and its value.
package struct Completion: Sendable, Hashable {
  /// The field's place, `owners[0].officer`.
  package let path: String
  /// As it was given.
  package let value: String

  /// Why a field cannot be filled in.
  package struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// Finds the field among those that could not be read. `word` is a place, or the field's name where one place alone
  /// has it.
  package init(_ word: String, _ value: String, among needs: [String], of filing: Filing) throws(Mistake) {
    let places = Completion.places(of: filing)
    let meant = needs.filter { need in need == word || places[need]?.field.name == word }
    guard let path = meant.first else {
      throw Mistake(
        description: needs.isEmpty
          ? "nothing that could be read is open in this alert"
          : "`\(word)` does not decide this alert; what does is \(English.alternatives(needs.map { "`\($0)`" }))"
      )
    }
    guard meant.count == 1 else {
      throw Mistake(
        description:
          "`\(word)` stands in several places; say which: \(English.alternatives(meant.map { "`\($0)`" }))")
    }
    guard let place = places[path] else {
      throw Mistake(description: "`\(path)` is no field that can be filled in")
    }
    guard Completion.parse(value, place.field) != nil else {
      throw Mistake(
        description:
          "`\(value)` is no value of `\(place.field.name)`, which is \(Completion.expectation(of: place.field))"
      )
    }
    self.path = path
    self.value = value
  }

  /// The filing with the field filled in.
  package func applied(to filing: Filing) -> Filing {
    guard let place = Completion.places(of: filing)[path], let value = Completion.parse(value, place.field)
    else {
      return filing
    }
    var filled = filing
    filled.assign(value, to: place.field, at: place.index, sort: place.sort)
    filled.unreadable.removeAll { $0.field == path }
    return filled
  }

  // MARK: - Places

  private struct Place {
    let field: Field
    let index: Int
    let sort: Kind.Sort
  }

  private static func places(of filing: Filing) -> [String: Place] {
    let counts: [(Kind.Sort, Int)] = [
      (.transaction, filing.transactions.count), (.holding, filing.holdings.count),
      (.notice, filing.notice?.proposedSales.count ?? 0),
    ]
    var places: [String: Place] = [:]
    for field in Vocabulary.fields {
      if case .derived(.daysLate) = field.source { continue }
      switch field.level {
      case .filing: places[field.path(at: 0, sort: .filing)] = Place(field: field, index: 0, sort: .filing)
      case .owner:
        for index in filing.owners.indices {
          places[field.path(at: index, sort: .filing)] = Place(field: field, index: index, sort: .filing)
        }
      case .row, .terms, .transaction, .proposal:
        for (sort, count) in counts where field.isFound(on: sort) {
          for index in 0..<count {
            places[field.path(at: index, sort: sort)] = Place(field: field, index: index, sort: sort)
          }
        }
      }
    }
    return places
  }

  // MARK: - Values

  private static func parse(_ text: String, _ field: Field) -> FieldValue? {
    switch field.source {
    case .flag:
      switch text.lowercased() {
      case "yes", "true", "1": return .flag(true)
      case "no", "false", "0": return .flag(false)
      default: return nil
      }
    case .derived(.footnotes): return .text(text)
    case .number, .derived:
      let digits = text.filter { $0 != "_" && $0 != "$" && $0 != "," }
      return Decimal(digits).map(FieldValue.number)
    case .day: return text.utf8.count == 10 ? Day(text).map(FieldValue.day) : nil
    case .code: return TransactionCode(text.uppercased()).map { _ in .text(text.uppercased()) }
    case .text: return .text(text)
    }
  }

  private static func expectation(of field: Field) -> String {
    switch field.source {
    case .flag: "`yes` or `no`"
    case .derived(.footnotes): "a text"
    case .number, .derived: "a number, such as 12500.50"
    case .day: "a day, such as 2024-05-06"
    case .code: "a letter of the SEC, such as S"
    case .text: "a text"
    }
  }
}
