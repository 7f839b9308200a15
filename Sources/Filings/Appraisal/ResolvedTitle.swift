/// Titles of more than 30 characters do not fit into the form, so filers write "See Remarks" there. Where the remarks
/// make the title plain it is taken from them. A title that only points elsewhere, and is plain nowhere, is unknown:
/// nobody may take "See Remarks" for the title of somebody who is no chief executive.
extension Filing {
  mutating func resolveTitles() {
    let pointing = owners.indices.filter { owners[$0].title.value.map { ResolvedTitle.points($0) } == true }
    guard !pointing.isEmpty else { return }
    let found = remarks.flatMap { isPlain(pointing) ? ResolvedTitle.title(in: $0) : nil }
    for index in pointing {
      if let found {
        owners[index].resolvedTitle = .known(found)
      } else if owners[index].title.value.map(ResolvedTitle.isNothingElse) == true {
        owners[index].resolvedTitle = .unknown(.anything)
      }
    }
  }

  /// Remarks that must serve several owners do not say which title is whose, one that is unknown may be another, and what
  /// a footnote says is not in the remarks.
  private func isPlain(_ pointing: [Int]) -> Bool {
    pointing.count == 1 && !owners.contains(where: \.title.isUnknown)
      && owners[pointing[0]].title.value.map(ResolvedTitle.points(toRemarks:)) == true
  }

  /// The titles that point elsewhere and that nobody can resolve, as filed.
  package var unresolvedTitles: [Unreadable] {
    owners.indices.filter { owners[$0].resolvedTitle.isUnknown }.compactMap { index in
      owners[index].title.value.map {
        Unreadable(
          field: "owners[\(index)].title", shown: $0,
          reason: "it points elsewhere, and no title is plain there")
      }
    }
  }
}

enum ResolvedTitle {
  /// "See Remarks", "(see remarks below)", "See Remark": whatever the case and the punctuation.
  static func points(toRemarks title: String) -> Bool {
    guard (10...30).contains(title.utf8.count) else { return false }
    let text = title.utf8.span
    return text.spellsWord("see") && (text.spellsWord("remarks") || text.spellsWord("remark"))
  }

  /// To the remarks, or to anything else: "See Footnote (1)", "see below", "*".
  static func points(_ title: String) -> Bool {
    points(toRemarks: title) || isNothingElse(title)
  }

  /// It has no words but those that point: "EVP, see Remarks" says something by itself.
  static func isNothingElse(_ title: String) -> Bool {
    guard title.utf8.count <= longestPointer, mayPoint(title.utf8.span) else { return false }
    return words(of: title).allSatisfy { pointingWords.contains($0) || $0.allSatisfy(\.isNumber) }
  }

  /// Told at once, for nearly every title does not.
  private static func mayPoint(_ title: Span<UInt8>) -> Bool {
    let first = title.indices.first { (title[$0] | 0x20) &- UInt8(ascii: "a") < 26 || title[$0] >= 0x80 }
    guard let first else { return true }
    let marks: [StaticString] = ["see ", "refer ", "footnote", "remarks"]
    return marks.contains { title.extracting(first...).hasPrefix($0) }
  }

  /// As long as the field.
  private static let longestPointer = 30
  private static let pointingWords: Set<String> = [
    "see", "refer", "to", "the", "in", "of", "and", "at", "on", "attached", "below", "above", "next", "page",
    "remark", "remarks", "footnote", "footnotes", "foot", "note", "notes", "comment", "comments",
    "explanation", "explanations", "response", "responses", "section", "exhibit", "attachment", "addendum",
  ]

  /// The title that the remarks give: what stands behind a label such as "Title:", or remarks that are nothing else.
  static func title(in remarks: String) -> String? {
    guard remarks.utf8.count <= longestRemarks else { return nil }
    let lines = remarks.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }
    for line in lines {
      if let title = labelled(line) { return title }
    }
    guard let first = lines.first,
      lines.dropFirst().allSatisfy({ $0.lowercased().hasPrefix("exhibit") })
    else { return nil }
    return plain(first) ?? plain(beforeExhibits(first)) ?? plain(firstSentence(of: first))
  }

  /// `Chief Financial Officer, Exhibit 24 - Power of Attorney` as far as the title goes.
  private static func beforeExhibits(_ line: Substring) -> Substring {
    let lowered = Array(line.lowercased().utf8)
    guard lowered.count == line.utf8.count, let start = lowered.firstOffset(of: "exhibit") else { return "" }
    let front = line[..<line.utf8.index(line.startIndex, offsetBy: start)]
    guard let last = front.lastIndex(where: { !" ,;:.-(".contains($0) }) else { return "" }
    return front[...last]
  }

  /// Remarks that hold a title and nothing else are short; this leaves room for a second sentence.
  private static let longestRemarks = 2_000
  /// The longest real title has about 90 characters.
  private static let longestTitle = 120

  private static func labelled(_ line: Substring) -> String? {
    let lowered = Array(line.lowercased().utf8)
    guard lowered.count == line.utf8.count else { return nil }
    for label in [
      "title:", "title is", "title of reporting person:", "title of reporting person is", "title -",
    ] as [StaticString] {
      guard let start = lowered.firstOffset(of: label) else { continue }
      let end = line.utf8.index(line.startIndex, offsetBy: start + label.utf8CodeUnitCount)
      let rest = trimmed(line[end...])
      if let title = plain(firstSentence(of: rest)) { return title }
    }
    return nil
  }

  /// The text itself, when it reads like a title.
  private static func plain(_ text: Substring) -> String? {
    let text = trimmed(text.hasSuffix(".") ? text.dropLast() : text)
    let words = words(of: String(text))
    guard text.utf8.count <= longestTitle, words.contains(where: titleWords.contains),
      !words.contains(where: proseWords.contains)
    else { return nil }
    return String(text)
  }

  private static func firstSentence(of text: Substring) -> Substring {
    var previous: Character = " "
    for index in text.indices {
      let character = text[index]
      if character == ";" || (character == " " && previous == ".") { return text[..<index] }
      previous = character
    }
    return text
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let front = text.drop { $0.isWhitespace || $0 == ":" || $0 == "\"" || $0 == "*" }
    guard let last = front.lastIndex(where: { !$0.isWhitespace && $0 != "\"" && $0 != "*" }) else {
      return ""
    }
    return front[...last]
  }

  private static func words(of text: String) -> [String] {
    // What the standard library knows of every character of the world takes long to ask for.
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.lowercased().utf8.split { !$0.isLetterOrDigit }.map { String(Substring($0)) }
    }
    return text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static let titleWords: Set<String> = [
    "officer", "president", "counsel", "chair", "chairman", "chairwoman", "director", "secretary",
    "treasurer",
    "controller", "head", "ceo", "cfo", "coo", "cto", "evp", "svp", "vp", "manager", "partner", "founder",
  ]

  /// Words of sentences that are about something else.
  private static let proseWords: Set<String> = [
    "transaction", "transactions", "shares", "stock", "pursuant", "filed", "filing", "form", "exhibit",
    "attorney",
    "plan", "reported", "reporting", "person", "persons", "trust", "beneficial", "disclaims", "may", "deemed",
    "was",
    "were", "not", "represents", "securities", "resigned", "formerly",
  ]
}

extension Span<UInt8> {
  /// Whether `word`, which is in lower case, stands in the text in either case, without a letter or digit beside it.
  fileprivate func spellsWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    for start in 0...(count &- length)
    where extracting(start..<(start &+ length)).spells(word) && !isWord(at: start &- 1)
      && !isWord(at: start &+ length)
    { return true }
    return false
  }

  /// Whether it begins with `mark`, which is in lower case, in either case.
  fileprivate func hasPrefix(_ mark: StaticString) -> Bool {
    let length = mark.utf8CodeUnitCount
    return count >= length && extracting(..<length).spells(mark)
  }

  /// A letter or digit of ASCII, or any part of a character beyond it.
  private func isWord(at index: Int) -> Bool {
    guard index >= 0, index < count else { return false }
    return self[index].isLetterOrDigit || self[index] >= 0x80
  }
}

extension UInt8 {
  /// A letter or digit of ASCII.
  fileprivate var isLetterOrDigit: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self &- UInt8(ascii: "0") < 10
  }
}
