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

  /// The runs that the column can show.
  private func numbers(of column: RowColumn, at start: Int) -> [Match] {
    let shown = row.runs[start].compactMap { run -> Match? in
      let readings = run.readings.filter { !$0.kinds.isDisjoint(with: column.kinds) }.map(\.text)
      return readings.isEmpty ? nil : Match(pieces: run.pieces, cost: run.cost, readings: readings)
    }
    return shown + ungrouped(column, at: start)
  }

  /// A whole number without commas: few pages are printed so.
  private func ungrouped(_ column: RowColumn, at start: Int) -> [Match] {
    let text = pieces[start].text
    guard column == .amount || column == .owned || column == .underlyingAmount, (4...12).contains(text.count),
      text.first != "0", text.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return [] }
    return [Match(pieces: start..<(start + 1), cost: 1, readings: [String(text)])]
  }

  // MARK: Words

  /// Longer and longer runs of words. What stands in them that is no word costs as much as it is unlikely.
  private func texts(of column: RowColumn, at start: Int) -> [Match] {
    var matches: [Match] = []
    var cost = column == .nature ? 1 : 0
    var letters = 0
    for end in start..<min(pieces.count, start + Limits.rowTextPieces) {
      cost += costOfWord(end, isFirst: end == start) * (column == .nature ? 3 : 1)
      letters += row.letters[end]
      if letters > 1 { matches.append(Match(pieces: start..<(end + 1), cost: cost, readings: [])) }
    }
    return matches
  }

  private func costOfWord(_ at: Int, isFirst: Bool) -> Int {
    if !isFirst, row.pieces[at].separator == .column || row.pieces[at].isBehindEmptyCell { return 4 }
    return row.wordCosts[at]
  }
}
