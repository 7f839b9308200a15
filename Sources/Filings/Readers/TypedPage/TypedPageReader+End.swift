extension TypedPageReader {
  /// The explanation of responses, and the signature below it.
  mutating func readEnd(_ lines: ArraySlice<[Character]>) {
    let signature = lines.firstIndex { line in
      let text = String(line).lowercased()
      return text.contains("/s/") || text.contains("signature of reporting")
    }
    var texts = lines[..<(signature ?? lines.endIndex)].map {
      TypedText.isRuler($0) ? "" : TypedText.flattened($0)
    }
    if let signature, TypedText.flattened(lines[signature]).lowercased().hasPrefix("by") {
      // What stands above `By: /s/ …` is the name of the entity for which somebody signs.
      while texts.last?.isEmpty == true { texts.removeLast() }
      if let blank = texts.lastIndex(where: \.isEmpty) { texts.removeSubrange(blank...) }
    }
    readExplanation(texts)
    if let signature { readSignature(lines[signature...], above: lines[..<signature]) }
  }

  // MARK: Explanation

  /// `(1) …` and `1. …` begin a footnote; what stands in front of the first is a remark.
  private mutating func readExplanation(_ lines: [String]) {
    var remarks: [String] = []
    for line in lines {
      var text = line[...]
      for caption in ["explanation of responses", "remarks"] where text.lowercased().hasPrefix(caption) {
        text = text.dropFirst(caption.count).drop { ":( )".contains($0) }
      }
      if text.isEmpty { continue }
      if let (number, rest) = TypedPageReader.footnote(text), filing.footnotes.count < Limits.footnotes {
        filing.footnotes.append(Footnote(id: "F\(number)", text: rest))
      } else if filing.footnotes.isEmpty {
        remarks.append(String(text))
      } else {
        let last = filing.footnotes.count - 1
        filing.footnotes[last].text += (filing.footnotes[last].text.isEmpty ? "" : " ") + text
      }
    }
    let text = remarks.joined(separator: "\n")
    filing.remarks = TypedValue.isNothing(text) ? nil : text
    if text.lowercased().contains("no securities are beneficially owned") {
      filing.noSecuritiesOwned = .known(true)
    }
  }

  private static func footnote(_ line: Substring) -> (number: String, text: String)? {
    let isBracketed = line.first == "("
    let digits = line.drop { $0 == "(" }.prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count), digits.first != "0" else { return nil }
    let rest = line[digits.endIndex...]
    guard let mark = rest.first, isBracketed ? mark == ")" : mark == "." || mark == ")",
      rest.dropFirst().first.map(\.isWhitespace) != false
    else { return nil }
    return (String(digits), HTMLText.flattened(rest.dropFirst()))
  }

  // MARK: Signature

  /// `/s/ Ada B. Quill`, with the date beside it or on one of the lines around it.
  private mutating func readSignature(_ lines: ArraySlice<[Character]>, above: ArraySlice<[Character]>) {
    let near = Array(above.suffix(3)) + Array(lines.prefix(8))
    let dates = unique(near.flatMap(TypedPageReader.dates))
    let date: Reading<Day> =
      dates.count == 1
      ? .known(dates[0])
      : unread(
        "signatures[0].date", shown: "",
        dates.isEmpty ? "no date is legible" : "more dates than one stand there")
    let name = near.compactMap(TypedPageReader.signed).first
    filing.signatures = [
      Signature(
        name: name.map(Reading.known)
          ?? unread("signatures[0].name", shown: "", "it cannot be told from what stands around it"),
        date: date)
    ]
  }

  private static func signed(_ line: [Character]) -> String? {
    let text = String(line)
    guard let mark = text.firstRange(of: "/s/") ?? text.firstRange(of: "/S/") else { return nil }
    // Wide blanks part the name from the date beside it; those behind the mark do not.
    let rest = text[mark.upperBound...].drop(while: \.isWhitespace)
    let end = rest.firstRange(of: "   ")?.lowerBound ?? rest.endIndex
    let words = HTMLText.flattened(rest[..<end].replacing("|", with: " ").replacing("_", with: " ")).split(
      separator: " ")
    var name = words[...]
    for length in [3, 1] where name.count > length {
      if TypedValue.day(name.suffix(length).joined(separator: " ")) != nil { name = name.dropLast(length) }
    }
    if ["date", "date:", "dated:"].contains(name.last?.lowercased() ?? "") { name = name.dropLast() }
    let joined = name.joined(separator: " ")
    return joined.isEmpty || joined.contains(where: \.isNumber) ? nil : "/s/ " + joined
  }

  /// Every day that stands on the line: `March 13, 2000`, `3/13/00`.
  private static func dates(_ line: [Character]) -> [Day] {
    let words = TypedText.flattened(line).replacing("_", with: " ").split(separator: " ").map(String.init)
    var days: [Day] = []
    var place = 0
    while place < words.count {
      let lengths = [3, 2, 1].filter { place + $0 <= words.count }
      let found = lengths.lazy.compactMap { length in
        TypedValue.day(words[place..<(place + length)].joined(separator: " ")).map { ($0, length) }
      }.first
      if let found { days.append(found.0) }
      place += found?.1 ?? 1
    }
    return days
  }
}
