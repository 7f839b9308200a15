/// Reads the cells of one typed row.
struct TypedRowReader {
  private let cells: [PageColumn: [TypedTable.Cell]]
  /// Where the row stands in the filing: `transactions[2].`.
  private let path: String
  private let isTitleOpen: Bool
  private(set) var row: Transaction
  private(set) var unreadable: [Unreadable] = []
  private(set) var priceFootnotes: [String] = []

  init(_ cells: [PageColumn: [TypedTable.Cell]], position: Position, path: String, isTitleOpen: Bool) {
    self.cells = cells
    self.path = path
    self.isTitleOpen = isTitleOpen
    row = Transaction(position: position)
  }

  mutating func read(isHolding: Bool) {
    row.position.security = text(.security, "security")
    row.position.nature = text(.nature, "nature")
    row.position.isDirect = letter(.ownership, "direct", yes: "D", no: "I")
    row.position.ownedAfter = number(.owned, "owned_after")
    if row.position.isDerivative { readTerms() }
    if !isHolding { readChange() }
    row.position.footnotes = unique(
      PageColumn.inOrderOfSchema.flatMap { column in self.cells[column].map { notes(of: $0) } ?? [] })
    priceFootnotes = cells[.price].map { notes(of: $0) } ?? []
  }

  // MARK: Groups of columns

  private mutating func readTerms() {
    var terms = DerivativeTerms()
    terms.exercisePrice = number(.exercisePrice, "exercise_price")
    terms.exercisable = day(.exercisable, "exercisable")
    terms.expires = day(.expires, "expires")
    terms.underlyingSecurity = text(.underlying, "underlying.security")
    terms.underlyingShares = number(.underlyingAmount, "underlying.shares")
    row.position.terms = terms
  }

  private mutating func readChange() {
    row.date = day(.date, "date")
    row.deemed = day(.deemed, "deemed")
    // The page does not show for which form a row was due.
    row.formType = .unknown(.candidates(["4", "5"]))
    readCode()
    if cells[.acquired] == nil, cells[.disposed] == nil {
      row.isAcquired = letter(.direction, "acquired", yes: "A", no: "D")
      row.shares = number(.amount, "shares")
    } else {
      readDirection()
    }
    row.price = number(.price, "price")
  }

  private mutating func readDirection() {
    let (acquired, disposed) = (shown(.acquired), shown(.disposed))
    let isAcquired = !TypedValue.isNothing(acquired)
    guard isAcquired != !TypedValue.isNothing(disposed) else {
      row.isAcquired = unread(
        "acquired", shown: acquired + " " + disposed, "it does not stand below one of (A) and (D)")
      row.shares = unread(
        "shares", shown: acquired + " " + disposed, "it does not stand below one of (A) and (D)")
      return
    }
    row.isAcquired = .known(isAcquired)
    row.shares = number(isAcquired ? .acquired : .disposed, "shares")
  }

  /// The letter of the code; V beside it or behind it for a transaction that is reported early, K for an equity swap.
  private mutating func readCode() {
    let shown = shown(.code)
    var letters = TypedValue.parted(shown).text.uppercased().filter { !" /,*".contains($0) }
    let early = self.shown(.early).uppercased()
    if letters.count == 2, letters.hasSuffix("V") {
      letters.removeLast()
      row.timeliness = .known("E")
    } else if early == "V" {
      row.timeliness = .known("E")
    } else if !TypedValue.isNothing(early) {
      row.timeliness = unread("timeliness", shown: early, "neither V nor empty")
    }
    if letters.count == 2, letters.hasSuffix("K") {
      letters.removeLast()
      row.isSwap = .known(true)
    }
    if TypedValue.isNothing(letters) { return }
    if let code = TransactionCode(letters), code.meaning != nil {
      row.code = .known(code)
    } else {
      row.code = unread("code", shown: shown, "no transaction code")
    }
  }

  // MARK: Cells

  /// The lines of the cell put together; a line that reaches to the border is one word with the next.
  private func shown(_ column: PageColumn) -> String {
    (cells[column] ?? []).reduce(into: (text: "", isFull: false)) { joined, cell in
      joined.text += joined.text.isEmpty || joined.isFull ? cell.text : " " + cell.text
      joined.isFull = cell.isFull
    }.text
  }

  private func notes(of cells: [TypedTable.Cell]) -> [String] {
    cells.flatMap { TypedValue.parted($0.text).notes }
  }

  private mutating func text(_ column: PageColumn, _ field: String) -> Reading<String> {
    let pieces = cells[column] ?? []
    guard pieces.count <= Limits.cellPieces else {
      return unread(field, shown: pieces[0].text, "it has \(pieces.count) lines")
    }
    let readings = TypedJoin.readings(of: pieces).map { TypedValue.parted($0).text }
    if isTitleOpen, column == .security {
      return unread(field, shown: readings.first ?? "", "a line of it may belong to the row beside it")
    }
    guard let first = readings.first, !TypedValue.isNothing(first) else { return .absent }
    guard readings.count > 1 else { return .known(first) }
    return unread(
      field, shown: pieces.map(\.text).joined(separator: "|"), "a word may be cut at the cell's border",
      .candidates(readings))
  }

  private mutating func day(_ column: PageColumn, _ field: String) -> Reading<Day> {
    let text = TypedValue.parted(shown(column)).text
    if TypedValue.isNothing(text) { return .absent }
    switch TypedValue.date(text) {
    case .day(let day): return .known(day)
    case .month(let first, let last):
      return unread(field, shown: text, "a month and no day", .between(first, last))
    case nil:
      row.position.quality.insert(.nonDate)
      return unread(field, shown: text, "no date")
    }
  }

  private mutating func letter(_ column: PageColumn, _ field: String, yes: String, no: String) -> Reading<
    Bool
  > {
    let text = TypedValue.parted(shown(column)).text
    if TypedValue.isNothing(text) { return .absent }
    switch text.uppercased().filter({ !"() ".contains($0) }) {
    case yes, yes == "D" ? "DIRECT" : yes: return .known(true)
    case no, no == "I" ? "INDIRECT" : no: return .known(false)
    default:
      return unread(
        field, shown: text, "neither of the two letters that the form has", .candidates([true, false]))
    }
  }

  private mutating func number(_ column: PageColumn, _ field: String) -> Reading<Decimal> {
    let text = TypedValue.parted(shown(column)).text
    if TypedValue.isNothing(text) { return .absent }
    if let number = TypedValue.decimal(text) { return .known(number) }
    row.position.quality.insert(.nonNumeric)
    return unread(field, shown: text, "no number")
  }

  private mutating func unread<Value>(
    _ field: String, shown: String, _ reason: String, _ support: Support<Value> = .anything
  ) -> Reading<Value> {
    let text = HTMLText.flattened(shown.prefix(Limits.shownCharacters))
    unreadable.append(Unreadable(field: path + field, shown: text, reason: reason))
    return .unknown(support)
  }
}

/// The lines of a text's cell put together: where a line reaches to the cell's border, a word may be cut there.
enum TypedJoin {
  /// Every text that the lines may be; more than one where a word's end is not certain.
  static func readings(of lines: [TypedTable.Cell]) -> [String] {
    guard let first = lines.first else { return [] }
    var readings = [first.text]
    for (line, next) in zip(lines, lines.dropFirst()) {
      let isCut = line.isFull ? cut(line.text, next.text) : false
      readings = readings.flatMap { reading in
        switch isCut {
        case true: [reading + next.text]
        case false: [reading + " " + next.text]
        default: [reading + next.text, reading + " " + next.text]
        }
      }
      guard readings.count <= Limits.cellReadings else { return Array(readings.prefix(2)) }
    }
    return readings
  }

  /// Whether the border cuts a word: known where the two pieces are a word of forms together and not each by itself, or
  /// the other way round.
  private static func cut(_ line: String, _ next: String) -> Bool? {
    let last = line.split { !$0.isLetter }.last.map { $0.lowercased() } ?? ""
    let first = next.split { !$0.isLetter }.first.map { $0.lowercased() } ?? ""
    guard line.last?.isLetter == true, next.first?.isLetter == true else { return nil }
    let isWord = words.contains(last + first)
    let areWords = words.contains(last) && words.contains(first)
    return isWord == areWords ? nil : isWord
  }

  private static let words: Set<String> = [
    "a", "and", "award", "beneficially", "by", "class", "common", "convertible", "debenture", "debentures",
    "deferred",
    "depositary", "director", "employee", "equity", "exercise", "for", "held", "incentive", "interest",
    "limited",
    "nonqualified", "note", "notes", "of", "option", "options", "ordinary", "par", "partnership",
    "performance", "phantom",
    "plan", "preferred", "purchase", "qualified", "restricted", "right", "rights", "sell", "series", "share",
    "shares",
    "spouse", "stock", "subscription", "the", "to", "trust", "unit", "units", "value", "voting", "warrant",
    "warrants",
  ]
}
