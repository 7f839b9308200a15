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
  /// What the rule finds, without how it is written or what is done about it: `CanonicalForm`.
  var canonical = ""

  init(name: String) {
    self.name = name
  }
}

/// A plan in its one place in memory: to judge by it is to hold a reference, and to copy none of its texts and arrays.
final class SharedPlan: Sendable {
  let plan: Plan

  init(_ plan: Plan) {
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

  init(_ plan: Plan) {
    kinds = plan.kinds
    roles = plan.roles.reduce(into: []) { $0.formUnion($1.mask) }
    forms = plan.forms
  }

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
    transactions.indices.map { KindMask(of: transactions[$0]) }
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
    let nodes = program.nodes + (message?.program.nodes ?? [])
    let named = (message?.parts ?? []).compactMap { if case .field(let field) = $0 { field } else { nil } }
    return (nodes.flatMap(\.fields) + named).reduce(into: []) { demands, field in
      switch field.source {
      case .derived(.daysLate): demands.insert(.lateness)
      case .derived(.footnotes): demands.insert(.footnotes)
      default: break
      }
    }
  }
}

// MARK: - What a program makes necessary

extension Plan {
  /// The forms that the top-level conjuncts of `where` and `when` leave.
  var forms: FormMask {
    conjuncts.reduce(into: .all) { forms, node in
      guard case .text(let field, .isOne(let names)) = program.nodes[node], field.name == "filing.form" else {
        return
      }
      let named = names.compactMap { Form(rawValue: $0) }.map(FormMask.init)
      forms.formIntersection(named.reduce(into: []) { $0.formUnion($1) })
    }
  }

  /// The folded tickers of which the issuer must have one, and its CIKs, without leading zeros; `nil` where any will do.
  var issuer: (tickers: Set<String>?, numbers: Set<String>?) {
    var found: (tickers: Set<String>?, numbers: Set<String>?)
    for node in conjuncts {
      guard case .text(let field, .isOne(let texts)) = program.nodes[node] else { continue }
      if found.tickers == nil, field.name == "issuer.ticker" { found.tickers = texts }
      if found.numbers == nil, field.name == "issuer.cik" { found.numbers = texts }
    }
    return found
  }

  private var conjuncts: [Int] {
    [condition, threshold].compactMap { $0 }.flatMap(conjuncts)
  }

  func conjuncts(of node: Int) -> [Int] {
    if case .all(let operands) = program.nodes[node] { operands.flatMap(conjuncts) } else { [node] }
  }
}
