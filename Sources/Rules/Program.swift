import Filings

/// The expressions of one rule, ready to be evaluated: a tree in one array, operands before what uses them.
struct Program: Sendable {
  private(set) var nodes: [Node] = []
  /// What each node is: its unit, or the sort of its words.
  private(set) var types: [ValueType] = []
  /// How nodes were written whose text does not follow from what they are: the name of a list, the case of letters.
  private(set) var wordings: [Int: String] = [:]

  enum Node: Sendable {
    // Truths.
    case constant(Bool)
    case flag(Field)
    case compareNumbers(Comparison, Int, Int)
    case compareFlags(isEqual: Bool, Int, Int)
    indirect case text(Field, TextTest)
    case state(Field, FieldState)
    case not(Int)
    case all([Int])
    case any([Int])
    // Numbers.
    indirect case number(Interval)
    case quantity(Field)
    case negative(Int)
    case arithmetic(ArithmeticOperator, Int, Int)
    case fold(Fold, Int)
    case count(KindMask?)
    case countDistinct(Field)
    /// How many different owners or issuers.
    case countParties(PartyKind)
    case percentOfHolding
    case shortSwingProfit
    case daysSinceLast(KindMask)
  }

  enum PartyKind: String, Sendable {
    case owner
    case issuer
  }

  /// What is asked of a text; it holds of several owners or footnotes when it holds of one.
  enum TextTest: Sendable {
    /// Equal to one of these, which are folded already.
    case isOne(of: FoldedTexts)
    case equals(Field)
    case contains(String)
    case matches(Pattern)
  }

  /// How the numbers of a group's rows become one.
  enum Fold: String, Sendable, CaseIterable {
    case sum
    case min
    case max
    case avg
    case first
    case last
  }

  /// Parts of an ordinary rule.
  private static let fewNodes = 6

  mutating func append(_ node: Node, _ type: ValueType, _ wording: String? = nil) -> Int {
    if nodes.isEmpty {
      nodes.reserveCapacity(Program.fewNodes)
      types.reserveCapacity(Program.fewNodes)
    }
    nodes.append(node)
    types.append(type)
    if let wording { wordings[nodes.count - 1] = wording }
    return nodes.count - 1
  }

  /// A plain number takes the unit of what it is compared with.
  mutating func convert(_ node: Int, to type: ValueType) {
    if type == .percent, case .number(let interval) = nodes[node], let number = interval.point {
      nodes[node] = .number(Interval(number.multiplied(by: Program.hundredth, rounding: .down) ?? number))
    }
    types[node] = type
  }

  /// A percentage is kept as its fraction.
  static let hundredth = Decimal(mantissa: 1, scale: 2)
}

// MARK: - Walking

extension Program {
  func operands(of node: Int) -> [Int] {
    switch nodes[node] {
    case .constant, .flag, .text, .state, .number, .quantity, .count, .countDistinct, .countParties,
      .percentOfHolding, .shortSwingProfit, .daysSinceLast:
      []
    case .compareNumbers(_, let left, let right), .compareFlags(_, let left, let right),
      .arithmetic(_, let left, let right):
      [left, right]
    case .not(let operand), .negative(let operand), .fold(_, let operand): [operand]
    case .all(let operands), .any(let operands): operands
    }
  }

  /// Several conditions in one.
  func isCompound(_ node: Int) -> Bool {
    switch nodes[node] {
    case .all, .any: true
    case .not(let operand): isCompound(operand)
    default: false
    }
  }

  /// The names of the fields that the evaluation reads, without repetition, in the program's order.
  var fields: [String] {
    var names: [String] = []
    for node in nodes {
      for name in node.inputs where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The numbers that the rule names: where a verdict can change.
  var constants: [Decimal] {
    nodes.compactMap { if case .number(let interval) = $0 { interval.point } else { nil } }
  }

  /// The texts that the rule names, sorted.
  var texts: [String] {
    nodes.reduce(into: Set<String>()) { texts, node in
      guard case .text(_, let test) = node else { return }
      switch test {
      case .isOne(let wanted): wanted.forEach { texts.insert($0) }
      case .contains(let text): texts.insert(text)
      case .equals, .matches: break
      }
    }
    .sorted()
  }
}

extension Program.Node {
  /// The fields that it names.
  var fields: [Field] {
    var fields: [Field] = []
    forEachField { fields.append($0) }
    return fields
  }

  func forEachField(_ body: (Field) -> Void) {
    switch self {
    case .flag(let field), .quantity(let field), .state(let field, _), .countDistinct(let field): body(field)
    case .text(let field, .equals(let other)):
      body(field)
      body(other)
    case .text(let field, _): body(field)
    default: break
    }
  }

  /// Names of the fields of the filing that it reads.
  fileprivate var inputs: [String] {
    switch self {
    case .count(.some): ["code"]
    case .shortSwingProfit: ["code", "date", "shares", "price", "security"]
    case .daysSinceLast: ["code", "date"]
    case .percentOfHolding: ["shares", "owned_after", "security", "direct", "nature"]
    default: fields.flatMap(\.inputs)
    }
  }
}
