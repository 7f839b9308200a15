/// The boxes of a typed page: `(X)`, `[ ]`, `/X/`, `_X_`, or an `X` by itself.
enum TypedBox {
  /// What a text shows, in its order.
  enum Token: Equatable {
    case box(isTicked: Bool)
    case role(Role, shown: String)
    case word(String)
    case lineEnd

    fileprivate var role: Role? {
      if case .role(let role, _) = self { role } else { nil }
    }
  }

  enum Role: CaseIterable {
    case director, tenPercentOwner, officer, other

    fileprivate var wordings: [String] {
      switch self {
      case .director: ["director"]
      case .tenPercentOwner: ["10% owner", "ten percent owner", "10 percent owner", "10% holder", "10%owner"]
      case .officer: ["officer"]
      case .other: ["other"]
      }
    }
  }

  /// Whether each role is ticked; `nil` where that is not certain.
  ///
  /// Boxes stand in front of their captions on most pages and behind them on some. An `X` between two captions may be
  /// either's, unless the page shows elsewhere on which side its boxes stand.
  static func ticks(_ tokens: [Token]) -> [Role: Bool]? {
    let marks = captions(of: tokens)
    guard Role.allCases.allSatisfy({ role in marks.count { $0.role == role } == 1 }) else { return nil }
    let isInFront = fits(marks)
    let isBehind = fits(marks.reversed())
    guard isInFront != isBehind else { return nil }
    let ordered = isInFront ? marks : marks.reversed()
    var ticks: [Role: Bool] = [:]
    var box: Bool?
    var hasTick = false
    for token in ordered {
      switch token {
      case .box(let isTicked):
        box = isTicked
        hasTick = hasTick || isTicked
      case .role(let role, _):
        ticks[role] = box ?? false
        box = nil
      case .word, .lineEnd: break
      }
    }
    // Boxes that are not drawn say nothing, unless a mark shows that marks are made.
    let boxes = marks.count { if case .box = $0 { true } else { false } }
    return hasTick || boxes == Role.allCases.count ? ticks : nil
  }

  /// Boxes and captions in their order. Behind all four captions, and behind other words on a line, a word such as
  /// "Director" is part of a title.
  private static func captions(of tokens: [Token]) -> [Token] {
    var kept: [Token] = []
    var seen: Set<Role> = []
    var hasWord = false
    for token in tokens {
      switch token {
      case .word: hasWord = hasWord || seen.isEmpty || seen.count == Role.allCases.count
      case .lineEnd:
        hasWord = false
        kept.append(token)
      case .box:
        hasWord = false
        kept.append(token)
      case .role(let role, _):
        if seen.count == Role.allCases.count || (hasWord && seen.contains(role)) { continue }
        seen.insert(role)
        kept.append(token)
      }
    }
    return kept
  }

  /// Each box is followed by a caption on its line.
  private static func fits(_ marks: [Token]) -> Bool {
    var previous = Token.lineEnd
    for token in marks + [.lineEnd] {
      if case .box = previous {
        guard case .role = token else { return false }
      }
      previous = token
    }
    return true
  }

  /// The words that are neither a caption nor what the form prints beside it.
  static func text(besides tokens: [Token]) -> String {
    var seen: Set<Role> = []
    let words = tokens.compactMap { token -> String? in
      switch token {
      case .word(let word): return word
      case .role(let role, let shown): return seen.insert(role).inserted ? nil : shown
      case .box, .lineEnd: return nil
      }
    }
    let plain = words.joined(separator: " ").replacing("_", with: " ")
    let printed = [
      "(give title below)", "(specify below)", "(specify title below)", "(give title and specify below)",
      "(check all applicable)",
      "give title below", "specify below", "below)", "(specify", "(give title", "(give", ":",
    ]
    var text = HTMLText.flattened(plain.prefix(Limits.captionBytes))
    for phrase in printed {
      while let range = text.lowercased().firstRange(of: phrase) {
        let start = text.lowercased().distance(from: text.lowercased().startIndex, to: range.lowerBound)
        let characters = Array(text)
        guard start + phrase.count <= characters.count else { break }
        text = HTMLText.flattened(String(characters[..<start] + characters[(start + phrase.count)...]))
      }
    }
    return text
  }

  /// Whether the box that ends the text is ticked; `nil` when it ends with none.
  static func endsWithTick(_ text: String) -> Bool? {
    guard case .box(let isTicked) = tokens(of: String(text.suffix(16))).last else { return nil }
    return isTicked
  }

  /// Whether the box that is all of the line is ticked.
  static func only(_ text: String) -> Bool? {
    guard case .box(let isTicked) = tokens(of: text).first, tokens(of: text).count == 1 else { return nil }
    return isTicked
  }

  // MARK: Tokens

  static func tokens(_ lines: [String]) -> [Token] {
    lines.flatMap { line in tokens(of: line) + [.lineEnd] }
  }

  private static func tokens(of line: String) -> [Token] {
    var tokens: [Token] = []
    var rest = line[...]
    while let first = rest.first {
      if first.isWhitespace || first == "|" {
        rest.removeFirst()
      } else if let (isTicked, after) = box(rest) {
        tokens.append(.box(isTicked: isTicked))
        rest = after
      } else if let (role, after) = role(rest) {
        tokens.append(.role(role, shown: String(rest[..<after.startIndex])))
        rest = after
      } else {
        let word = rest.prefix { !$0.isWhitespace && $0 != "|" }
        tokens.append(.word(String(word)))
        rest = rest[word.endIndex...]
      }
    }
    return tokens
  }

  /// A box at the beginning of the text, and what follows.
  static func box(_ text: Substring) -> (isTicked: Bool, rest: Substring)? {
    guard let first = text.first else { return nil }
    let closing: Character? = ["(": ")", "[": "]", "/": "/", "{": "}"][first]
    if let closing, let end = text.dropFirst().prefix(6).firstIndex(of: closing) {
      return content(text[text.index(after: text.startIndex)..<end]).map {
        ($0, text[text.index(after: end)...])
      }
    }
    let run = text.prefix { $0 == "_" || $0 == "X" || $0 == "x" }
    let rest = text[run.endIndex...]
    guard !run.isEmpty, run.count <= 12,
      rest.first.map({ $0.isWhitespace || $0 == "|" }) ?? true || run.contains("_")
    else { return nil }
    return content(run).map { ($0, rest) }
  }

  /// One mark among blanks and strokes, or none.
  private static func content(_ text: Substring) -> Bool? {
    let marks = text.filter { !$0.isWhitespace && $0 != "_" }
    if marks.isEmpty { return false }
    return marks.uppercased() == "X" ? true : nil
  }

  private static func role(_ text: Substring) -> (Role, Substring)? {
    let lowered = text.prefix(20).lowercased()
    for role in Role.allCases {
      for wording in role.wordings where lowered.hasPrefix(wording) {
        let rest = text.dropFirst(wording.count)
        if let next = rest.first, next.isLetter { continue }
        return (role, rest)
      }
    }
    return nil
  }
}
