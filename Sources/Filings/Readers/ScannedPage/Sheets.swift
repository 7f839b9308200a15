/// Forms of several sheets: what a browser prints above and below each, and the form's head where it stands once more.
enum Sheets {
  /// The lines of all sheets as if they were one.
  static func joined(_ lines: [PageLine]) -> [PageLine] {
    withoutRepeatedHeads(lines.filter { !isFurniture($0) })
  }

  /// Without lines that stand right behind the same line. Only a row may stand twice: it has a price, or a date or an
  /// amount and no caption.
  static func withoutRepeats(_ lines: [PageLine]) -> [PageLine] {
    lines.indices.filter { index in
      index == 0 || lines[index].text != lines[index - 1].text || !isPrintedOnce(lines[index])
    }.map { lines[$0] }
  }

  private static func isPrintedOnce(_ line: PageLine) -> Bool {
    guard line.glyphs.count > shortestRepeat else { return false }
    return !line.hasDigit || line.text.utf8.count > longestRow
      || printedOnce.contains { $0.range(in: line.glyphs) != nil }
  }

  private static let printedOnce = [
    PageCaption.reportingPerson, PageCaption.address, PageCaption.nonDerivativeTitle,
    PageCaption.derivativeTitle, PageCaption.amountHeads,
    PageCaption.signature,
  ]
  private static let shortestRepeat = 8
  /// A footnote, or the head of the form, is longer than rows are.
  private static let longestRow = 400

  /// An address, a number of the sheet, or the time of printing, and nothing that the form says.
  private static func isFurniture(_ line: PageLine) -> Bool {
    let text = String(decoding: line.glyphs.prefix(longestFurniture), as: UTF8.self)
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return true }
    if text.hasPrefix("page") {
      return text.count < 12 && text.dropFirst(4).allSatisfy { $0.isNumber || "of/".contains($0) }
    }
    let time = text.drop { $0.isNumber || $0 == "/" }
    return time.first == ","
      && ["am", "pm"].contains(time.drop { $0.isNumber || ",:".contains($0) }.prefix(2))
  }

  private static let longestFurniture = 24

  // MARK: Heads

  /// The head of the form, from the caption of a person who was named before, to the captions of the table that goes on.
  private static func withoutRepeatedHeads(_ lines: [PageLine]) -> [PageLine] {
    guard let first = lines.firstIndex(where: { PageCaption.reportingPerson.range(in: $0.glyphs) != nil }),
      let name = name(on: lines[first], PageCaption.reportingPerson)
    else { return lines }
    let person = Caption(String(decoding: name, as: UTF8.self), errors: 2)
    var kept = Array(lines[...first])
    var at = first + 1
    while at < lines.count {
      let isSame =
        self.name(on: lines[at], PageCaption.nextPerson).map { person.range(in: $0) != nil } == true
      let end = isSame ? table(in: lines, behind: at) : nil
      if end == nil { kept.append(lines[at]) }
      at = end ?? at + 1
    }
    return kept
  }

  /// The glyphs behind the caption of the reporting person, as many as tell one person from another.
  private static func name(on line: PageLine, _ caption: Caption) -> [UInt8]? {
    guard let range = caption.range(in: line.glyphs) else { return nil }
    let name = line.glyphs[range.upperBound...].prefix(tellingGlyphs)
    return name.count == tellingGlyphs ? Array(name) : nil
  }

  private static let tellingGlyphs = 14

  /// The line of the captions of a table that follows within a head's length.
  private static func table(in lines: [PageLine], behind head: Int) -> Int? {
    lines[(head + 1)...].prefix(headLines).firstIndex { line in
      [
        PageCaption.nonDerivativeTable, PageCaption.derivativeTable, PageCaption.nonDerivativeTitle,
        PageCaption.derivativeTitle, PageCaption.amountHeads,
      ].contains { $0.range(in: line.glyphs) != nil }
    }
  }

  private static let headLines = 12
}
