import Filings

/// What a file says, before anybody asks whether it makes sense. Each part keeps its place in the text.
struct FileSyntax: Sendable {
  /// The file's place among those that are compiled together.
  var file = 0
  /// Every word of it was understood.
  var isSound = true
  var lists: [ListSyntax] = []
  var defines: [DefineSyntax] = []
  var rules: [RuleSyntax] = []
  var webhooks: [WebhookSyntax] = []
  var tests: [TestSyntax] = []
  /// From `#` to the end of the line, in the text's order.
  var comments: [Span] = []
}

struct NameSyntax: Hashable, Sendable {
  var text: String
  var span: Span
}

struct TextSyntax: Hashable, Sendable {
  var text: String
  var span: Span
}

struct PathSyntax: Hashable, Sendable {
  /// The names, with a point between them.
  var text: String
  var isOneName: Bool
  var span: Span
}

struct ListSyntax: Sendable {
  var keyword: Span
  var name: NameSyntax
  var element: NameSyntax
  var contents: Contents

  enum Contents: Sendable {
    case set(SetSyntax)
    case file(TextSyntax)
  }
}

struct SetSyntax: Sendable {
  var elements: [LiteralSyntax]
  var span: Span
}

struct DefineSyntax: Sendable {
  var keyword: Span
  var name: NameSyntax
  var expression: ExpressionSyntax
}

// MARK: - Rules

struct RuleSyntax: Sendable {
  var keyword: Span
  var name: NameSyntax
  var title: TextSyntax?
  var clauses: [ClauseSyntax]
  /// The brace that ends it.
  var close: Span
  /// A clause could not be read, and may be the one that is missed.
  var isBroken = false
}

struct ClauseSyntax: Sendable {
  var keyword: NameSyntax
  var content: Content

  enum Content: Sendable {
    case severity(NameSyntax)
    case stage(NameSyntax)
    case match(MatchSyntax)
    case `where`(ExpressionSyntax)
    case group(GroupSyntax)
    case when(ExpressionSyntax)
    case unknown(NameSyntax)
    case throttle(ThrottleSyntax)
    case message(TextSyntax)
    case notify([NameSyntax])
  }
}

struct MatchSyntax: Sendable {
  /// The word `derivative`, where it is written.
  var derivative: Span?
  var kinds: [NameSyntax]
  var roles: [NameSyntax]
}

struct GroupSyntax: Sendable {
  var paths: [PathSyntax]
  var within: DurationSyntax?
}

struct ThrottleSyntax: Sendable {
  var paths: [PathSyntax]
  var every: DurationSyntax
}

struct DurationSyntax: Sendable {
  var count: Decimal
  var unit: TimeUnit
  var span: Span
}

enum TimeUnit: String, Hashable, Sendable {
  case businessDay = "business days"
  case day = "days"
  case week = "weeks"
  case month = "months"
  case year = "years"

  init?(word: String) {
    switch word {
    case "day", "days": self = .day
    case "week", "weeks": self = .week
    case "month", "months": self = .month
    case "year", "years": self = .year
    default: return nil
    }
  }
}

// MARK: - Expressions

/// What others are made of lies in them, and takes no box of its own.
enum ExpressionSyntax: Sendable {
  case literal(LiteralSyntax)
  case path(PathSyntax)
  indirect case call(CallSyntax)
  indirect case negative(ExpressionSyntax, Span)
  indirect case arithmetic(ArithmeticOperator, ExpressionSyntax, ExpressionSyntax, operator: Span)
  indirect case comparison(Comparison, ExpressionSyntax, ExpressionSyntax, operator: Span)
  indirect case membership(ExpressionSyntax, isNegated: Bool, SetOperandSyntax, Span)
  indirect case between(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax, Span)
  indirect case state(ExpressionSyntax, isNegated: Bool, FieldState, Span)
  indirect case contains(ExpressionSyntax, TextSyntax, Span)
  indirect case matches(ExpressionSyntax, TextSyntax, Span)
  indirect case not(ExpressionSyntax, Span)
  case all([ExpressionSyntax], Span)
  case any([ExpressionSyntax], Span)
  /// Something that could not be read and of which the message is written already.
  case invalid(Span)

  var span: Span {
    switch self {
    case .literal(let literal): literal.span
    case .path(let path): path.span
    case .call(let call): call.span
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _):
      left.span.joined(with: right.span)
    case .negative(_, let span), .membership(_, _, _, let span), .between(_, _, _, let span),
      .state(_, _, _, let span), .contains(_, _, let span), .matches(_, _, let span), .not(_, let span),
      .all(_, let span), .any(_, let span), .invalid(let span):
      span
    }
  }
}

enum SetOperandSyntax: Sendable {
  case set(SetSyntax)
  case list(NameSyntax)
}

struct CallSyntax: Sendable {
  var name: NameSyntax
  /// The word `distinct`, where it is written.
  var distinct: Span?
  var arguments: [ExpressionSyntax]
  var span: Span
}

struct LiteralSyntax: Hashable, Sendable {
  var value: Value
  var span: Span

  enum Value: Hashable, Sendable {
    case number(Decimal, Unit?)
    case money(Decimal, isPerShare: Bool)
    case text(String)
    case date(Day)
    case ticker(String)
    case flag(Bool)
    /// A bare word among the elements of a set: `{ xml, feed }`.
    case word(String)
  }

  enum Unit: Hashable, Sendable {
    case percent
    case shares
    case time(TimeUnit)
  }
}

enum ArithmeticOperator: String, Hashable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
}

enum Comparison: String, Hashable, Sendable {
  case less = "<"
  case lessOrEqual = "<="
  case equal = "="
  case notEqual = "!="
  case greaterOrEqual = ">="
  case greater = ">"

  /// The comparison that holds with the sides exchanged.
  var mirrored: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greaterOrEqual: .lessOrEqual
    case .greater: .less
    case .equal, .notEqual: self
    }
  }
}

enum FieldState: String, Hashable, Sendable {
  case known
  case unknown
  case absent
}

// MARK: - Webhooks and tests

struct WebhookSyntax: Sendable {
  var keyword: Span
  var name: NameSyntax
  var settings: [SettingSyntax]
  /// The brace that ends it.
  var close: Span
}

/// A setting's name and the words behind it.
struct SettingSyntax: Sendable {
  var name: NameSyntax
  var arguments: [Token]
}

struct TestSyntax: Sendable {
  var keyword: Span
  var name: TextSyntax
  var steps: [StepSyntax]
  /// The brace that ends it.
  var close: Span
  /// A step could not be read, and may be the one that is missed.
  var isBroken = false
}

enum StepSyntax: Sendable {
  case file(TextSyntax)
  case row(NameSyntax, [PairSyntax])
  case expect(ExpectationSyntax)
}

struct PairSyntax: Sendable {
  var path: PathSyntax
  var value: Value

  enum Value: Sendable {
    case literal(LiteralSyntax)
    case unknown(Span)
    case absent(Span)
  }
}

struct ExpectationSyntax: Sendable {
  var rule: NameSyntax
  var verdict: NameSyntax
  var because: [PathSyntax]
  var span: Span
}
