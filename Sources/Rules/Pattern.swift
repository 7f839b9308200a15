import Filings

/// A regular expression over characters, upper and lower case alike: literals, `.`, classes, anchors, `\b`, `*`, `+`,
/// `?`, `{2,3}`, `|` and groups. It is run as an automaton in all its states at once (Thompson 1968), so its time is linear in the
/// text, whatever the pattern: filings are untrusted, and so is what people write in a hurry.
struct Pattern: Sendable, Hashable {
  /// As it was written.
  let source: String
  private let states: [State]

  fileprivate enum State: Sendable, Hashable {
    case character(Class)
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    /// Where a word begins or ends, or, with `false`, where none does.
    case boundary(Bool)
    case match
  }

  struct Class: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated: Bool

    func contains(_ character: UInt32) -> Bool {
      ranges.contains { $0.contains(character) } != isNegated
    }
  }

  struct Mistake: Error, Hashable {
    var problem: String
  }

  init(_ source: String) throws(Mistake) {
    var compiler = Compiler(source.unwrapped)
    self.source = source
    self.states = try compiler.compile()
  }

  /// Whether the pattern matches somewhere in the text.
  func isFound(in text: String) -> Bool {
    let characters = text.lowercased().unicodeScalars.map(\.value)
    var current: [Int] = []
    var seen = [Int](repeating: -1, count: states.count)
    for position in 0...characters.count {
      add(0, to: &current, at: position, of: characters, &seen)
      if current.contains(where: { states[$0] == .match }) { return true }
      guard position < characters.count else { break }
      var next: [Int] = []
      for state in current {
        guard case .character(let allowed) = states[state], allowed.contains(characters[position]) else {
          continue
        }
        add(state + 1, to: &next, at: position + 1, of: characters, &seen)
      }
      current = next
    }
    return false
  }

  /// Adds a state and all that it leads to without reading a character; each once for each position.
  private func add(
    _ first: Int, to set: inout [Int], at position: Int, of characters: [UInt32], _ seen: inout [Int]
  ) {
    var pending = [first]
    while let state = pending.popLast() {
      guard seen[state] != position else { continue }
      seen[state] = position
      switch states[state] {
      case .jump(let target): pending.append(target)
      case .split(let one, let other): pending += [other, one]
      case .start: if position == 0 { pending.append(state + 1) }
      case .end: if position == characters.count { pending.append(state + 1) }
      case .boundary(let isOne):
        if Pattern.isBoundary(position, in: characters) == isOne { pending.append(state + 1) }
      case .character, .match: set.append(state)
      }
    }
  }
}

extension Pattern {
  private static func isBoundary(_ position: Int, in characters: [UInt32]) -> Bool {
    let before = position > 0 && Class.word.contains(characters[position - 1])
    return before != (position < characters.count && Class.word.contains(characters[position]))
  }
}

// MARK: - Compiler

extension Pattern {
  /// alternatives = sequence { "|" sequence } · sequence = { atom [ "*" | "+" | "?" | "{" m [ "," [ n ] ] "}" ] }
  fileprivate struct Compiler {
    private let text: [Unicode.Scalar]
    fileprivate var position = 0
    fileprivate var states: [State] = []
    private var depth = 0

    init(_ source: String) {
      text = Array(source.unicodeScalars)
    }

    mutating func compile() throws(Mistake) -> [State] {
      try alternatives()
      guard position == text.count else { throw Mistake(problem: "a `)` without its `(`") }
      states.append(.match)
      return states
    }

    private mutating func alternatives() throws(Mistake) {
      let start = states.count
      try sequence()
      guard take("|") else { return }
      // split L1, L2 · L1: the first · jump to the end · L2: the others
      insert(.split(start + 1, states.count + 2), at: start)
      let jump = states.count
      states.append(.jump(0))
      try deeper { compiler throws(Mistake) in try compiler.alternatives() }
      states[jump] = .jump(states.count)
    }

    private mutating func sequence() throws(Mistake) {
      while let next = peek, next != "|", next != ")" {
        let start = states.count
        try atom()
        try repetition(of: start)
        guard states.count <= Limits.patternStates else { throw Mistake(problem: "the pattern is too long") }
      }
    }

    private mutating func repetition(of start: Int) throws(Mistake) {
      if take("*") {
        insert(.split(start + 1, states.count + 2), at: start)
        states.append(.jump(start))
      } else if take("+") {
        states.append(.split(start, states.count + 1))
      } else if take("?") {
        insert(.split(start + 1, states.count + 1), at: start)
      } else if take("{") {
        try times(of: start)
      } else {
        return
      }
      if let next = peek, "*+?{".unicodeScalars.contains(next) {
        throw Mistake(problem: "`\(next)` behind another repetition")
      }
    }

    private mutating func atom() throws(Mistake) {
      guard let next = peek else { return }
      position += 1
      switch next {
      case "(": try group()
      case "[": states.append(.character(try bracket()))
      case ".": states.append(.character(Class(ranges: [], isNegated: true)))
      case "^": states.append(.start)
      case "$": states.append(.end)
      case "\\" where take("b"): states.append(.boundary(true))
      case "\\" where take("B"): states.append(.boundary(false))
      case "\\": states.append(.character(try escape()))
      case "*", "+", "?", "{": throw Mistake(problem: "`\(next)` with nothing before it to repeat")
      default: states.append(.character(Class(next)))
      }
    }

    private mutating func group() throws(Mistake) {
      if peek == "?" {
        throw Mistake(problem: "`(?` means nothing here; capitals and small letters are alike already")
      }
      try deeper { compiler throws(Mistake) in try compiler.alternatives() }
      guard take(")") else { throw Mistake(problem: "a `(` that is not closed") }
    }

    private mutating func bracket() throws(Mistake) -> Class {
      var result = Class(ranges: [], isNegated: take("^"))
      while let next = peek, next != "]" || result.ranges.isEmpty {
        position += 1
        if next == "[", peek == ":" {
          throw Mistake(problem: "`[:` means nothing here; write the characters, as in `[a-z0-9]`")
        } else if next == "\\" {
          let escaped = try escape()
          guard !escaped.isNegated else {
            throw Mistake(problem: "what is excluded cannot stand in `[…]`; write `[^…]`")
          }
          result.ranges += escaped.ranges
        } else if peek == "-", let last = peek(1), last != "]" {
          position += 2
          guard next.value <= last.value else {
            throw Mistake(problem: "the range `\(next)-\(last)` is backwards")
          }
          result.ranges += [next.value...last.value] + Class.folded(next, last)
        } else {
          result.ranges += Class(next).ranges
        }
      }
      guard take("]") else { throw Mistake(problem: "a `[` that is not closed") }
      return result
    }

    private mutating func escape() throws(Mistake) -> Class {
      guard let next = peek else { throw Mistake(problem: "a `\\` at the end") }
      position += 1
      switch next {
      case "d": return .digit
      case "s": return .space
      case "w": return .word
      case "D": return Class.digit.negated
      case "S": return Class.space.negated
      case "W": return Class.word.negated
      case "a"..."z", "A"..."Z", "0"..."9": throw Mistake(problem: "`\\\(next)` means nothing here")
      default: return Class(next)
      }
    }

    /// Everything from `place` on moves by one, and so do the jumps among it.
    fileprivate mutating func insert(_ state: State, at place: Int) {
      for index in place..<states.count {
        switch states[index] {
        case .jump(let target): states[index] = .jump(target + 1)
        case .split(let one, let other): states[index] = .split(one + 1, other + 1)
        default: break
        }
      }
      states.insert(state, at: place)
    }

    private mutating func deeper(_ body: (inout Compiler) throws(Mistake) -> Void) throws(Mistake) {
      guard depth < Limits.expressionDepth else {
        throw Mistake(problem: "too many groups in one another, or alternatives")
      }
      depth += 1
      defer { depth -= 1 }
      try body(&self)
    }

    fileprivate var peek: Unicode.Scalar? { peek(0) }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
      position + distance < text.count ? text[position + distance] : nil
    }

    fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard peek == character else { return false }
      position += 1
      return true
    }
  }
}

// MARK: - Counted repetitions

extension Pattern.Compiler {
  /// `{2}`, `{2,}` or `{2,3}` behind what begins at `start`: as many copies of it.
  fileprivate mutating func times(of start: Int) throws(Pattern.Mistake) {
    let (least, most) = try bounds()
    let piece = Array(states[start...])
    states.removeSubrange(start...)
    for _ in 0..<least { try append(piece, from: start) }
    guard let most else {
      let place = states.count
      try append(piece, from: start)
      insert(.split(place + 1, states.count + 2), at: place)
      states.append(.jump(place))
      return
    }
    var exits: [Int] = []
    for _ in least..<most {
      exits.append(states.count)
      states.append(.split(states.count + 1, 0))
      try append(piece, from: start)
    }
    for place in exits { states[place] = .split(place + 1, states.count) }
  }

  private mutating func bounds() throws(Pattern.Mistake) -> (least: Int, most: Int?) {
    let mistake = Pattern.Mistake(
      problem: "`{` repeats, as in `{2}` or `{2,3}`; write `\\{` for the brace itself")
    guard let least = number() else { throw mistake }
    let most = take(",") ? number() : least
    guard take("}"), most.map({ $0 >= least }) ?? true else { throw mistake }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let next = peek, ("0"..."9").contains(next), digits.count < 4 {
      digits.unicodeScalars.append(next)
      position += 1
    }
    return Int(digits)
  }

  /// A copy of states that stood at `origin`.
  private mutating func append(_ piece: [Pattern.State], from origin: Int) throws(Pattern.Mistake) {
    guard states.count + piece.count <= Limits.patternStates else {
      throw Pattern.Mistake(problem: "the pattern is too long")
    }
    let shift = states.count - origin
    states += piece.map { state in
      switch state {
      case .jump(let target): .jump(target + shift)
      case .split(let one, let other): .split(one + shift, other + shift)
      default: state
      }
    }
  }
}

extension Pattern.Class {
  static let digit = Pattern.Class(ranges: [0x30...0x39], isNegated: false)
  static let space = Pattern.Class(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0], isNegated: false)
  /// Letters in lower case, as the text is.
  static let word = Pattern.Class(ranges: [0x30...0x39, 0x61...0x7A, 0x5F...0x5F], isNegated: false)

  var negated: Pattern.Class { Pattern.Class(ranges: ranges, isNegated: !isNegated) }

  /// The character, in lower case as the text is.
  init(_ character: Unicode.Scalar) {
    let folded = character.properties.lowercaseMapping.unicodeScalars.first ?? character
    self.init(ranges: [folded.value...folded.value], isNegated: false)
  }

  /// The lower-case letters of a range of capitals.
  fileprivate static func folded(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> [ClosedRange<UInt32>] {
    guard ("A"..."Z").contains(first), ("A"..."Z").contains(last) else { return [] }
    return [(first.value + 32)...(last.value + 32)]
  }
}
