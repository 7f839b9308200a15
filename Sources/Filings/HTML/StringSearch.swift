extension String {
  /// Whether `words` stand in the text. The standard library's own search prepares a table for each pair of texts, which
  /// costs a page with many captions seconds.
  func holds(_ words: StaticString) -> Bool {
    let text = utf8.span
    let count = words.utf8CodeUnitCount
    guard count > 0, text.count >= count else { return count == 0 }
    return words.withUTF8Buffer { letters in
      for start in 0...(text.count &- count) where text[start] == letters[0] {
        if (1..<count).allSatisfy({ text[start &+ $0] == letters[$0] }) { return true }
      }
      return false
    }
  }
}
