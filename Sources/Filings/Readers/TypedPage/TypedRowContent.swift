/// The cells of a row of Table I where nothing but blanks parts them: told by what they hold, and only when there is no
/// second way.
enum TypedRowContent {
  /// Title, date, code, V, amount, A or D, price, amount owned, D or I, nature; `nil` when the row is not that.
  static func cells(of lines: [[Character]]) -> [PageColumn: [TypedTable.Cell]]? {
    guard lines.count == 1, let line = lines.first else { return nil }
    let words = TypedText.flattened(line).split(separator: " ").map(String.init).withWholeFractions
    guard let place = words.firstIndex(where: { TypedValue.day($0) != nil }), place > 0 else { return nil }
    var found: [PageColumn: String] = [
      .security: words[..<place].joined(separator: " "), .date: words[place],
    ]
    var rest = words[(place + 1)...]
    guard let code = rest.popFirst(), isCode(code) else { return nil }
    found[.code] = code
    if rest.first == "V" { found[.early] = rest.removeFirst() }
    guard let amount = rest.popFirst(), isNumber(amount), let direction = rest.popFirst(),
      isLetter(direction, "A", "D")
    else { return nil }
    found[.amount] = amount
    found[.direction] = direction
    guard takeEnd(rest, into: &found) else { return nil }
    return found.mapValues { [TypedTable.Cell(text: $0, isFull: false)] }
  }

  /// Two numbers in front of D or I are the price and what is owned; one may be either.
  private static func takeEnd(_ rest: ArraySlice<String>, into found: inout [PageColumn: String]) -> Bool {
    let places = rest.indices.filter { isLetter(rest[$0], "D", "I") }
    guard let place = places.first, rest[..<place].allSatisfy(isNumber), rest[..<place].count == 2 else {
      return false
    }
    let numbers = Array(rest[..<place])
    // A balance in dollars in front of a number without them has not been seen.
    guard !numbers[1].hasPrefix("$") else { return false }
    (found[.price], found[.owned]) = (numbers[0], numbers[1])
    found[.ownership] = rest[place]
    let nature = rest[(place + 1)...].joined(separator: " ")
    if !nature.isEmpty { found[.nature] = nature }
    return true
  }

  private static func isCode(_ word: String) -> Bool {
    TransactionCode(TypedValue.parted(word).text)?.meaning != nil
  }

  private static func isNumber(_ word: String) -> Bool {
    TypedValue.decimal(TypedValue.parted(word).text) != nil
  }

  private static func isLetter(_ word: String, _ one: String, _ other: String) -> Bool {
    let letter = TypedValue.parted(word).text.filter { !"()".contains($0) }.uppercased()
    return letter == one || letter == other
  }
}

extension [String] {
  /// With `5 1/8` as one word: nothing else on a row looks like a fraction of a dollar.
  fileprivate var withWholeFractions: [String] {
    reduce(into: []) { words, word in
      let isFraction = word.contains("/") && TypedValue.decimal(word) != nil
      if isFraction, let last = words.last, TypedValue.decimal(last) != nil {
        words[words.count - 1] = last + " " + word
      } else {
        words.append(word)
      }
    }
  }
}
