/// One row of a table: for each column the readings that its pieces allow. One is certain, several are candidates.
struct TableRow {
  let title: Wording
  var dates: Candidates<Day>
  let deemed: Candidates<Day>
  let codes: Candidates<TransactionCode>
  /// V stands behind the code: reported earlier than required.
  let isEarly: Bool
  var shares: Candidates<Decimal>
  var directions: Candidates<Bool>
  var prices: Candidates<Decimal>
  var balances: Candidates<Decimal>
  var directness: Candidates<Bool>
  let nature: Wording?
  /// Table II alone.
  var terms: TableTerms
  /// The numbers of the footnotes behind the row's values, in the order of its columns.
  let markers: [String]
  /// The numbers of those behind the price.
  let priceMarkers: [String]
  /// What borders leave of the number of securities, where it stands on its line.
  let amountParts: [Substring]
  /// The code where it stands on its line.
  let codePlace: Substring?
  /// The row as the page shows it.
  let shown: String
  /// Nothing of it was read.
  let isIllegible: Bool
  /// The cells of its line.
  let cells: Int?
  /// Which of them are not empty.
  let filledCells: [Bool]
  /// What the row leaves unexplained, as `RowSearch` counts it.
  let cost: Int
  /// A number stands in the row that no column could take, or a cell is missing: a value may be a part of one, or stand
  /// in another's place.
  var isOutOfPlace: Bool

  /// `line` is what the pieces are of.
  init(_ row: RowPieces, of line: PageLine, columns: [RowColumn]) {
    let (pieces, isSpread) = (row.pieces, row.isSpread)
    let result = RowSearch(row: row, columns: columns).result()
    let found = FoundColumns(
      pieces: pieces, columns: columns, result: result, isSpread: isSpread)
    shown = PageText.flattened(line.text)
    cells = line.cells
    filledCells = line.filledCells
    isIllegible = false
    cost = result.cost
    title =
      found.wording(.title, PrintedWords.ofSecurities)
      ?? Wording(of: [], isSpread: false, words: .ofSecurities)
    dates = found.candidates(.date, PrintedValue.day)
    deemed = found.candidates(.deemed, PrintedValue.day)
    codes = found.candidates(.code) { TransactionCode(String($0)) }
    isEarly = !found.matches(.early).isEmpty
    shares = found.candidates(.amount, PrintedValue.plainCount, or: PrintedValue.pointedCount)
    directions = found.candidates(.acquired) { $0 == "A" ? true : $0 == "D" ? false : nil }
    prices = found.candidates(.price, PrintedValue.price)
    balances = found.candidates(.owned, PrintedValue.plainCount, or: PrintedValue.pointedCount)
    directness = found.candidates(.direct) { $0 == "D" ? true : $0 == "I" ? false : nil }
    nature = found.wording(.nature, PrintedWords.ofSecurities)
    terms = TableTerms(found)
    markers = unique(columns.flatMap { found.markers($0) } + found.untakenMarkers)
    priceMarkers = found.markers(.price)
    codePlace = found.matches(.code).first.map { pieces[$0.pieces.lowerBound].text }
    amountParts = found.matches(.amount).first.map { pieces[$0.pieces].map(\.text) } ?? []
    isOutOfPlace = found.hasNumberLeft || line.isRejoined
  }

  /// A row that the page shows and of which nothing can be read. It keeps its place, so that those behind it keep theirs.
  init(illegible line: String) {
    shown = PageText.flattened(line)
    (cells, filledCells) = (nil, [])
    cost = FoundColumns.dearest
    isIllegible = true
    title = Wording(of: [], isSpread: false, words: .ofSecurities)
    (dates, deemed, codes, directions) = (Candidates([]), Candidates([]), Candidates([]), Candidates([]))
    (shares, prices, balances, directness) = (
      Candidates([]), Candidates([]), Candidates([]), Candidates([])
    )
    (isEarly, nature, terms) = (false, nil, TableTerms())
    (markers, priceMarkers, amountParts, codePlace) = ([], [], [], nil)
    isOutOfPlace = true
  }

  /// Neither a date nor a code stands in it.
  var isUntimed: Bool { dates.isBlank && codes.isBlank }

  /// Neither title nor date stands in the line, nor what may be a piece of one: it goes on with the row above.
  var isRest: Bool { title.readings.isEmpty && dates.isBlank && !isIllegible && !shown.contains("/") }

  /// A border stands in one of the values.
  var isCut: Bool { dates.isCut || shares.isCut || prices.isCut || balances.isCut }

  /// A date with one number: captions have none.
  var hasDateAndNumber: Bool { !dates.isBlank && numbers > 0 }

  /// A date with a number, or without a date three values of which one says that something changed: with less a line is
  /// a rest of a caption, or a holding.
  var isTransaction: Bool {
    let letters = [codes.isBlank, directions.isBlank, directness.isBlank].count { !$0 }
    let isChange = !prices.isBlank || !directions.isBlank
    return hasDateAndNumber || (isChange && numbers + letters > 2)
  }

  private var numbers: Int {
    [shares.isBlank, prices.isBlank, balances.isBlank].count { !$0 }
  }
}

/// The columns that Table II has and Table I lacks.
struct TableTerms {
  var exercisePrices: Candidates<Decimal>
  var exercisable: Candidates<Day>
  var expires: Candidates<Day>
  let underlying: Wording?
  var underlyingShares: Candidates<Decimal>

  /// Of a row that is not legible.
  init() {
    (exercisePrices, underlyingShares) = (Candidates([]), Candidates([]))
    (exercisable, expires, underlying) = (Candidates([]), Candidates([]), nil)
  }

  init(_ found: FoundColumns) {
    exercisePrices = found.candidates(.exercisePrice, PrintedValue.price)
    exercisable = found.candidates(.exercisable, PrintedValue.day)
    expires = found.candidates(.expires, PrintedValue.day)
    underlying = found.wording(.underlying, PrintedWords.ofSecurities)
    underlyingShares = found.candidates(
      .underlyingAmount, PrintedValue.plainCount, or: PrintedValue.pointedCount)
  }
}
