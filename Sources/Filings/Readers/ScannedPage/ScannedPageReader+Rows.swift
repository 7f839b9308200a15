/// A row's path in `insiderd parse --json`, and the text that stands there on the page.
struct RowField {
  let name: String
  let shown: String
}

extension ScannedPageReader {
  mutating func fill(_ transaction: inout Transaction, _ row: TableRow, _ field: RowField) {
    transaction.date = value(row.dates, "date", field)
    if !row.deemed.isBlank { transaction.deemed = value(row.deemed, "deemed", field) }
    transaction.code = row.codes.isMisread ? unknown("code", field) : value(row.codes, "code", field)
    if row.isEarly { transaction.timeliness = .known("E") }
    transaction.shares = value(row.shares, "shares", field)
    transaction.isAcquired = value(row.directions, "acquired", field)
    transaction.price = price(row.prices, "price", field)
  }

  mutating func fill(_ position: inout Position, _ row: TableRow, _ field: RowField, on form: Form) {
    let isInitial = form == .form3 && position.isDerivative
    if !isInitial { position.ownedAfter = value(row.balances, "owned_after", field) }
    position.isDirect = value(row.directness, "direct", field)
    if let nature = row.nature { position.nature = words(nature, "nature", field) }
    position.footnotes = footnotes(row, field)
    if position.isDerivative { position.terms = terms(row.terms, field) }
  }

  /// A number that none of the page's footnotes has was misread.
  private mutating func footnotes(_ row: TableRow, _ field: RowField) -> [String] {
    let ids = row.markers.map { "F" + $0 }
    let known = ids.filter { id in filing.footnotes.contains { $0.id == id } }
    guard !filing.footnotes.isEmpty, known != ids else { return ids }
    tell(field.name + ".footnotes", field.shown, "the page has no footnote of that number")
    return known
  }

  private mutating func terms(_ terms: TableTerms, _ field: RowField) -> DerivativeTerms {
    var read = DerivativeTerms()
    read.exercisePrice = price(terms.exercisePrices, "exercise_price", field)
    if !terms.exercisable.isBlank { read.exercisable = value(terms.exercisable, "exercisable", field) }
    if !terms.expires.isBlank { read.expires = value(terms.expires, "expires", field) }
    read.underlyingSecurity =
      terms.underlying.map { words($0, "underlying.security", field) }
      ?? unknown("underlying.security", field)
    read.underlyingShares = value(terms.underlyingShares, "underlying.shares", field)
    return read
  }

  // MARK: Titles

  /// The title of the row, or that of other rows which its reading allows; of what is left of a row only that.
  mutating func security(
    _ row: TableRow, isRest: Bool, titles: [String], field: RowField
  ) -> Reading<String> {
    let own = row.title.readings
    if isDoubted(own, titles) || (isRest && !own.allSatisfy(titles.contains)) {
      return reading([], field: field.name + ".security", shown: field.shown)
    }
    if let text = row.title.text(onCleanPage: isClean) {
      // The border behind the title may have taken its last letter, which another row has.
      return .known(titles.first { $0.count == text.count + 1 && $0.hasPrefix(text) } ?? text)
    }
    let shared = row.title.readings.filter(titles.contains)
    let alike = shared.isEmpty ? titles.filter { row.title.canBe($0) } : shared
    return reading(alike.count == 1 ? alike : [], field: field.name + ".security", shown: field.shown)
  }

  /// Whether a digit of the title may be misread, or a piece of it lost.
  private func isDoubted(_ own: [String], _ titles: [String]) -> Bool {
    own.contains { title in
      hasMisreadDigits && title.contains(where: \.isNumber) || titles.contains { isTorn(title, of: $0) }
    }
  }

  /// Whether the one title is the other without a piece that begins or ends within a word: `Classon Stock`.
  func isTorn(_ title: String, of whole: String) -> Bool {
    guard title.count < whole.count else { return false }
    let start = zip(title, whole).prefix { $0 == $1 }.count
    let rest = title.dropFirst(start)
    guard start > 0, !rest.isEmpty, whole.dropFirst(start).hasSuffix(rest) else { return false }
    return rest.first?.isLetter == true && title.dropLast(rest.count).last?.isLetter == true
  }

  private mutating func words(_ wording: Wording, _ name: String, _ field: RowField) -> Reading<String> {
    let text = wording.text(onCleanPage: isClean).map { [$0] } ?? []
    return reading(text, field: "\(field.name).\(name)", shown: field.shown)
  }

  // MARK: Values

  private mutating func value<Value>(_ found: Candidates<Value>, _ name: String, _ field: RowField)
    -> Reading<Value>
  {
    guard found.isDoubted || found.isOpen else {
      return reading(found.values, field: "\(field.name).\(name)", shown: field.shown)
    }
    tell(
      "\(field.name).\(name)", field.shown,
      found.isOpen
        ? "it may belong to the column beside it"
        : "other numbers of the page do not agree with it")
    return .unknown(.anything)
  }

  /// A footnote in the price's place says that there is none.
  private mutating func price(_ found: Candidates<Decimal>, _ name: String, _ field: RowField)
    -> Reading<Decimal>
  {
    if found.isBlank, found.hasMarkers { return .absent }
    guard let price = found.only,
      let doubt = PriceDoubt(price, of: found, isCut: found.isCut || page.runTogether != nil)
    else { return value(found, name, field) }
    tell("\(field.name).\(name)", field.shown, doubt.reason)
    return .unknown(doubt.support)
  }

  private mutating func unknown<Value>(_ name: String, _ field: RowField) -> Reading<Value> {
    reading([], field: "\(field.name).\(name)", shown: field.shown)
  }
}
