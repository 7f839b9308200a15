/// The pieces of a line that may be a row, and the numbers and dates that they may be: the same for every table.
struct RowPieces {
  let pieces: [Piece]
  let isSpread: Bool
  /// The numbers of the page's footnotes.
  let notes: Set<String>
  /// For each piece the number of its letters, and what it costs as a word of a title.
  let letters: [Int]
  let wordCosts: [Int]
  /// For each piece the runs that begin there.
  private(set) var runs: [[RowSearch.Run]] = []

  /// `nil` for a line with more pieces than a row can have.
  init?(_ line: String, isSpread: Bool, notes: Set<String>) {
    guard line.utf8.count <= Limits.pageLineBytes else { return nil }
    pieces = Piece.pieces(of: line)
    self.isSpread = isSpread
    self.notes = notes
    let isBordered = pieces.contains { $0.separator == .border }
    guard pieces.count <= (isBordered ? Limits.borderedPieces : Limits.rowPieces) else { return nil }
    letters = pieces.map { piece in piece.text.count { $0.isLetter } }
    wordCosts = pieces.map { RowPieces.costOfWord($0, isSpread: isSpread) }
    runs = pieces.indices.map(runs(at:))
  }

  /// A date stands in the line, whole or in parts.
  var hasDate: Bool {
    runs.joined().contains { run in run.readings.contains { $0.kinds == .date } }
  }

  /// A price between two dates parts two rows whose lines run into one; in Table I anything that stands between them,
  /// where the second date need be none of the form's columns.
  func rowsRunningTogether(isDerivative: Bool) -> Int {
    var (rows, at) = (1, 0)
    var (isDated, isPriced) = (false, false)
    while at < pieces.count {
      let date = runs[at].first { run in run.readings.contains { $0.kinds == .date } }
      if date != nil {
        if isDated, isPriced { rows += 1 }
        (isDated, isPriced) = (true, false)
      } else if isDerivative ? beginsPrice(at) : !pieces[at].isStray {
        isPriced = true
      }
      at = date?.pieces.upperBound ?? at + 1
    }
    return rows
  }

  private func beginsPrice(_ at: Int) -> Bool {
    runs[at].contains { run in run.readings.contains { $0.kinds == .price } }
  }

  /// What is no word costs as much as it is unlikely in a title.
  private static func costOfWord(_ piece: Piece, isSpread: Bool) -> Int {
    if isSpread { return 0 }
    if piece.isStray { return 3 }
    if piece.text.contains(where: \.isLetter) { return 0 }
    if PrintedKinds(of: String(piece.text.prefix(longestNumber))) == .date { return 9 }
    return piece.text.hasPrefix("$") ? 1 : 2
  }

  /// Runs of pieces that may be parts of one number or date; a speck may stand between two of them.
  private func runs(at start: Int) -> [RowSearch.Run] {
    var runs: [RowSearch.Run] = []
    var readings: [String] = []
    var (count, cost, end) = (0, 0, start)
    while end < pieces.count, count < Limits.cellPieces, end == start || isJoinable(end) {
      let specks = count == 0 || isClosed(readings, by: end) ? 0 : specks(at: end)
      guard end + specks < pieces.count, isNumeric(pieces[end + specks].text) else { break }
      let separator = specks > 0 ? Piece.Separator.border : pieces[end].separator
      readings = CellJoin.readings(
        readings, with: Piece(text: pieces[end + specks].text, separator: separator))
      guard !readings.isEmpty else { break }
      cost += specks * 2
      end += specks + 1
      count += 1
      runs.append(RowSearch.Run(pieces: start..<end, cost: cost, readings: printable(readings)))
    }
    return runs
  }

  /// The readings that a form can print; where some refer to footnotes that the page has, no others.
  private func printable(_ readings: [String]) -> [RowSearch.Run.Reading] {
    let values = readings.map { RowSearch.Run.Reading(text: $0, kinds: PrintedKinds(of: $0)) }
      .filter { !$0.kinds.isEmpty }
    let told = values.filter { PrintedValue.markers($0.text)?.allSatisfy(notes.contains) == true }
    return told.isEmpty ? values : told
  }

  /// Whether a bracket closes the footnote's number in front of it, which a border cut: no speck.
  private func isClosed(_ readings: [String], by place: Int) -> Bool {
    pieces[place].text == ")" && readings.contains { $0.count { $0 == "(" } > $0.count { $0 == ")" } }
  }

  /// One when a speck stands behind the border, in front of a number that goes on.
  private func specks(at place: Int) -> Int {
    place + 1 < pieces.count && pieces[place].isStray && pieces[place].separator == .border
      && pieces[place + 1].separator == .blank && !pieces[place].text.allSatisfy(\.isNumber) ? 1 : 0
  }

  private func isNumeric(_ text: Substring) -> Bool {
    text.utf8.count <= RowPieces.longestNumber
      && text.allSatisfy { $0.isASCII && ($0.isNumber || "$,./()".contains($0)) }
  }

  /// `$999,999,999,999.9999(10)(11)(12)`.
  private static let longestNumber = 34

  /// A value goes on behind a border; where letters are spread, behind a single blank; a footnote's number and what
  /// stands behind a lone `$` are sometimes set apart.
  private func isJoinable(_ at: Int) -> Bool {
    switch pieces[at].separator {
    case .border: true
    case .blank: isSpread || pieces[at - 1].text == "$" || pieces[at].text.first == "("
    case .start, .gap, .column: false
    }
  }
}

extension RowSearch {
  /// Pieces that may be one number or date, with every text that they may be.
  struct Run {
    let pieces: Range<Int>
    let cost: Int
    let readings: [Reading]

    /// A text, and what it can be printed as.
    struct Reading {
      let text: String
      let kinds: PrintedKinds
    }
  }
}

/// The kinds of value as which a form prints a text, footnotes behind it or not.
struct PrintedKinds: OptionSet {
  let rawValue: Int

  static let date = PrintedKinds(rawValue: 1)
  static let price = PrintedKinds(rawValue: 2)
  static let count = PrintedKinds(rawValue: 4)
  /// Footnotes alone, in the place of a value.
  static let notes = PrintedKinds(rawValue: 8)
}

extension PrintedKinds {
  init(of text: String) {
    guard PrintedValue.markers(text) != nil else {
      self = []
      return
    }
    let value = text.prefix { $0 != "(" }
    if value.isEmpty {
      self = .notes
    } else if value.first == "$" {
      self = PrintedValue.price(value) == nil ? [] : .price
    } else if value.contains("/") {
      self = value.utf8.count != 10 || PrintedValue.day(value) == nil ? [] : .date
    } else {
      self = PrintedValue.count(value) == nil ? [] : .count
    }
  }
}
