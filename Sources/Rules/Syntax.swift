import Filings

/// What a file says, before anybody asks whether it makes sense. Each part keeps its place in the text.
struct FileSyntax {
  var lists: [ListSyntax] = []
  var defines: [DefineSyntax] = []
  var rules: [RuleSyntax] = []
  var webhooks: [WebhookSyntax] = []
  var tests: [TestSyntax] = []
}

struct NameSyntax: Hashable {
  var text: String
  var span: Span
}

struct TextSyntax: Hashable {
  var text: String
  var span: Span
}

struct PathSyntax: Hashable {
  var parts: [NameSyntax]
  var span: Span
  var text: String { parts.map(\.text).joined(separator: ".") }
}

struct ListSyntax {
  var name: NameSyntax
  var element: NameSyntax
  var contents: Contents

  enum Contents {
    case set(SetSyntax)
    case file(TextSyntax)
  }
}

struct SetSyntax {
  var elements: [LiteralSyntax]
  var span: Span
}

struct DefineSyntax {
  var name: NameSyntax
  var expression: ExpressionSyntax
}

// MARK: - Rules

struct RuleSyntax {
  var name: NameSyntax
  var title: TextSyntax?
  var clauses: [ClauseSyntax]
  /// A clause could not be read, and may be the one that is missed.
  var isBroken = false
}

struct ClauseSyntax {
  var keyword: NameSyntax
  var content: Content

  enum Content {
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

struct MatchSyntax {
  /// The word `derivative`, where it is written.
  var derivative: Span?
  var kinds: [NameSyntax]
  var roles: [NameSyntax]
}

struct GroupSyntax {
  var paths: [PathSyntax]
  var within: DurationSyntax?
}

struct ThrottleSyntax {
  var paths: [PathSyntax]
  var every: DurationSyntax
}

struct DurationSyntax {
  var count: Decimal
  var unit: TimeUnit
  var span: Span
}

enum TimeUnit: String, Hashable {
  case businessDay = "business days"
  case day = "days"
  case week = "weeks"
  case month = "months"
  case year = "years"
}

// MARK: - Expressions

indirect enum ExpressionSyntax {
  case literal(LiteralSyntax)
  case path(PathSyntax)
  case call(CallSyntax)
  case negative(ExpressionSyntax, Span)
  case arithmetic(ArithmeticOperator, ExpressionSyntax, ExpressionSyntax, operator: Span)
  case comparison(Comparison, ExpressionSyntax, ExpressionSyntax, operator: Span)
  case membership(ExpressionSyntax, isNegated: Bool, SetOperandSyntax, Span)
  case between(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax, Span)
  case state(ExpressionSyntax, isNegated: Bool, FieldState, Span)
  case contains(ExpressionSyntax, TextSyntax, Span)
  case matches(ExpressionSyntax, TextSyntax, Span)
  case not(ExpressionSyntax, Span)
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

enum SetOperandSyntax {
  case set(SetSyntax)
  case list(NameSyntax)
}

struct CallSyntax {
  var name: NameSyntax
  /// The word `distinct`, where it is written.
  var distinct: Span?
  var arguments: [ExpressionSyntax]
  var span: Span
}

struct LiteralSyntax: Hashable {
  var value: Value
  var span: Span

  enum Value: Hashable {
    case number(Decimal, Unit?)
    case money(Decimal, isPerShare: Bool)
    case text(String)
    case date(Day)
    case ticker(String)
    case flag(Bool)
  }

  enum Unit: Hashable {
    case percent
    case shares
    case time(TimeUnit)
  }
}

enum ArithmeticOperator: String, Hashable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
}

enum Comparison: String, Hashable {
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

enum FieldState: String, Hashable {
  case known
  case unknown
  case absent
}

// MARK: - Webhooks and tests

struct WebhookSyntax {
  var name: NameSyntax
  var settings: [SettingSyntax]
}

/// A setting's name and the words behind it.
struct SettingSyntax {
  var name: NameSyntax
  var arguments: [Token]
}

struct TestSyntax {
  var name: TextSyntax
  var steps: [StepSyntax]
}

enum StepSyntax {
  case file(TextSyntax)
  case row(NameSyntax, [PairSyntax])
  case expect(ExpectationSyntax)
}

struct PairSyntax {
  var path: PathSyntax
  var value: Value

  enum Value {
    case literal(LiteralSyntax)
    case unknown(Span)
    case absent(Span)
  }
}

struct ExpectationSyntax {
  var rule: NameSyntax
  var verdict: NameSyntax
  var because: [PathSyntax]
  var span: Span
}
