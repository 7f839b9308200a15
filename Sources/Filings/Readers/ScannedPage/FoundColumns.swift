/// What a search found for the columns of a row, as values.
struct FoundColumns {
  let pieces: [Piece]
  let columns: [RowColumn]
  let result: RowSearch.Result
  let isSpread: Bool

  private var matches: [[RowSearch.Match]] { result.matches }

  /// Two columns without a value and a speck. Where more is missing, values may have moved into their neighbours' place,
  /// and only a date is told by its form.
  static let dearest = 24

  func matches(_ column: RowColumn) -> [RowSearch.Match] {
    columns.firstIndex(of: column).map { matches[$0] } ?? []
  }

  /// The readings of a column's value, without the footnotes behind it.
  func candidates<Value>(
    _ column: RowColumn, _ value: (Substring) -> Value?, or other: (Substring) -> Value? = { _ in nil }
  ) -> Candidates<Value> {
    let found = matches(column)
    let isTorn = found.contains(where: isTorn) || (result.cost > FoundColumns.dearest && column != .date)
    let readings =
      isTorn
      ? []
      : found.flatMap { match in
        match.readings.flatMap { text -> [Candidates<Value>.Reading] in
          let shown = text.prefix { $0 != "(" }
          return [value(shown), other(shown)].compactMap { $0 }.map {
            Candidates.Reading(value: $0, pieces: match.pieces)
          }
        }
      }
    var candidates = Candidates(readings)
    candidates.isOpen = !found.isEmpty && columns.firstIndex(of: column).map { result.isEmpty[$0] } == true
    candidates.isCut = found.contains { !isSpread && $0.pieces.count > 1 }
    candidates.isCutInDecimals = found.contains(where: isCutInDecimals)
    candidates.isMisread = found.contains(where: \.isMisread)
    candidates.hasMarkers = !isTorn && found.contains { $0.readings.contains { $0.contains("(") } }
    return candidates
  }

  private func isCutInDecimals(_ match: RowSearch.Match) -> Bool {
    let cut = pieces[match.pieces]
    return !isSpread
      && zip(cut, cut.dropFirst()).contains { $0.text.contains(".") && $1.text.first?.isNumber == true }
  }

  /// The footnotes behind a column's value, when all its readings have the same.
  func markers(_ column: RowColumn) -> [String] {
    let found = matches(column)
    if column.isText { return found.first.map { textMarkers(pieces[$0.pieces]) } ?? [] }
    let readings = unique(found.flatMap(\.readings).map { PrintedValue.markers($0) ?? [] })
    return readings.count == 1 ? readings[0] : []
  }

  /// The words of a column, without the footnotes behind them; `nil` when it has none.
  func wording(_ column: RowColumn, _ vocabulary: PrintedWords) -> Wording? {
    let wordings = matches(column).prefix(Limits.cellPieces).compactMap { match -> Wording? in
      let words = pieces[match.pieces].compactMap(FoundColumns.withoutMarkers)
      let next = match.pieces.upperBound
      let isBeforeBorder = next < pieces.count && pieces[next].separator == .border
      return words.isEmpty
        ? nil
        : Wording(of: words, isSpread: isSpread, words: vocabulary, isBeforeBorder: isBeforeBorder)
    }
    guard let first = wordings.first else { return nil }
    let wording = wordings.count == 1 ? first : Wording(eitherOf: wordings)
    let isBesideWord = matches(column).contains {
      isUntakenWord($0.pieces.lowerBound - 1) || isUntakenWord($0.pieces.upperBound)
    }
    return isBesideWord ? wording.doubted : wording
  }

  private func isUntakenWord(_ at: Int) -> Bool {
    guard pieces.indices.contains(at), !isTaken(at) else { return false }
    let letters = pieces[at].text.count { $0.isLetter }
    // The `B` of `By Trust`: a border or a speck leaves no such letter.
    return letters > 1 || (letters == 1 && !pieces[at].isStray && pieces[at].text.count == 1)
  }

  /// Digits that no column took stand right beside the value: it is a part of a number that is not legible.
  private func isTorn(_ match: RowSearch.Match) -> Bool {
    guard match.readings.contains(where: { $0.contains(where: \.isNumber) }) else { return false }
    let goesOn = isSpread ? isPart(match) : isGroup(match)
    if goesOn { return true }
    return isRest(match.pieces.lowerBound - 1, joinedAt: match.pieces.lowerBound, step: -1)
      || isWordsRest(match) || isFirstDigit(match.pieces.lowerBound - 1)
      || isRest(match.pieces.upperBound, joinedAt: match.pieces.upperBound, step: 1)
  }

  /// Where letters are spread, a column's end is wider than the blanks within it: digits behind a single blank go on.
  private func isPart(_ match: RowSearch.Match) -> Bool {
    let (start, end) = (match.pieces.lowerBound, match.pieces.upperBound)
    let isBehind = start > 0 && pieces[start].separator == .blank && hasDigit(start - 1) && hasDigit(start)
    let isBefore =
      end < pieces.count && pieces[end].separator == .blank && hasDigit(end - 1) && hasDigit(end)
    return isBehind || isBefore
  }

  /// Digits beside which a group of three stands behind a blank: `174 315`.
  private func isGroup(_ match: RowSearch.Match) -> Bool {
    [match.pieces.lowerBound, match.pieces.upperBound].contains { at in
      at > 0 && at < pieces.count && pieces[at].separator == .blank && isDigits(at - 1) && isDigits(at)
        && pieces[at].text.prefix(while: \.isNumber).count == 3
    }
  }

  private func isDigits(_ at: Int) -> Bool { pieces[at].text.allSatisfy { $0.isNumber || $0 == "," } }

  private func hasDigit(_ at: Int) -> Bool { pieces[at].text.contains(where: \.isNumber) }

  /// A digit alone in front of the border where a number begins is no speck, unless it stands on both sides.
  private func isFirstDigit(_ at: Int) -> Bool {
    guard at >= 0, !isTaken(at), !pieces[at + 1].isBehindEmptyCell,
      let first = pieces[at + 1].text.first, first.isNumber
    else { return false }
    guard pieces[at + 1].separator == .border else { return isFirstDigit(at, ofColumn: at + 1) }
    return pieces[at].text.count == 1 && pieces[at].text.allSatisfy(\.isNumber)
  }

  /// The same where the space between two columns stands for the border. A speck may be read as 1, and stands alone.
  private func isFirstDigit(_ at: Int, ofColumn next: Int) -> Bool {
    pieces[next].separator == .column && pieces[at].text.count == 1
      && pieces[at].text.allSatisfy(\.isNumber) && (pieces[at].text != "1" || pieces[at].separator == .blank)
  }

  /// Digits at the end of the words in front, up to the border where the number begins, are the number's first ones.
  private func isWordsRest(_ match: RowSearch.Match) -> Bool {
    let start = match.pieces.lowerBound
    guard start > 0, pieces[start].separator == .border, !pieces[start].text.hasPrefix("$"),
      pieces[start - 1].text.allSatisfy({ $0.isNumber || $0 == "," })
    else { return false }
    return zip(columns, matches).contains { column, matches in
      column.isText && matches.contains { $0.pieces.contains(start - 1) }
    }
  }

  /// Whether the piece, or the one beyond a speck, is a rest of the number beside it.
  private func isRest(_ at: Int, joinedAt border: Int, step: Int) -> Bool {
    guard pieces.indices.contains(at), pieces.indices.contains(border), !isTaken(at), isJoined(border) else {
      return false
    }
    if pieces[at].isStray, !pieces[at].text.allSatisfy(\.isNumber) {
      let beyond = at + step
      return pieces.indices.contains(beyond) && !isTaken(beyond) && isRest(beyond)
    }
    return isRest(at)
  }

  private func isRest(_ at: Int) -> Bool {
    pieces[at].text.count > 1 && pieces[at].text.contains(where: \.isNumber)
  }

  private func isTaken(_ at: Int) -> Bool {
    matches.joined().contains { $0.pieces.contains(at) }
  }

  /// Whether what stands in front of a piece may cut a number: in spread letters that is a blank, elsewhere a border or
  /// the space between columns.
  private func isJoined(_ at: Int) -> Bool {
    switch pieces[at].separator {
    case .border: true
    case .blank: isSpread
    case .gap, .column: !isSpread
    case .start: false
    }
  }

  /// The footnotes behind pieces that no column could take.
  var untakenMarkers: [String] {
    pieces.indices.filter { !isTaken($0) && pieces[$0].text.contains("(") }.flatMap {
      PrintedValue.markers(pieces[$0].text) ?? []
    }
  }

  /// A number stands in the row that no column could take, or that a column of words took.
  var hasNumberLeft: Bool {
    pieces.indices.contains { !isTaken($0) && isNumberLeft($0) }
      || matches(.nature).contains { $0.pieces.contains { isNumber(pieces[$0].text) } }
  }

  /// More than a speck and a footnote's number.
  private func isNumberLeft(_ at: Int) -> Bool {
    let text = pieces[at].text
    guard text.contains(where: \.isNumber), !text.contains("("), !text.contains(")") else { return false }
    return !pieces[at].isStray
  }

  /// A number with a comma or a point in it, or with a letter among its digits, is no word of a nature.
  private func isNumber(_ text: Substring) -> Bool {
    let digits = text.count(where: \.isNumber)
    guard digits > 0, !text.contains("(") else { return false }
    let isGrouped = zip(text, text.dropFirst()).contains {
      ($0.isNumber && ",./".contains($1)) || (",./".contains($0) && $1.isNumber)
    }
    return isGrouped || (digits > 2 && text.contains(where: \.isLetter))
  }

  private func textMarkers(_ pieces: ArraySlice<Piece>) -> [String] {
    pieces.flatMap { piece in
      PrintedValue.markers(piece.text).map { $0 } ?? []
    }
  }

  /// `Stock(1)` as `Stock`; `nil` for a piece that is nothing but footnotes.
  private static func withoutMarkers(_ piece: Piece) -> Piece? {
    guard let markers = PrintedValue.markers(piece.text), !markers.isEmpty else { return piece }
    let word = piece.text.prefix { $0 != "(" }
    return word.isEmpty ? nil : Piece(text: word, separator: piece.separator)
  }
}
