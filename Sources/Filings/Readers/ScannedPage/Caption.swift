/// A printed caption of the form, found also where it was misread.
///
/// The search is approximate string matching (Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching",
/// 1999): one step for each glyph of the page whatever the caption's length, so that no page makes it slow.
struct Caption: Sendable {
  let wording: String
  private let pattern: [UInt8]
  /// For each glyph, the places in the pattern where it stands.
  private let masks: [UInt64]
  /// Glyphs that may be misread, missing or too many.
  private let tolerance: Int

  /// At most 64 glyphs of `wording` are looked for; of three or four of them one may be wrong.
  init(_ wording: String, errors: Int? = nil) {
    self.wording = wording
    pattern = Array(PageLine.glyphs(of: wording).prefix(64))
    tolerance = errors ?? pattern.count * 3 / 10
    var masks = [UInt64](repeating: 0, count: 256)
    for (place, glyph) in pattern.enumerated() { masks[Int(glyph)] |= 1 << UInt64(place) }
    self.masks = masks
  }

  /// Where the caption stands among the glyphs from `start`: the place with the fewest errors, the first of such.
  func range(in glyphs: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard let (end, errors) = bestEnd(in: glyphs, from: start) else { return nil }
    return beginning(in: glyphs, from: start, end: end, errors: errors)..<end
  }

  /// Whether a line has this caption, and with fewer misread glyphs than a caption that is much like it.
  func stands(in glyphs: [UInt8], ratherThan other: Caption) -> Bool {
    guard let own = bestEnd(in: glyphs, from: 0)?.errors else { return false }
    return own < other.bestEnd(in: glyphs, from: 0)?.errors ?? .max
  }

  /// Whether `glyphs` are the caption's beginning.
  func begins(with glyphs: some Sequence<UInt8>) -> Bool {
    pattern.starts(with: glyphs)
  }

  /// The words that are long enough to be torn wherever borders or blanks cut the line.
  var longWords: [Substring] {
    wording.split { !$0.isLetter }.filter { $0.count > 4 }
  }

  private func bestEnd(in glyphs: [UInt8], from start: Int) -> (end: Int, errors: Int)? {
    guard !pattern.isEmpty, start < glyphs.count else { return nil }
    let last = UInt64(1) << UInt64(pattern.count &- 1)
    var positive = ~UInt64(0)
    var negative = UInt64(0)
    var score = pattern.count
    var best: (end: Int, errors: Int)?
    for at in start..<glyphs.count {
      let match = masks[Int(glyphs[at])]
      let diagonal = (((match & positive) &+ positive) ^ positive) | match | negative
      var rising = negative | ~(diagonal | positive)
      let falling = positive & diagonal
      if rising & last != 0 { score &+= 1 }
      if falling & last != 0 { score &-= 1 }
      rising <<= 1
      positive = (falling << 1) | ~(diagonal | rising)
      negative = rising & diagonal
      if score <= tolerance, isBetter((at &+ 1, score), than: best) { best = (at &+ 1, score) }
    }
    return best
  }

  /// Fewer errors; of as many the later end, where it is so near that a glyph too many was read in between.
  private func isBetter(_ one: (end: Int, errors: Int), than best: (end: Int, errors: Int)?) -> Bool {
    guard let best else { return true }
    return one.errors < best.errors
      || (one.errors == best.errors && one.errors > 0 && one.end - best.end <= one.errors &+ 1)
  }

  /// The nearest beginning from which the pattern reaches `end` with as many errors.
  private func beginning(in glyphs: [UInt8], from start: Int, end: Int, errors: Int) -> Int {
    let longest = min(end &- start, pattern.count &+ errors)
    var row = Array(0...pattern.count)
    var best = (length: pattern.count, errors: Int.max)
    for length in 1...max(1, longest) where end &- length >= start {
      var diagonal = row[0]
      row[0] = length
      for place in 1...pattern.count {
        let isSame = glyphs[end &- length] == pattern[pattern.count &- place]
        let cost = min(diagonal &+ (isSame ? 0 : 1), row[place] &+ 1, row[place &- 1] &+ 1)
        diagonal = row[place]
        row[place] = cost
      }
      if row[pattern.count] < best.errors { best = (length, row[pattern.count]) }
    }
    return max(start, end &- best.length)
  }
}
