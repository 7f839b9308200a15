/// A name that stands on the page more than once: in the head, in the address or a footnote, above the signature. What
/// the copies agree on is known; where they differ, a known misreading of one glyph by another tells which was printed.
struct PrintedName {
  /// How the name's place in the head may be read.
  let readings: [String]
  /// Readings of the other copies, each in the order of words of the head.
  let copies: [[String]]

  /// The name in the letters and with the blanks of the head; `nil` when nothing vouches for one reading alone.
  var confirmed: String? {
    let agreeing = readings.filter { reading in copies.contains { $0.contains { isSame(reading, $0) } } }
    if agreeing.count == 1 { return agreeing[0] }
    return agreeing.isEmpty ? settled : nil
  }

  /// The same letters in words of the same lengths, whatever the case and the punctuation.
  private func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (PrintedName.words(of: one), PrintedName.words(of: other))
    return one == other
  }

  /// The reading of which each glyph is confirmed by a copy or is what a copy's poorer glyph was read from.
  private var settled: String? {
    let settled = readings.flatMap { reading in
      copies.joined().compactMap { PrintedName.settled(reading, $0) }
    }
    let names = unique(settled)
    return names.count == 1 ? names[0] : nil
  }

  /// `nil` unless the two differ in a few glyphs, all of which tell which was printed.
  static func settled(_ one: String, _ other: String) -> String? {
    let (left, right) = (Array(one), Array(other))
    guard left.count == right.count else { return nil }
    var settled = ""
    var differences = 0
    for (glyph, copy) in zip(left, right) {
      let inCase: Character = glyph.isUppercase ? Character(copy.uppercased()) : copy
      guard glyph != inCase else {
        settled.append(glyph)
        continue
      }
      guard let printed = Glyph.printed(glyph, inCase) else { return nil }
      settled.append(printed)
      differences += 1
    }
    return differences * 4 <= left.count ? settled : nil
  }

  // MARK: Doubts

  /// Whether a text is written as names are: numbers are words of their own, commas and points stand behind words,
  /// initials are capitals, brackets come in pairs.
  static func isWritten(_ name: String) -> Bool {
    Wording.isPrintable(name) && name.count { $0 == "(" } == name.count { $0 == ")" }
      && name.split(separator: " ").allSatisfy(isWord)
  }

  private static func isWord(_ word: Substring) -> Bool {
    let core = word.drop { $0 == "(" }.reversed().drop { ",.)".contains($0) }
    if core.contains(where: \.isNumber) { return core.allSatisfy(\.isNumber) && core.count <= 4 }
    guard core.contains(where: \.isLetter) || ["&", "-", "/"].contains(word) else { return false }
    let isInitials = word.split(separator: ".").allSatisfy { $0.count <= 2 }
    return !core.contains(",") && (isInitials || !core.contains(".")) && !isTorn(core.reversed())
  }

  /// `lTD`, `OakhursT`, or a small letter alone.
  private static func isTorn(_ letters: [Character]) -> Bool {
    letters.first?.isLowercase == true && (letters.count == 1 || letters.contains(where: \.isUppercase))
      || PrintedCase.isOdd(String(letters))
  }

  /// How a signature and a name that stands elsewhere go together.
  enum Nearness {
    case same, nearly, other
  }

  /// `nearly` where they differ in one or two letters, in whatever order the words stand. Initials and what only one of
  /// the two has, such as "Jr.", make no difference.
  static func nearness(of signer: String, to readings: [String]) -> Nearness {
    let words = longWords(of: signer)
    guard words.count <= Limits.nameWords else { return .other }
    let orders = words.indices.map { (words[$0...] + words[..<$0]).joined() }
    let names = readings.prefix(Limits.cellReadings).map(longWords)
    let isSame = names.contains { name in
      orders.contains(name.joined()) || Set(words).isSubset(of: name) || Set(name).isSubset(of: words)
    }
    return isSame ? .same : names.contains { isNearly($0.joined(), one: orders) } ? .nearly : .other
  }

  private static func isNearly(_ name: String, one orders: [String]) -> Bool {
    let caption = Caption(name, errors: 2)
    return name.count > 6
      && orders.contains {
        abs($0.count - name.count) <= 2 && caption.range(in: PageLine.glyphs(of: $0)) != nil
      }
  }

  private static func longWords(of name: String) -> [String] { words(of: name).filter { $0.count > 1 } }

  /// Letters and digits in lower case, word by word.
  static func words(of name: some StringProtocol) -> [String] {
    name.lowercased().split(whereSeparator: \.isWhitespace)
      .map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
  }

  /// `name` parted into words of the lengths that `copy` has; `nil` when their letters differ in number.
  static func parted(_ name: String, like copy: String) -> String? {
    var rest = name.filter { !$0.isWhitespace }[...]
    var words: [Substring] = []
    for word in copy.split(whereSeparator: \.isWhitespace) {
      guard word.count <= rest.count else { return nil }
      words.append(rest.prefix(word.count))
      rest = rest.dropFirst(word.count)
    }
    return rest.isEmpty ? words.joined(separator: " ") : nil
  }
}
