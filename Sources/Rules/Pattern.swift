import Filings

/// A regular expression over characters, upper and lower case alike: literals, `.`, classes, anchors, `*`, `+`, `?`,
/// `|` and groups. It is run as an automaton in all its states at once (Thompson 1968), so its time is linear in the
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
    var compiler = Compiler(source)
    self.source = source
    self.states = try compiler.compile()
  }

  /// Whether the pattern matches somewhere in the text.
  func isFound(in text: String) -> Bool {
    let characters = text.lowercased().unicodeScalars.map(\.value)
    var current: [Int] = []
    var seen = [Int](repeating: -1, count: states.count)
    for position in 0...characters.count {
      add(0, to: &current, at: position, of: characters.count, &seen)
      if current.contains(where: { states[$0] == .match }) { return true }
      guard position < characters.count else { break }
      var next: [Int] = []
      for state in current {
        guard case .character(let allowed) = states[state], allowed.contains(characters[position]) else {
          continue
        }
        add(state + 1, to: &next, at: position + 1, of: characters.count, &seen)
      }
      current = next
    }
    return false
  }

  /// Adds a state and all that it leads to without reading a character; each once for each position.
  private func add(_ first: Int, to set: inout [Int], at position: Int, of count: Int, _ seen: inout [Int]) {
    var pending = [first]
    while let state = pending.popLast() {
      guard seen[state] != position else { continue }
      seen[state] = position
      switch states[state] {
      case .jump(let target): pending.append(target)
      case .split(let one, let other): pending += [other, one]
      case .start: if position == 0 { pending.append(state + 1) }
      case .end: if position == count { pending.append(state + 1) }
      case .character, .match: set.append(state)
      }
    }
  }
}

// MARK: - Compiler

extension Pattern {
  /// alternatives = sequence { "|" sequence } · sequence = { atom [ "*" | "+" | "?" ] }
  fileprivate struct Compiler {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var states: [State] = []
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
      } else {
        return
      }
      if let next = peek, "*+?".unicodeScalars.contains(next) {
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
      case "\\": states.append(.character(try escape()))
      case "*", "+", "?": throw Mistake(problem: "`\(next)` with nothing before it to repeat")
      default: states.append(.character(Class(next)))
      }
    }

    private mutating func group() throws(Mistake) {
      try deeper { compiler throws(Mistake) in try compiler.alternatives() }
      guard take(")") else { throw Mistake(problem: "a `(` that is not closed") }
    }

    private mutating func bracket() throws(Mistake) -> Class {
      var result = Class(ranges: [], isNegated: take("^"))
      while let next = peek, next != "]" || result.ranges.isEmpty {
        position += 1
        if next == "\\" {
          result.ranges += try escape().ranges
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
      case "d": return Class(ranges: [0x30...0x39], isNegated: false)
      case "s": return Class(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0], isNegated: false)
      case "w": return Class(ranges: [0x30...0x39, 0x61...0x7A, 0x5F...0x5F], isNegated: false)
      case "a"..."z", "A"..."Z", "0"..."9": throw Mistake(problem: "`\\\(next)` means nothing here")
      default: return Class(next)
      }
    }

    /// Everything from `place` on moves by one, and so do the jumps among it.
    private mutating func insert(_ state: State, at place: Int) {
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

    private var peek: Unicode.Scalar? { peek(0) }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
      position + distance < text.count ? text[position + distance] : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard peek == character else { return false }
      position += 1
      return true
    }
  }
}

extension Pattern.Class {
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
