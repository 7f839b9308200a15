/// The cells of one row of Table I, as far as they can be told apart: title, date, code, amount, A or D, price, amount
/// owned, D or I, nature. A list of readings for each number and date; one is certain, several are candidates.
struct PageRow {
  var title: [String] = []
  var dates: [Day] = []
  var code: TransactionCode?
  var shares: [Decimal] = []
  var isAcquired: Bool?
  /// Price and amount owned: where one ends and the other begins may be open, so their readings come in pairs.
  var pricesAndBalances: [(price: Decimal, balance: Decimal)] = []
  /// The numbers of the footnotes behind the price.
  var markers: [String] = []
  var isDirect: Bool?
  var nature: String?
  /// The row as the page shows it.
  let shown: String

  /// `nil` for a line without a date and without a price: a caption.
  init?(_ line: Substring) {
    shown = PageText.flattened(line)
    let pieces = PageRow.pieces(of: line)
    guard let dateStart = pieces.firstIndex(where: { $0.contains("/") && $0.contains(where: \.isNumber) })
    else {
      return nil
    }
    var rest = pieces[dateStart...]
    let datePieces = Array(rest.prefix(while: PageRow.isDatePiece))
    rest = rest.dropFirst(datePieces.count)
    readTitleAndDate(PageRow.titleCells(of: line, before: pieces[dateStart]), datePieces)
    readCode(&rest)
    readShares(&rest)
    readPrice(&rest)
    readOwnership(rest)
  }

  // MARK: Cells in their order

  /// The border before the date may have left its first digit in the title's cell, or twice.
  private mutating func readTitleAndDate(_ cells: [Substring], _ pieces: [Substring]) {
    title = CellJoin.readings(of: cells)
    dates = PageRow.days(pieces)
    guard let last = cells.last, let word = last.split(separator: " ").last, word.count < last.count,
      PageRow.isDatePiece(word)
    else { return }
    let shortened = Array(cells.dropLast()) + [PageText.withoutEnds(last.dropLast(word.count))]
    let completed = PageRow.days([word] + pieces)
    if dates.isEmpty {
      (title, dates) = (CellJoin.readings(of: shortened), completed)
    } else if !completed.isEmpty {
      title += CellJoin.readings(of: shortened)
    }
  }

  private mutating func readCode(_ rest: inout ArraySlice<Substring>) {
    rest = rest.drop(while: PageRow.isBorder)
    guard let piece = rest.first, piece.count == 1, let letter = TransactionCode(String(piece)),
      letter.meaning != nil,
      piece.first?.isUppercase == true
    else { return }
    code = letter
    rest.removeFirst()
    // The border behind it, or the letter once more.
    if let next = rest.first, next.lowercased() == piece.lowercased() { rest.removeFirst() }
  }

  private mutating func readShares(_ rest: inout ArraySlice<Substring>) {
    let numbers = Array(rest.prefix(while: PageRow.isNumeric))
    rest = rest.dropFirst(numbers.count).drop(while: PageRow.isBorder)
    shares = PageRow.counts(numbers)
    if let letter = rest.first, letter == "A" || letter == "D" {
      isAcquired = letter == "A"
      rest.removeFirst()
    } else {
      // The last number may be what is left of the letter.
      shares = unique(shares + PageRow.counts(numbers.dropLast()))
      rest = rest.drop { !$0.hasPrefix("$") && $0 != "\\" }
    }
  }

  private mutating func readPrice(_ rest: inout ArraySlice<Substring>) {
    rest = rest.drop { $0.count == 1 && $0 != "$" }
    // The sign twice, once on each side of a border.
    if rest.first == "$", rest.dropFirst().first?.hasPrefix("$") == true { rest.removeFirst() }
    guard let first = rest.first, first.hasPrefix("$") else { return }
    rest[rest.startIndex] = first.dropFirst()
    var numbers: [Substring] = []
    var closed: Int?
    while let piece = rest.first {
      let digits = piece.prefix { $0 != "(" }
      guard digits.isEmpty || PageRow.isNumeric(digits) || piece == ")" else { break }
      rest.removeFirst()
      if !digits.isEmpty, piece != ")" { numbers.append(digits) }
      guard digits.count < piece.count else { continue }
      // `(1` and `)`, with a border between them.
      let isCut = piece.last != ")" && rest.first == ")"
      guard let marker = PageRow.marker(piece.dropFirst(digits.count) + (isCut ? ")" : "")) else { break }
      markers.append(marker)
      closed = numbers.count
    }
    pair(numbers, priceEndsAt: closed)
  }

  /// Every way to share the numbers among price and balance.
  private mutating func pair(_ numbers: [Substring], priceEndsAt closed: Int?) {
    guard numbers.count > 1, numbers.count <= Limits.cellPieces else { return }
    for split in 1..<numbers.count where closed == nil || closed == split {
      for price in PageRow.counts(numbers[..<split]) {
        for balance in PageRow.counts(numbers[split...]) { pricesAndBalances.append((price, balance)) }
      }
    }
  }

  private mutating func readOwnership(_ rest: ArraySlice<Substring>) {
    let rest = rest.drop(while: PageRow.isBorder)
    guard let letter = rest.first, letter == "D" || letter == "I" else { return }
    isDirect = letter == "D"
    let words = rest.dropFirst()
    if !words.isEmpty { nature = words.joined(separator: " ") }
  }

  // MARK: Pieces

  /// What blanks and tabs separate, with the escapes of the page's text undone.
  private static func pieces(of line: Substring) -> [Substring] {
    line.split { $0 == "\t" || $0 == " " }.map { $0.hasPrefix("\\$") ? $0.dropFirst() : $0 }
  }

  /// The cells in front of the date; a title that no border cuts is one.
  private static func titleCells(of line: Substring, before date: Substring) -> [Substring] {
    line[..<date.startIndex].split(separator: "\t").map(PageText.trimmed).filter { !$0.isEmpty }
  }

  /// A border that was read as a stroke, a point or a small letter.
  private static func isBorder(_ piece: Substring) -> Bool {
    piece.count == 1 && piece.allSatisfy { $0.isLowercase || "|.,)1".contains($0) }
  }

  private static func isDatePiece(_ piece: Substring) -> Bool {
    piece.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "/") }
  }

  private static func days(_ pieces: [Substring]) -> [Day] {
    unique(CellJoin.readings(of: pieces).compactMap(PrintedValue.day))
  }

  private static func counts(_ pieces: some Sequence<Substring>) -> [Decimal] {
    unique(CellJoin.readings(of: Array(pieces)).compactMap(PrintedValue.count))
  }

  private static func isNumeric(_ piece: Substring) -> Bool {
    !piece.isEmpty && piece.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
  }

  /// `(1)` as `1`.
  private static func marker(_ text: Substring) -> String? {
    guard text.first == "(", text.last == ")", text.count <= 4 else { return nil }
    let digits = text.dropFirst().dropLast()
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber } ? String(digits) : nil
  }
}

/// Without repetition, in the order of first appearance.
func unique<Value: Equatable>(_ values: [Value]) -> [Value] {
  values.reduce(into: []) { kept, value in
    if !kept.contains(value) { kept.append(value) }
  }
}
