extension String {
  /// Letters and digits in lower case with single spaces: what survives of a name with another typist.
  package var nameWords: String {
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
    var words: [UInt8] = []
    words.reserveCapacity(utf8.count)
    var isBetween = false
    for byte in utf8 {
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      guard
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(lower)
      else {
        isBetween = !words.isEmpty
        continue
      }
      if isBetween { words.append(UInt8(ascii: " ")) }
      isBetween = false
      words.append(lower)
    }
    return String(decoding: words, as: UTF8.self)
  }
}
