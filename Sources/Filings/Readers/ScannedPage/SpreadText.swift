/// Undoes blanks that spread the letters of a text: `Com mon  St ock` is `Common Stock`.
///
/// The blanks were set after every so many glyphs, or one fewer, whatever the words. So only such texts are possible
/// readings as give what is shown when they are cut like that.
enum SpreadText {
  /// Every text that may have been spread so, the least uneven first; empty when there are too many.
  static func readings(of shown: some StringProtocol) -> [String] {
    let glyphs = Array(shown)
    guard glyphs.count <= Limits.spreadGlyphs else { return [] }
    var readings: [String] = []
    for width in 2...12 where width < glyphs.count {
      let cuts = texts(glyphs, width: width)
      guard cuts.count <= Limits.cellReadings else { return [] }
      readings += cuts.filter { !readings.contains($0) }
    }
    return readings.isEmpty && !glyphs.contains(" ") ? [String(glyphs)] : readings
  }

  /// The readings of `shown`, which ends a cell that was spread as a whole: only those that go on where the cell's
  /// beginning, read in the same way, ends.
  static func readings(of shown: Substring, endOf whole: Substring) -> [String] {
    let readings = readings(of: shown)
    let tails = Set(self.readings(of: whole))
    let fitting = readings.filter { reading in tails.contains { $0.hasSuffix(reading) } }
    return fitting.isEmpty ? readings : fitting
  }

  /// The texts whose parts all have `width` glyphs, or one fewer; the first and the last may be shorter.
  private static func texts(_ glyphs: [Character], width: Int) -> [String] {
    /// What may stand behind each place.
    var tails: [[String]] = Array(repeating: [], count: glyphs.count + 1)
    for start in stride(from: glyphs.count - 1, through: 0, by: -1) {
      if glyphs.count - start <= width { tails[start] = [String(glyphs[start...])] }
      let shortest = start == 0 ? 1 : width - 1
      for length in shortest...width {
        let blank = start + length
        guard blank + 1 < glyphs.count, glyphs[blank] == " " else { continue }
        tails[start] += tails[blank + 1].map { String(glyphs[start..<blank]) + $0 }
      }
      if tails[start].count > Limits.cellReadings { return tails[start] }
    }
    return unique(tails[0].map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 })
      .filter { !$0.contains("  ") && !$0.hasPrefix(" ") }
  }
}
