import Filings

/// One rule, compiled: what it takes for the rule to have anything to do with a report, and the program that decides.
struct Plan: Sendable {
  var name: String
  var title: String?
  var severity: Severity = .notice
  var isShadow = false
  var unknown: UnknownPolicy = .possible
  var kinds: KindMask = []
  /// The words of the `match` clause.
  var kindNames: [String] = []
  var isDerivative = false
  /// The `match` clause without the roles, as it was written: `match derivative sale`.
  var match = ""
  var sort: Kind.Sort = .transaction
  var roles: [Role] = []
  var program = Program()
  /// The node of `where`.
  var condition: Int?
  /// The node of `when`.
  var threshold: Int?
  /// Fields by which the rows are put apart.
  var group: [Field] = []
  /// Whose filings are put together.
  var scope: History.Scope = .report
  /// The rows of a group lie within this span of each other.
  var window: CalendarSpan?
  var throttle: ThrottlePlan?
  var message: MessageTemplate?
  var destinations: [String] = []
  /// By which it is counted how late a filing is.
  var calendar = BusinessCalendar()
  init(name: String) {
    self.name = name
  }
}

/// A plan in its one place in memory: to judge by it is to hold a reference, and to copy none of its texts and arrays.
final class SharedPlan: Sendable {
  let plan: Plan
  let gate: Gate
  let issuer: Plan.Watched

  init(_ plan: consuming Plan) {
    let necessities = plan.necessities
    gate = Gate(
      kinds: plan.kinds, roles: plan.roles.reduce(into: []) { $0.formUnion($1.mask) },
      forms: necessities.forms)
    issuer = necessities.issuer
    self.plan = plan
  }
}

/// The `throttle` clause: how often somebody is told of the same.
struct ThrottlePlan: Sendable {
  var perOwner = false
  var perIssuer = false
  var fields: [Field] = []
  var every: CalendarSpan
}

/// What a *possible* verdict does.
enum UnknownPolicy: String, Sendable, Hashable, CaseIterable {
  /// An alert marked possible.
  case possible
  /// Nothing.
  case ignore
  /// A full alert.
  case alert
}

/// The necessary conditions of a rule, small enough to be looked at for every filing: whoever fails one of them is not
/// evaluated.
struct Gate: Sendable, Hashable {
  var kinds: KindMask
  /// Empty: anybody.
  var roles: RoleMask
  var forms: FormMask

  func admits(_ summary: Summary) -> Bool {
    !kinds.isDisjoint(with: summary.kinds) && forms.rawValue & summary.form.rawValue != 0
      && (roles.isEmpty || !roles.isDisjoint(with: summary.roles))
  }
}

struct FormMask: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let all = FormMask(rawValue: 0b1111)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ form: Form) {
    switch form {
    case .form3: self.init(rawValue: 1)
    case .form4: self.init(rawValue: 2)
    case .form5: self.init(rawValue: 4)
    case .form144: self.init(rawValue: 8)
    }
  }
}

/// What a filing may be, as bits: computed once for each filing.
struct Summary: Sendable, Hashable {
  var kinds: KindMask = .filing
  var roles: RoleMask = []
  var form: FormMask
  /// What each transaction may be.
  let rowKinds: [KindMask]

  init(_ filing: Filing) {
    form = FormMask(filing.form)
    rowKinds = Summary.kinds(of: filing.transactions)
    for kind in rowKinds { kinds.formUnion(kind) }
    for index in filing.holdings.indices { kinds.formUnion(KindMask(of: filing.holdings[index])) }
    if filing.notice != nil { kinds.insert(.notice) }
    for index in filing.owners.indices { roles.formUnion(RoleMask(possibleOf: filing.owners[index])) }
    if filing.owners.isEmpty { roles = [.boxes, .titles] }
  }

  static func kinds(of transactions: [Transaction]) -> [KindMask] {
    var kinds: [KindMask] = []
    kinds.reserveCapacity(transactions.count)
    let rows = transactions.span
    for index in rows.indices { kinds.append(KindMask(of: rows[index])) }
    return kinds
  }
}

extension RoleMask {
  /// The roles that an owner may have; a title stands for all that titles can say.
  init(possibleOf owner: Owner) {
    var bits: UInt16 = owner.resolvedTitle == .absent ? 0 : RoleMask.titles.rawValue
    if owner.isOfficer.mayBeYes { bits |= 1 }
    if owner.isDirector.mayBeYes { bits |= 2 }
    if owner.isTenPercentOwner.mayBeYes { bits |= 4 }
    if owner.isOther.mayBeYes { bits |= 8 }
    self.init(rawValue: bits)
  }
}

extension Reading<Bool> {
  fileprivate var mayBeYes: Bool {
    switch self {
    case .known(let value): value
    case .absent: false
    case .unknown: true
    }
  }
}

// MARK: - What a program asks for

extension Plan {
  /// The rule asks what the owners filed before.
  var looksBack: Bool {
    program.nodes.contains { if case .daysSinceLast = $0 { true } else { false } }
  }

  /// The rule asks for a profit, for which the forms 3 of those who traded count too.
  var asksForProfit: Bool {
    program.nodes.contains { if case .shortSwingProfit = $0 { true } else { false } }
  }

  /// What a report has to prepare for the rule and its message.
  var demands: Report.Demands {
    var demands = program.demands
    guard let message else { return demands }
    demands.formUnion(message.program.demands)
    for case .field(let field) in message.parts { demands.formUnion(field.demands) }
    return demands
  }
}

extension Program {
  fileprivate var demands: Report.Demands {
    nodes.reduce(into: []) { demands, node in node.forEachField { demands.formUnion($0.demands) } }
  }
}

extension Field {
  fileprivate var demands: Report.Demands {
    switch source {
    case .derived(.daysLate): .lateness
    case .derived(.footnotes): .footnotes
    default: []
    }
  }
}

// MARK: - What a program makes necessary

extension Plan {
  /// Whom a rule watches: the folded tickers of which the issuer must have one, and its CIKs, without leading zeros;
  /// `nil` where any will do.
  struct Watched: Sendable {
    var tickers: FoldedTexts?
    var numbers: FoldedTexts?
  }

  /// What the top-level conjuncts of `where` and `when` leave.
  var necessities: (forms: FormMask, issuer: Watched) {
    var found = (forms: FormMask.all, issuer: Watched())
    for root in [condition, threshold] {
      if let root { program.forEachConjunct(of: root) { Plan.narrow(&found, by: $0) } }
    }
    return found
  }

  private static func narrow(_ found: inout (forms: FormMask, issuer: Watched), by node: Program.Node) {
    guard case .text(let field, .isOne(let texts)) = node else { return }
    switch field.type {
    case .form:
      let named = texts.all.compactMap { Form(rawValue: $0) }.map(FormMask.init)
      found.forms.formIntersection(named.reduce(into: []) { $0.formUnion($1) })
    case .ticker where found.issuer.tickers == nil && field.name == "issuer.ticker":
      found.issuer.tickers = texts
    case .cik where found.issuer.numbers == nil && field.name == "issuer.cik":
      found.issuer.numbers = texts
    default: break
    }
  }
}

extension Program {
  /// What all has to hold for the node to hold.
  func forEachConjunct(of node: Int, _ body: (Node) -> Void) {
    guard case .all(let operands) = nodes[node] else { return body(nodes[node]) }
    for operand in operands { forEachConjunct(of: operand, body) }
  }
}
