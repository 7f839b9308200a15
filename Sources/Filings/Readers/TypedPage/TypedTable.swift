/// Table I or Table II as it was typed: which columns there are, and the lines of each row.
struct TypedTable {
  /// A row: its lines, and its cells where they can be told apart.
  struct Row {
    var lines: [[Character]]
    var cells: [PageColumn: [Cell]]?
    /// A line with nothing but a piece of a title may be this row's or its neighbour's.
    var isTitleOpen = false
    /// A day stands on one of its lines.
    var isDated = false
    /// It was found where captions are, so that it stands for all rows that may be there.
    var isAmongCaptions = false

    /// On one line, as far as a person is shown.
    var shown: String {
      String(TypedText.flattened(lines.joined(separator: [" "])).prefix(Limits.shownCharacters))
    }

    /// There is a number on it: a row of a form has one, a heading or a remark need not.
    var hasNumber: Bool { lines.joined().contains { $0.isNumber } }
  }

  /// One line of a cell, and whether it reaches to the cell's right border, so that a word may be cut there.
  struct Cell {
    var text: String
    var isFull: Bool
  }

  let isDerivative: Bool
  private(set) var rows: [Row] = []
  /// A line that stands in front of the rows, where captions are expected, and holds a value.
  let valueAmongCaptions: [Character]?

  /// The lines between the table's heading and the next part of the form.
  init(_ lines: ArraySlice<[Character]>, isDerivative: Bool, form: Form) {
    self.isDerivative = isDerivative
    let lines = lines.filter { !TypedTable.isPrinted($0) }[...]
    let head = TypedTableHead(lines)
    valueAmongCaptions = lines[..<head.end].first(where: TypedTable.holdsValue)
    let found = head.columns.lazy.compactMap { columns in
      TypedTable.layout(isDerivative: isDerivative, form: form, captions: columns.captions).map {
        (columns, $0)
      }
    }.first
    for group in TypedTable.groups(lines[head.end...]) where !TypedTable.isPageNumber(group) {
      guard let (columns, layout) = found else {
        rows += TypedTable.dated(group)
        continue
      }
      rows += TypedTable.rows(of: group, columns, layout)
    }
  }

  // MARK: Lines

  /// What the form prints around its tables, and pages have at their ends.
  private static func isPrinted(_ line: [Character]) -> Bool {
    let text = TypedText.flattened(line.prefix(160)).lowercased()
    return printed.contains(where: text.hasPrefix)
  }

  private static let printed = [
    "(over)", "(sec 147", "sec 147", "(continued)", "form 3 (cont", "form 4 (cont", "form 5 (cont",
    "form 3(cont", "form 4(cont", "form 5(cont", "reminder: ", "* if the form is filed",
    "*if the form is filed",
    "(print or type", "potential persons who", "persons who respond to", "contained in this form are not",
    "form displays a currently valid",
  ]

  /// A day, an amount of dollars or a number in thousands: no caption has one.
  private static func holdsValue(_ line: [Character]) -> Bool {
    line.split { " |".contains($0) }.contains { word in
      let text = String(word)
      return TypedValue.day(text) != nil
        || (text.contains(",") || text.hasPrefix("$"))
          && TypedValue.decimal(TypedValue.parted(text).text) != nil
    }
  }

  /// One or two digits by themselves, as a page's number stands at its end.
  private static func isPageNumber(_ group: [[Character]]) -> Bool {
    guard group.count == 1 else { return false }
    let words = TypedText.flattened(group[0]).lowercased().split { "- ".contains($0) }
    let number = words.first == "page" ? words.dropFirst() : words[...]
    return number.first.map { $0.count <= 2 && $0.allSatisfy(\.isNumber) } == true
      && (number.count == 1 || number.count == 3 && number.dropFirst().first == "of")
  }

  // MARK: Columns

  /// The columns of a form by their number; `nil` where the captions say otherwise.
  private static func layout(isDerivative: Bool, form: Form, captions: [String]) -> [PageColumn]? {
    let terms: [PageColumn] = [.exercisable, .expires, .underlying, .underlyingAmount]
    let end: [PageColumn] = [.ownership, .nature]
    let layout: [PageColumn]
    switch (form, isDerivative) {
    case (.form3, false): layout = [.security, .owned] + end
    case (.form3, true): layout = [.security] + terms + [.exercisePrice] + end
    default:
      let isOfChange: [PageColumn] = isDerivative ? [.security, .exercisePrice, .date] : [.security, .date]
      let direction: [PageColumn] =
        isDerivative
        ? (hasPlaceForEach(captions) ? [.acquired, .disposed] : [.amount, .direction]) + terms + [.price]
        : [.amount, .direction, .price]
      let plain = direction + [.owned] + end
      let options: [[PageColumn]] = [[.code, .early], [.deemed, .code, .early], [.code]]
      guard let option = options.first(where: { isOfChange.count + $0.count + plain.count == captions.count })
      else { return nil }
      layout = isOfChange + option + plain
    }
    return fits(layout, captions) ? layout : nil
  }

  /// Two columns end with `(A)` and `(D)`, and not with `(A) or (D)`.
  private static func hasPlaceForEach(_ captions: [String]) -> Bool {
    zip(captions, captions.dropFirst()).contains {
      $0.hasSuffix("a") && $1.hasSuffix("d") && !$1.hasSuffix("ad") && !$1.hasSuffix("ord")
    }
  }

  /// What can be read of the captions agrees: the first column is a title, and a caption that names a column names this.
  private static func fits(_ layout: [PageColumn], _ captions: [String]) -> Bool {
    guard layout.count == captions.count, captions[0].contains("title") else { return false }
    let named: [(word: String, column: PageColumn)] = [("code", .code), ("nature", .nature)]
    for (word, column) in named {
      guard let place = layout.firstIndex(of: column) else { continue }
      let named = captions.indices.filter { captions[$0].contains(word) }
      if !named.isEmpty, !named.contains(place) { return false }
    }
    let prices = captions.indices.filter { captions[$0].hasSuffix("price") || captions[$0] == "price" }
    return prices.allSatisfy { [.price, .exercisePrice].contains(layout[$0]) }
  }

  // MARK: Rows

  /// Lines between rulers and blank lines belong together.
  private static func groups(_ lines: ArraySlice<[Character]>) -> [[[Character]]] {
    lines.split { TypedText.isRuler($0) || TypedText.isBlank($0) || isTag($0) }.map(Array.init)
  }

  private static func isTag(_ line: [Character]) -> Bool {
    line.first == "<" && line.last == ">"
  }

  /// Where nothing says where the columns are, each line with a date begins a row.
  private static func dated(_ group: [[Character]]) -> [Row] {
    var rows: [Row] = []
    for line in group {
      let isDated = line.split { " |".contains($0) }.contains { TypedValue.day(String($0)) != nil }
      if rows.isEmpty || (isDated && rows[rows.count - 1].isDated) {
        rows.append(Row(lines: [line], cells: nil, isDated: isDated))
      } else {
        rows[rows.count - 1].lines.append(line)
        rows[rows.count - 1].isDated = rows[rows.count - 1].isDated || isDated
      }
    }
    return rows
  }

  /// The rows of a group: each line with something that only a row's first line has begins one. A line before the first
  /// such line is its title's beginning.
  private static func rows(of group: [[Character]], _ columns: TypedColumns, _ layout: [PageColumn]) -> [Row]
  {
    var rows: [Row] = []
    var before: [[Character]] = []
    for line in group {
      guard let cells = columns.cells(of: line) else { return [Row(lines: group, cells: nil)] }
      let isStart = zip(layout, cells).contains { starts.contains($0) && !$1.text.isEmpty }
      if isStart {
        rows.append(Row(lines: before + [line], cells: [:]))
        before = []
      } else if rows.isEmpty {
        before.append(line)
      } else {
        rows[rows.count - 1].lines.append(line)
      }
    }
    guard !rows.isEmpty else { return [Row(lines: group, cells: nil)] }
    for index in rows.indices.dropLast() where rows[index].lines.count > 1 {
      rows[index].isTitleOpen = true
      rows[index + 1].isTitleOpen = true
    }
    return rows.map { row in
      var row = row
      row.cells = cells(of: row.lines, columns, layout)
      return row
    }
  }

  /// What stands in the first line of a row and in no other.
  private static let starts: Set<PageColumn> = [.code, .amount, .acquired, .disposed, .owned, .ownership]

  private static func cells(
    of lines: [[Character]], _ columns: TypedColumns, _ layout: [PageColumn]
  ) -> [PageColumn: [Cell]]? {
    var cells: [PageColumn: [Cell]] = [:]
    for line in lines {
      guard let line = columns.cells(of: line) else { return nil }
      for (column, cell) in zip(layout, line) where !cell.text.isEmpty {
        cells[column, default: []].append(cell)
      }
    }
    return cells
  }
}

/// Where the columns of a table begin and end.
struct TypedColumns {
  /// The column's first character; a stroke in front of a cell stands there or before it.
  let starts: [Int]
  /// What stands above each column, letters only, in lower case.
  var captions: [String] = []

  /// The cells of a line; `nil` when something stands across a border.
  func cells(of line: [Character]) -> [TypedTable.Cell]? {
    starts.indices.reduce(into: [TypedTable.Cell]?([])) { cells, index in
      let start = starts[index]
      let end = index + 1 < starts.count ? starts[index + 1] : max(line.count, start)
      if start > 0, start < line.count, !isBorder(line[start]), !isBorder(line[start - 1]) { cells = nil }
      let slice = start < line.count ? line[start..<min(end, line.count)] : []
      let text = slice.drop { $0 == "|" }
      let used = text.lastIndex { !isBorder($0) }.map { $0 + 1 } ?? slice.startIndex
      let isFull = used + TypedColumns.margin >= end
      cells?.append(TypedTable.Cell(text: TypedText.flattened(text), isFull: isFull))
    }
  }

  private func isBorder(_ character: Character) -> Bool { character == " " || character == "|" }

  /// A line that ends so near to the next column may have been cut there: a stroke and blanks may stand between.
  private static let margin = 3
}

/// The captions of a table, and where they end.
struct TypedTableHead {
  /// The index of the first line behind the captions.
  let end: Int
  /// Where the columns are: in one of these ways, or nothing says where.
  let columns: [TypedColumns]

  init(_ lines: ArraySlice<[Character]>) {
    if let tags = lines.firstIndex(where: { String($0.prefix(3)).uppercased() == "<S>" }) {
      end = tags + 1
      columns = [TypedTableHead.columns(at: TypedTableHead.tags(in: lines[tags]), below: lines[..<tags])]
        .compactMap(\.self)
      return
    }
    let head = TypedTableHead.captionEnd(of: lines)
    end = head
    let starts = TypedTableHead.strokes(in: lines[head...]) + [TypedTableHead.dashes(in: lines[..<head])]
    columns = starts.compactMap { $0.flatMap { TypedTableHead.columns(at: $0, below: lines[..<head]) } }
  }

  /// `<S>` and each `<C>` begin a column.
  private static func tags(in line: [Character]) -> [Int] {
    line.indices.filter { $0 + 2 < line.count && line[$0] == "<" && line[$0 + 2] == ">" }
  }

  /// The strokes that all rows have in the same places. One at the end closes the frame, or an empty column follows.
  private static func strokes(in lines: ArraySlice<[Character]>) -> [[Int]?] {
    let rows = lines.filter { $0.contains("|") && !TypedText.isRuler($0) }
    guard let first = rows.first else { return [] }
    let places = first.indices.filter { first[$0] == "|" }
    guard places.count >= 3,
      rows.allSatisfy({ row in places.allSatisfy { $0 >= row.count || row[$0] == "|" } })
    else { return [] }
    let starts = places[0] == 0 ? places : [0] + places
    let isClosed = places.last == first.count - 1
    return isClosed ? [Array(starts.dropLast()), starts] : [starts]
  }

  /// Dashes below the captions, a group for each column.
  private static func dashes(in head: ArraySlice<[Character]>) -> [Int]? {
    guard let ruler = head.last(where: { line in TypedText.isRuler(line) && !line.contains("|") }) else {
      return nil
    }
    let starts = ruler.indices.filter { ruler[$0] != " " && ($0 == 0 || ruler[$0 - 1] == " ") }
    guard starts.count >= 4, !(ruler[0] == "-" && ruler.count > 1 && ruler[1] == " ") else { return nil }
    return [0] + starts.dropFirst()
  }

  /// Behind the ruler below the last line that is certainly a caption.
  private static func captionEnd(of lines: ArraySlice<[Character]>) -> Int {
    let words = [
      "title of", "price", "code", "(d)", "nature", "beneficial", "month", "instr", "indirect", "amount",
    ]
    let last = lines.lastIndex { line in
      let text = String(line).lowercased()
      let hasValue = text.split { " |".contains($0) }.contains { TypedValue.day(String($0)) != nil }
      return !hasValue && words.count(where: text.contains) >= 2
    }
    guard let last else { return lines.startIndex }
    return lines[last...].firstIndex(where: TypedText.isRuler).map { $0 + 1 } ?? last + 1
  }

  private static func columns(at starts: [Int], below head: ArraySlice<[Character]>) -> TypedColumns? {
    guard (2...Limits.pageColumns).contains(starts.count) else { return nil }
    var columns = TypedColumns(starts: starts)
    columns.captions = starts.indices.map { index in
      let end = index + 1 < starts.count ? starts[index + 1] : Int.max
      return head.reduce(into: "") { text, line in
        guard starts[index] < line.count, !TypedText.isRuler(line) else { return }
        text += line[starts[index]..<min(end, line.count)].filter(\.isLetter).map { $0.lowercased() }.joined()
      }
    }
    return columns
  }
}
