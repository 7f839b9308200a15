/// Words that are looked for among all others of a file: nearly every other one differs in its length or its first
/// letter, which is seen without comparing texts.
struct WordSet: Sendable {
  let words: [String]
  private let lengths: [Int]
  /// The first letters, as bits.
  private let initials: UInt64

  init(_ words: [String]) {
    self.words = words
    lengths = words.map(\.utf8.count)
    initials = words.reduce(into: 0) { $0 |= WordSet.initial($1) }
  }

  func contains(_ word: String) -> Bool { place(of: word) != nil }

  /// The word's place among them.
  func place(of word: String) -> Int? {
    guard initials & WordSet.initial(word) != 0 else { return nil }
    let length = word.utf8.count
    return lengths.indices.first { lengths[$0] == length && words[$0] == word }
  }

  private static func initial(_ word: String) -> UInt64 {
    word.utf8.first.map { 1 << UInt64($0 & 63) } ?? 0
  }
}
