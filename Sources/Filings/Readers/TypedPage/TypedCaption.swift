/// The captions of the fields in the head, which are numbered on every typed page, and numbered differently by form.
enum TypedCaption: CaseIterable {
  case owner, issuer, number, period, event, original, relationship, group

  /// The caption's words, in lower case and without punctuation. A page may leave some of them out and break the
  /// caption anywhere.
  var words: [String] {
    let text =
      switch self {
      case .owner: "name and address of reporting person s"
      case .issuer: "issuer name and ticker or trading symbol"
      case .number:
        "irs or i.r.s identification social security number no of reporting person if an entity voluntary"
      case .period: "statement for month day year issuers fiscal year ended month day year"
      case .event: "date of event requiring statement month day year"
      case .original: "if amendment date of original filed month day year"
      case .relationship: "relationship of reporting person s to issuer check all applicable"
      case .group: "individual or joint group filing check applicable line"
      }
    return text.split(separator: " ").map(String.init)
  }

  /// The words that are never left out, at the caption's beginning.
  private var beginnings: [String] {
    switch self {
    case .owner: ["name and"]
    case .issuer: ["issuer name", "issuer's name"]
    case .number: ["irs", "i.r.s", "social security"]
    case .period: ["statement for"]
    case .event: ["date of event"]
    case .original: ["if amendment"]
    case .relationship: ["relationship"]
    case .group: ["individual or"]
    }
  }

  /// The caption that begins with its number at `column`: `4. Statement for`, `4) Statement for`.
  static func at(_ column: Int, of line: [Character]) -> TypedCaption? {
    guard column < line.count, column == 0 || line[column - 1] == " " || line[column - 1] == "|",
      line[column].isNumber
    else {
      return nil
    }
    var next = column
    while next < line.count, next < column + 2, line[next].isNumber { next += 1 }
    guard next < line.count, line[next] == "." || line[next] == ")" else { return nil }
    next += 1
    while next < line.count, line[next] == " " { next += 1 }
    let text = String(line[next...].prefix(24)).lowercased()
    return Self.allCases.first { $0.beginnings.contains { text.hasPrefix($0) } }
  }

  /// What is left of a field's lines when the caption's words in front are passed.
  func value(of lines: [String]) -> [String] {
    var expected = words[...]
    var rest: [String] = []
    var isPassed = false
    for line in lines {
      var tail = line[...]
      while !isPassed, let word = tail.firstWord {
        guard let place = TypedCaption.place(of: word, in: expected) else {
          isPassed = true
          break
        }
        expected = expected[place...]
        tail = tail[word.endIndex...]
      }
      let text = HTMLText.flattened(tail.drop { ":*".contains($0) })
      if !text.isEmpty { rest.append(text) }
    }
    return rest
  }

  /// Behind the expected word that `word` is, or is several of: `Month/Year`.
  private static func place(of word: Substring, in expected: ArraySlice<String>) -> Int? {
    var rest = expected
    let parts = word.lowercased().split { "/(),*:".contains($0) }
    guard !parts.isEmpty else { return word.allSatisfy { "*:".contains($0) } ? expected.startIndex : nil }
    for part in parts {
      let plain = part.replacing("'", with: "").replacing("’", with: "").trimmingSuffix(while: { $0 == "." })
      guard let found = rest.firstIndex(where: { $0 == plain }) else { return nil }
      rest = rest[(found + 1)...]
    }
    return rest.startIndex
  }
}

extension Substring {
  /// The first run of letters between blanks.
  fileprivate var firstWord: Substring? {
    let word = drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
    return word.isEmpty ? nil : word
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
    var text = String(self)
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
