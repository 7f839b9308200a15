/// Makes pages as recognition leaves them of printed forms: the same page from the same seed.
///
/// It imitates what was seen on real pages and on others' made ones, and wears them harder where `wear` says so: borders
/// that cut texts anywhere, the glyph on a border on both sides, on one, misread or gone, specks in empty cells, letters
/// misread elsewhere, letters spread by blanks.
struct PageMaker {
  enum Shape: String, CaseIterable {
    /// Cells parted by tabs.
    case tabs
    /// A Markdown table.
    case pipes
    /// Columns aligned with spaces, and letters spread by blanks.
    case spread
    /// Columns aligned with spaces.
    case columns
    /// Cells that borders cut, as with tabs, and that were aligned with spaces then.
    case cutColumns
  }

  /// How much of a page is damaged, each as a share.
  struct Wear {
    /// Of the texts that a border cuts: the glyph on it stands on both sides.
    var doubled = 0.4
    /// One glyph beside the border is read as another.
    var misread = 0.06
    /// A letter beside the border is gone.
    var lost = 0.03
    /// A digit beside the border is gone.
    var lostDigit = 0.004
    /// A speck stands in an empty cell.
    var speck = 0.02
    /// Letters anywhere are read as others.
    var blurred = 0.004
    /// Borders besides those of the columns.
    var extraBorders = 4
    /// The boxes are not legible.
    var hiddenBoxes = 0.3

    static let light = Wear(
      doubled: 0.2, misread: 0.02, lost: 0.01, lostDigit: 0, speck: 0.005, blurred: 0, extraBorders: 1)
    static let usual = Wear()
    static let heavy = Wear(
      doubled: 0.5, misread: 0.1, lost: 0.06, lostDigit: 0.008, speck: 0.05, blurred: 0.016, extraBorders: 9)
  }

  let shape: Shape
  let wear: Wear
  private var random: SeededGenerator

  /// All forms, Table II, joint filers and amendments; without it plain Forms 4.
  let isVaried: Bool

  init(seed: UInt64, shape: Shape, wear: Wear = .usual, isVaried: Bool = false) {
    self.isVaried = isVaried
    self.shape = shape
    self.wear = wear
    random = SeededGenerator(seed: seed)
  }

  mutating func page() -> (text: String, truth: PageTruth) {
    var form = MadeForm(using: &random, isVaried: isVaried)
    if happens(wear.hiddenBoxes), form.truth.form == "4" { hideBoxes(of: &form) }
    let text =
      Self.opening.replacing("FORM 4", with: "FORM \(form.truth.form)") + "\n"
      + tables(of: form).joined(separator: "\n") + "\n" + closing(of: form.truth)
    return (text, form.truth)
  }

  private mutating func hideBoxes(of form: inout MadeForm) {
    form.head[0][2] = "Check a onship of F II applicab Director Officer (gi ole) p Person(s) to Is 10% C"
    form.head[1][2] = "below) below)"
    form.truth.owner.title = nil
    form.truth.owner.otherText = nil
    form.truth.illegible = [
      "owner.director", "owner.officer", "owner.ten_percent_owner", "owner.title",
      "owner.other", "owner.other_text",
    ]
  }

  private mutating func happens(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  // MARK: Lines

  private mutating func tables(of form: MadeForm) -> [String] {
    var lines = form.head.map { textLine($0) }
    if shape == .pipes { lines.insert("|---|---|---|", at: 1) }
    for table in form.tables {
      let borders = borders(of: table)
      lines.append(textLine(["", table.title]))
      lines.append(textLine(table.captions))
      if !table.heads.isEmpty { lines.append(gridLine(table.heads, table, borders)) }
      lines += table.rows.map { gridLine($0, table, borders) }
    }
    return lines + form.printedJointFilers().map { textLine($0) }
  }

  /// The borders of the columns, each a little beside its place, and some more.
  private mutating func borders(of table: MadeTable) -> [Int] {
    var borders = table.columns.dropFirst().map { $0 + Int.random(in: -2...2, using: &random) }
    let end = (table.columns.last ?? 0) + 10
    for _ in 0..<wear.extraBorders { borders.append(Int.random(in: 1...end, using: &random)) }
    return Array(Set(borders)).sorted()
  }

  private mutating func gridLine(_ cells: [String], _ table: MadeTable, _ borders: [Int]) -> String {
    switch shape {
    case .spread, .columns: return aligned(cells, table.columns)
    case .tabs, .pipes, .cutColumns:
      var glyphs: [Character] = []
      for (cell, column) in zip(cells, table.columns) {
        while glyphs.count < column { glyphs.append(" ") }
        if glyphs.count > column, glyphs.last != " ", !cell.isEmpty { glyphs.append(" ") }
        glyphs += Array(blurred(cell))
      }
      return joined(cut(glyphs, borders))
    }
  }

  private mutating func textLine(_ cells: [String]) -> String {
    switch shape {
    case .spread, .columns: return aligned(cells, [0, 70, 150, 190, 230, 270, 310, 350])
    case .tabs, .pipes, .cutColumns:
      var glyphs: [Character] = []
      var borders: [Int] = []
      for cell in cells {
        if !glyphs.isEmpty {
          borders.append(glyphs.count + (happens(0.15) ? Int.random(in: -2...2, using: &random) : 0))
          glyphs.append(" ")
        }
        glyphs += Array(blurred(cell))
      }
      for _ in 0..<(wear.extraBorders / 2) {
        borders.append(Int.random(in: 40...max(41, glyphs.count), using: &random))
      }
      return joined(cut(glyphs, Array(Set(borders)).sorted()))
    }
  }

  private func joined(_ cells: [String]) -> String {
    switch shape {
    case .pipes: "| " + cells.joined(separator: " | ") + " |"
    case .cutColumns: cells.map { $0 + "   " }.joined()
    default: cells.joined(separator: "\t")
    }
  }

  // MARK: Cuts

  private mutating func cut(_ glyphs: [Character], _ borders: [Int]) -> [String] {
    var cells: [String] = []
    var start = 0
    var front = ""
    for border in borders where border > start {
      let end = min(border, glyphs.count)
      var cell = front + String(glyphs[min(start, end)..<end])
      front = ""
      if border > 0, border < glyphs.count, glyphs[border - 1] != " ", glyphs[border] != " " {
        start = border
        damage(&cell, &front, glyphs[border - 1], glyphs[border], &start)
      }
      start = max(start, border)
      cells.append(withSpeck(cell))
    }
    cells.append(front + (start < glyphs.count ? String(glyphs[start...]) : ""))
    return cells.map { $0.split(separator: " ").joined(separator: " ") }
  }

  /// What becomes of the two glyphs beside a border that cuts a text.
  private mutating func damage(
    _ left: inout String, _ front: inout String, _ last: Character, _ next: Character, _ start: inout Int
  ) {
    if happens(wear.doubled) {
      let isLeft = Bool.random(using: &random)
      let glyph = isLeft ? last : next
      let copy = happens(wear.misread) ? misread(glyph) : glyph
      if isLeft { front = String(copy) } else { left.append(copy) }
    } else if happens(last.isNumber ? wear.lostDigit : wear.lost) {
      left.removeLast()
    } else if happens(next.isNumber ? wear.lostDigit : wear.lost) {
      start += 1
    } else if happens(wear.misread) {
      left.removeLast()
      left.append(misread(last))
    }
  }

  private mutating func withSpeck(_ cell: String) -> String {
    guard happens(wear.speck), let speck = ["l", ".", "s", "|", "("].randomElement(using: &random) else {
      return cell
    }
    return speck + " " + cell
  }

  private mutating func misread(_ glyph: Character) -> Character {
    Self.poorer[glyph]?.randomElement(using: &random) ?? glyph
  }

  /// What letters are read as.
  private static let poorer: [Character: [Character]] = [
    "e": ["c"], "o": ["c"], "n": ["r"], "m": ["n"], "i": ["ı"], "u": ["i"], "b": ["l"], "h": ["l"],
    "d": ["c"],
    "f": ["r"], "w": ["v"], "s": ["5"], "l": ["|"], "O": ["C"], "A": ["1"], "D": ["("], "M": ["N"],
    "T": ["т"],
  ]

  private mutating func blurred(_ text: String) -> String {
    guard wear.blurred > 0 else { return text }
    return String(text.map { happens(wear.blurred) ? misread($0) : $0 })
  }

  // MARK: Columns aligned with spaces

  private mutating func aligned(_ cells: [String], _ columns: [Int]) -> String {
    var line = ""
    for (cell, column) in zip(cells, columns) where !cell.isEmpty {
      let text = blurred(cell)
      let shown = shape == .spread ? spread(text, room: 66) : text
      line += String(repeating: " ", count: max(line.isEmpty ? 0 : 3, column * 4 / 3 - line.count)) + shown
    }
    return line
  }

  /// Parts of three glyphs, or of more where the text is long for its room; what is much too long loses its blanks and
  /// its end.
  private func spread(_ text: String, room: Int) -> String {
    let glyphs = Array(text)
    if glyphs.count > 160 { return String(glyphs.filter { $0 != " " }.prefix(70)) }
    let parts = min(room / 4, (glyphs.count + 2) / 3)
    guard parts > 1 else { return text }
    let width = max(3.0, Double(glyphs.count) / Double(parts))
    var pieces: [String] = []
    var at = 0
    while at < glyphs.count {
      let end = min(glyphs.count, Int((Double(pieces.count + 1) * width).rounded()))
      pieces.append(String(glyphs[at..<end]))
      at = end
    }
    return pieces.joined(separator: " ")
  }

  // MARK: Above and below

  private static let opening = """
    FORM 4

    UNITED STATES SECURITIES AND EXCHANGE COMMISSION

    Washington, D.C. 20549

    OMB APPROVAL
    OMB Number: 3235-0287

    Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b).

    STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP

    Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934

    """

  private mutating func closing(of truth: PageTruth) -> String {
    let notes = truth.footnotes.enumerated().map { "\($0 + 1). \($1.replacing("$", with: "\\$"))\n\n" }
      .joined()
    let signer = happens(0.4) ? truth.signer.replacing(". ", with: ", ") : truth.signer
    let others = (truth.signers ?? []).map { "\n\($0) \(MadeForm.printed(day: truth.signed))\n" }.joined()
    return """

      Explanation of Responses:

      \(notes)Remarks:

      \(signer) \(MadeForm.printed(day: truth.signed))
      \(others)
      ** Signature of Reporting Person Date

      Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
      """
  }
}
