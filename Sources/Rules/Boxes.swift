import Filings

/// A condition as a union of boxes: in each box every subject (a number as the rule words it, a text field, a box of the
/// form) lies in a range of its own. What holds of the boxes holds of the condition where all is known.
struct Boxes {
  var boxes: [Box]

  /// Beyond as many the condition is too manifold to be compared, and nothing is said of it.
  static let most = 64

  /// The boxes of a condition, or of its negation; `nil` where there are too many.
  init?(of node: Int, in program: Program, negated: Bool = false) {
    guard let boxes = Boxes.boxes(of: node, program, isTrue: !negated) else { return nil }
    self.boxes = boxes
  }

  /// No condition at all: everything.
  static let everything = Boxes(boxes: [Box()])

  private init(boxes: [Box]) {
    self.boxes = boxes
  }

  private static func boxes(of node: Int, _ program: Program, isTrue: Bool) -> [Box]? {
    switch program.nodes[node] {
    case .constant(let value): return value == isTrue ? [Box()] : []
    case .not(let operand): return boxes(of: operand, program, isTrue: !isTrue)
    case .all(let operands): return combined(operands, program, isTrue, isUnion: !isTrue)
    case .any(let operands): return combined(operands, program, isTrue, isUnion: isTrue)
    case .compareNumbers(let comparison, let left, let right):
      return compared(isTrue ? comparison : comparison.opposite, left, right, program)
    case .text(let field, .isOne(let wanted)) where field.level != .owner && field.name != "footnotes":
      return [Box(texts: [field.name: isTrue ? .only(wanted.all) : .except(wanted.all)])]
    default: return [Box(atoms: [program.text(of: node): isTrue])]
    }
  }

  private static func combined(
    _ operands: [Int], _ program: Program, _ isTrue: Bool, isUnion: Bool
  ) -> [Box]? {
    var result: [Box] = isUnion ? [] : [Box()]
    for operand in operands {
      guard let next = boxes(of: operand, program, isTrue: isTrue) else { return nil }
      result = isUnion ? result + next : result.flatMap { box in next.compactMap { box.intersected($0) } }
      guard result.count <= most else { return nil }
    }
    return result
  }

  private static func compared(
    _ comparison: Comparison, _ left: Int, _ right: Int, _ program: Program
  ) -> [Box] {
    if case .number(let bound) = program.nodes[right], let number = bound.point {
      return Stretch.stretches(comparison, number).map { Box(numbers: [program.text(of: left): $0]) }
    }
    if case .number(let bound) = program.nodes[left], let number = bound.point {
      return Stretch.stretches(comparison.mirrored, number).map {
        Box(numbers: [program.text(of: right): $0])
      }
    }
    let sides = "\(program.text(of: left)) \(comparison.rawValue) \(program.text(of: right))"
    return [Box(atoms: [sides: true])]
  }

  /// Whether each box lies in one of the other's: enough for one condition to imply the other.
  func implies(_ other: Boxes) -> Bool {
    boxes.allSatisfy { box in other.boxes.contains { box.isInside($0) } }
  }
}

/// One box: subjects that it does not name may be anything.
struct Box: Equatable {
  var numbers: [String: Stretch] = [:]
  var texts: [String: Choice] = [:]
  /// Conditions that are looked at as a whole, each true or false.
  var atoms: [String: Bool] = [:]

  /// What a text may be, folded.
  enum Choice: Equatable {
    case only(Set<String>)
    case except(Set<String>)

    func intersected(_ other: Choice) -> Choice? {
      switch (self, other) {
      case (.only(let one), .only(let two)): one.isDisjoint(with: two) ? nil : .only(one.intersection(two))
      case (.only(let one), .except(let two)), (.except(let two), .only(let one)):
        one.isSubset(of: two) ? nil : .only(one.subtracting(two))
      case (.except(let one), .except(let two)): .except(one.union(two))
      }
    }

    func isInside(_ other: Choice) -> Bool {
      switch (self, other) {
      case (.only(let one), .only(let two)): one.isSubset(of: two)
      case (.only(let one), .except(let two)): one.isDisjoint(with: two)
      case (.except(let one), .except(let two)): two.isSubset(of: one)
      case (.except, .only): false
      }
    }
  }

  /// What lies in both; `nil` where nothing does.
  func intersected(_ other: Box) -> Box? {
    var box = self
    for (subject, stretch) in other.numbers {
      let both = box.numbers[subject].map { $0.intersected(stretch) } ?? stretch
      if both.isEmpty { return nil }
      box.numbers[subject] = both
    }
    for (subject, choice) in other.texts {
      guard let mine = box.texts[subject] else {
        box.texts[subject] = choice
        continue
      }
      guard let both = mine.intersected(choice) else { return nil }
      box.texts[subject] = both
    }
    for (atom, value) in other.atoms {
      if let mine = box.atoms[atom], mine != value { return nil }
      box.atoms[atom] = value
    }
    return box
  }

  func isInside(_ other: Box) -> Bool {
    other.numbers.allSatisfy { subject, stretch in numbers[subject]?.isInside(stretch) ?? false }
      && other.texts.allSatisfy { subject, choice in texts[subject]?.isInside(choice) ?? false }
      && other.atoms.allSatisfy { atom, value in atoms[atom] == value }
  }
}

/// A range of numbers of which the ends belong to it or not.
struct Stretch: Equatable {
  var low: Decimal?
  var isLowOpen = false
  var high: Decimal?
  var isHighOpen = false

  /// The numbers for which the comparison holds.
  static func stretches(_ comparison: Comparison, _ number: Decimal) -> [Stretch] {
    switch comparison {
    case .less: [Stretch(high: number, isHighOpen: true)]
    case .lessOrEqual: [Stretch(high: number)]
    case .equal: [Stretch(low: number, high: number)]
    case .notEqual: stretches(.less, number) + stretches(.greater, number)
    case .greaterOrEqual: [Stretch(low: number)]
    case .greater: [Stretch(low: number, isLowOpen: true)]
    }
  }

  var isEmpty: Bool {
    guard let low, let high else { return false }
    return low > high || low == high && (isLowOpen || isHighOpen)
  }

  func intersected(_ other: Stretch) -> Stretch {
    var both = self
    if let low = other.low, both.low.map({ $0 < low || $0 == low && other.isLowOpen }) ?? true {
      (both.low, both.isLowOpen) = (low, other.isLowOpen)
    }
    if let high = other.high, both.high.map({ $0 > high || $0 == high && other.isHighOpen }) ?? true {
      (both.high, both.isHighOpen) = (high, other.isHighOpen)
    }
    return both
  }

  func isInside(_ other: Stretch) -> Bool { intersected(other) == self }

  /// A number of this stretch that is not in the other: as near to the other as a whole step allows.
  func example(outside other: Stretch) -> Decimal? {
    let candidates = [other.low, other.high, low, high].compactMap { $0 }.flatMap { number in
      [number, number.adding(Decimal(-1)), number.adding(Decimal(1))].compactMap { $0 }
    }
    return candidates.first { contains($0) && !other.contains($0) }
  }

  private func contains(_ number: Decimal) -> Bool {
    Stretch(low: number, high: number).isInside(self)
  }
}
