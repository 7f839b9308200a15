import Filings

/// What nobody could read of a page's footnotes and of the marks in its rows that refer to them.
struct FootnoteDoubt: Sendable {
  /// The footnotes whose text is damaged, missing, or referred to by no row that could be read.
  private var notes: Set<String> = []
  /// Those of them that no row is seen to refer to: any may.
  private var isUnplaced = false
  /// The rows whose marks are not legible, by their paths.
  private var rows: Set<String> = []

  /// What a footnote's name begins with whose text somebody gave for a row: it is all that the row refers to.
  static let given = "given"

  /// All was read.
  init() {}

  init(_ filing: borrowing Filing) {
    guard !filing.unreadable.isEmpty else { return }
    var referred: Set<String> = []
    for row in filing.transactions { referred.formUnion(row.position.footnotes) }
    for row in filing.holdings { referred.formUnion(row.position.footnotes) }
    for unread in filing.unreadable {
      let parts = unread.field.split(separator: ".")
      if parts.first == "footnotes" {
        let note = parts.dropFirst().first.map(String.init)
        if let note { notes.insert(note) }
        isUnplaced = isUnplaced || note.map { !referred.contains($0) } ?? true
      } else if parts.count == 2, parts.last == "footnotes" {
        rows.insert(String(parts[0]))
      }
    }
  }

  /// Whether a row that refers to these footnotes may refer to another, or to one that is not what was printed.
  func touches(_ row: RowReference, _ footnotes: [String]) -> Bool {
    if footnotes.count == 1, footnotes[0].hasPrefix(FootnoteDoubt.given) { return false }
    return isUnplaced || rows.contains("\(row.sort.array)[\(row.index)]")
      || footnotes.contains(where: notes.contains)
  }
}
