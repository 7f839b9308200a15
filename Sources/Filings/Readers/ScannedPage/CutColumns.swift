/// Pages of columns aligned with spaces whose cells were cut before they were aligned: `Non-Deri   ivative`. What stands
/// between the columns of such a page is as good as a border.
enum CutColumns {
  /// The lines, with tabs between their columns where the page was cut.
  static func bordered(_ lines: [PageLine]) -> [PageLine] {
    guard lines.contains(where: isCut) else { return lines }
    return lines.map { $0.isTabular || $0.columns.count < 2 ? $0 : PageLine(bordered($0)) }
  }

  private static func bordered(_ line: PageLine) -> String {
    line.columns.map { String($0.text) }.joined(separator: "\t")
  }

  /// Whether a word of the printed captions stands in two columns.
  private static func isCut(_ line: PageLine) -> Bool {
    guard !line.isTabular else { return false }
    let columns = line.columns.map(\.text)
    return zip(columns, columns.dropFirst()).contains { left, right in
      let (front, end) = (left.reversed().prefix { $0.isLetter }, right.prefix { $0.isLetter })
      return !front.isEmpty && isWord(String(front.reversed()), cutBefore: String(end))
    }
  }

  /// The glyph on the border may stand on both sides. One of the halves is no word: two words may make one by chance.
  private static func isWord(_ left: String, cutBefore right: String) -> Bool {
    guard let last = left.last, !right.isEmpty, left.count + right.count <= longest,
      !PageNoise.isPrinted(left) || !PageNoise.isPrinted(right)
    else { return false }
    let joints = right.first == last ? [left + right, left + right.dropFirst()] : [left + right]
    return joints.contains { $0.count > 4 && PageNoise.isPrinted($0) }
  }

  /// Letters of the longest word on the form.
  private static let longest = 18
}
