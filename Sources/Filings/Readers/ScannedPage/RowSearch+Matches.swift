extension RowSearch {
  /// Everything that `column` may hold from the piece at `start` on.
  func matches(of column: RowColumn, at start: Int) -> [Match] {
    if let letters = column.letters { return letter(of: letters, at: start).map { [$0] } ?? [] }
    return column.isText ? texts(of: column, at: start) : numbers(of: column, at: start)
  }

  // MARK: Letters

  /// A single letter, or a glyph that one of the letters may have been read as.
  private func letter(of letters: [Character], at start: Int) -> Match? {
    let text = pieces[start].text
    guard let glyph = text.first, let markers = PrintedValue.markers(text.dropFirst()),
      text.count <= 2 || !markers.isEmpty
    else { return nil }
    let range = start..<(start + 1)
    // A small letter beside the capital is the same letter once more.
    if text.count == 2, letters.contains(glyph), text.last == Character(glyph.lowercased()) {
      return Match(pieces: range, cost: 1, readings: [String(glyph)])
    }
    if letters.contains(glyph), text.count == 1 || !markers.isEmpty {
      return Match(pieces: range, cost: 0, readings: [String(text)])
    }
    guard text.count == 1 || !markers.isEmpty else { return nil }
    let printed = letters.filter { Glyph.isMisreading(glyph, of: $0) }
    guard !printed.isEmpty, letters != ["V"] else { return nil }
    let readings = printed.map { String($0) + text.dropFirst() }
    return Match(pieces: range, cost: 4, readings: readings, isMisread: true)
  }

  // MARK: Numbers and dates

  /// Runs of pieces that may be parts of one number or date; a speck may stand between two of them.
  private func numbers(of column: RowColumn, at start: Int) -> [Match] {
    var matches: [Match] = []
    var run: [Piece] = []
    var cost = 0
    var end = start
    while end < pieces.count, run.count < Limits.cellPieces, end == start || isJoinable(end) {
      let specks = run.isEmpty ? 0 : specks(at: end)
      guard end + specks < pieces.count, isNumeric(pieces[end + specks].text) else { break }
      let separator = specks > 0 ? Piece.Separator.border : pieces[end].separator
      run.append(Piece(text: pieces[end + specks].text, separator: separator))
      cost += specks * 2
      end += specks + 1
      let readings = CellJoin.readings(of: run).filter(column.canShow)
      if !readings.isEmpty { matches.append(Match(pieces: start..<end, cost: cost, readings: readings)) }
    }
    return matches + ungrouped(column, at: start)
  }

  /// One when a speck stands behind the border, in front of a number that goes on.
  private func specks(at place: Int) -> Int {
    place + 1 < pieces.count && pieces[place].isStray && pieces[place].separator == .border
      && pieces[place + 1].separator == .blank && !pieces[place].text.allSatisfy(\.isNumber) ? 1 : 0
  }

  /// A whole number without commas: few pages are printed so.
  private func ungrouped(_ column: RowColumn, at start: Int) -> [Match] {
    let text = pieces[start].text
    guard column == .amount || column == .owned || column == .underlyingAmount, (4...12).contains(text.count),
      text.first != "0", text.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return [] }
    return [Match(pieces: start..<(start + 1), cost: 1, readings: [String(text)])]
  }

  private func isNumeric(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isASCII && ($0.isNumber || "$,./()".contains($0)) }
  }

  /// A value goes on behind a border; where letters are spread, behind a single blank; a footnote's number and what
  /// stands behind a lone `$` are sometimes set apart.
  private func isJoinable(_ at: Int) -> Bool {
    switch pieces[at].separator {
    case .border: true
    case .blank: isSpread || pieces[at - 1].text == "$" || pieces[at].text.first == "("
    case .start, .gap, .column: false
    }
  }

  // MARK: Words

  /// Longer and longer runs of words. What stands in them that is no word costs as much as it is unlikely.
  private func texts(of column: RowColumn, at start: Int) -> [Match] {
    var matches: [Match] = []
    var cost = column == .nature ? 1 : 0
    var letters = 0
    for end in start..<min(pieces.count, start + Limits.rowTextPieces) {
      cost += costOfWord(pieces[end], isFirst: end == start) * (column == .nature ? 3 : 1)
      letters += pieces[end].text.count { $0.isLetter }
      if letters > 1 { matches.append(Match(pieces: start..<(end + 1), cost: cost, readings: [])) }
    }
    return matches
  }

  private func costOfWord(_ piece: Piece, isFirst: Bool) -> Int {
    if !isFirst, piece.separator == .column || piece.isBehindEmptyCell { return 4 }
    if isSpread { return 0 }
    if piece.isStray { return 3 }
    if piece.text.contains(where: \.isLetter) { return 0 }
    return piece.text.hasPrefix("$") ? 1 : 2
  }
}
