import Filings

/// From the texts of all rule files to a rule set, in one pass over everything, so that one run finds all mistakes.
struct Compiler {
  /// The rule files, and behind them the files of lists.
  private var files: [SourceFile]
  private let open: (ListFile) -> ListFile.Contents
  private var tables: [String: ListTable] = [:]
  private var listFiles: [ListFile] = []
  private var syntaxes: [FileSyntax] = []
  private var diagnostics: [Diagnostic] = []
  private var used: Set<String> = []
  /// Webhooks that a rule notifies.
  private var notified: Set<String> = []
  private var units: [Span: ValueType?] = [:]
  private var plans: [SharedPlan] = []
  /// Rules with an error: of what they would find, nothing is said.
  private var mistaken: Set<String> = []
  private var webhooks: [Webhook] = []
  private var tests: [RuleTest] = []
  /// By the names of webhooks.
  private var leastSeverities: [String: Severity] = [:]
  /// Errors of each file's rules: what stands behind more of them than are shown is not looked at.
  private var errors: [Int: Int] = [:]
  private var isCut = false
  /// Parts that defines may still bring into rules.
  private var mayExpand = Limits.expandedParts

  static func compile(_ files: [SourceFile], lists open: (ListFile) -> ListFile.Contents) -> Compilation {
    withoutActuallyEscaping(open) { open in
      compile(Compiler(files: files, open: open))
    }
  }

  private static func compile(_ compiler: Compiler) -> Compilation {
    var compiler = compiler
    compiler.parse()
    compiler.check()
    return compiler.result()
  }

  private init(files: [SourceFile], open: @escaping (ListFile) -> ListFile.Contents) {
    self.files = files
    self.open = open
  }

  private mutating func parse() {
    for (index, file) in files.enumerated() {
      guard file.text.count <= Limits.ruleFileBytes else {
        diagnostics.append(.fileTooLarge(at: Span(file: index, start: 0, end: 0)))
        continue
      }
      let (syntax, mistakes) = Parser.parse(file, file: index)
      syntaxes.append(syntax)
      diagnostics += mistakes
    }
  }

  private mutating func check() {
    let allowances = syntaxes.map { Allowance.read($0, in: files[$0.file]) }
    for list in syntaxes.flatMap(\.lists) { check(list) }
    let names = Names(syntaxes, tables)
    diagnostics += names.diagnostics
    for webhook in syntaxes.flatMap(\.webhooks) { check(webhook) }
    plans.reserveCapacity(names.rules.count)
    for place in syntaxes.indices { checkRules(of: place, names, calendar) }
    for test in syntaxes.flatMap(\.tests) { check(test, names) }
    for define in syntaxes.flatMap(\.defines) where !used.contains(define.name.text) { check(define, names) }
    warnOfUnused()
    diagnostics += Subsumption.warnings(about: plans, without: mistaken, at: names.rules)
    for (found, mistakes) in allowances {
      diagnostics = Allowance.applied(found, to: diagnostics) + mistakes
    }
  }

  /// A list of this name is no rule's but the calendar's.
  private static let closings = "sec_closings"

  private var calendar: BusinessCalendar {
    guard let table = tables[Compiler.closings], table.type == .date else { return BusinessCalendar() }
    return BusinessCalendar(closings: Set(table.elements.compactMap { Day($0) }))
  }

  private func result() -> Compilation {
    let hasError = diagnostics.contains { $0.level == .error }
    let ruleSet = hasError ? nil : RuleSet(plans: plans, webhooks: webhooks, tests: tests, calendar: calendar)
    return Compilation(
      ruleSet: ruleSet, diagnostics: Compiler.presentable(diagnostics), files: files,
      listFiles: listFiles, ruleFiles: syntaxes.map(\.file), units: units)
  }

  /// In the order of the files and places, each once, and not more than help anybody.
  private static func presentable(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var counts: [Int: Int] = [:]
    let sorted = diagnostics.enumerated().sorted {
      ($0.element.span.file, $0.element.span.start, $0.offset) < (
        $1.element.span.file, $1.element.span.start, $1.offset
      )
    }
    let others = Set(
      diagnostics.filter { $0.level == .error && $0.code != DiagnosticCode.notLowerCase.rawValue }.map(\.span)
    )
    return sorted.map(\.element).filter { diagnostic in
      // That a name is no name at all is all there is to say of it.
      guard diagnostic.code != DiagnosticCode.notLowerCase.rawValue || !others.contains(diagnostic.span)
      else { return false }
      guard seen.insert(diagnostic).inserted else { return false }
      counts[diagnostic.span.file, default: 0] += 1
      return counts[diagnostic.span.file, default: 0] <= Limits.diagnostics
    }
  }
}

// MARK: - Sections

extension Compiler {
  /// A rule's syntax is let go when its plan is made, so that ten thousand of the one never lie beside the other.
  private mutating func checkRules(of place: Int, _ names: Names, _ calendar: BusinessCalendar) {
    var rules: [RuleSyntax] = []
    swap(&rules, &syntaxes[place].rules)
    rules.reverse()
    while let rule = rules.popLast() { check(rule, names, calendar) }
  }

  private mutating func check(_ rule: consuming RuleSyntax, _ names: Names, _ calendar: BusinessCalendar) {
    let name = rule.name
    guard errors[name.span.file, default: 0] < Limits.diagnostics else {
      isCut = true
      return
    }
    let result = RuleChecker.check(rule, names: names, calendar: calendar, mayExpand: mayExpand)
    mayExpand -= result.expansions
    plans.append(result.plan)
    if !result.used.isEmpty { used.formUnion(result.used) }
    if !result.units.isEmpty { units.merge(result.units) { $0 == $1 ? $0 : nil } }
    if !result.diagnostics.isEmpty { keep(result.diagnostics, of: name) }
    for name in result.destinations {
      notified.insert(name.text)
      diagnostics += untold(result.plan.plan, name)
    }
  }

  private mutating func keep(_ found: [Diagnostic], of rule: NameSyntax) {
    let mistakes = found.count { $0.level == .error }
    errors[rule.span.file, default: 0] += mistakes
    if mistakes > 0 { mistaken.insert(rule.text) }
    diagnostics += found
  }

  /// A webhook that takes nothing as slight as what the rule raises would never hear of it.
  private func untold(_ plan: Plan, _ name: NameSyntax) -> [Diagnostic] {
    guard let least = leastSeverities[name.text], plan.severity < least else { return [] }
    return [.neverTold(name.text, plan.severity.rawValue, least.rawValue, at: name.span)]
  }

  private mutating func check(_ list: ListSyntax) {
    guard let type = ValueType(listElement: list.element.text) else {
      diagnostics.append(
        .unknownWord(
          list.element.text, of: "list", among: ["ticker", "cik", "text", "date"], at: list.element.span))
      return
    }
    var table = ListTable(type: type)
    switch list.contents {
    case .file(let name): table.elements = read(name, type)
    case .set(let set):
      for element in set.elements {
        if let text = type.text(of: element.value) {
          table.elements.insert(Report.folded(text, type))
        } else {
          let help: String? =
            if case .word(let word) = element.value { type.help(forWord: word) } else { nil }
          diagnostics.append(.elementOfOther(type, at: element.span, help: help))
        }
      }
    }
    if list.name.text == Compiler.closings, type != .date {
      diagnostics.append(
        .unknownWord(list.element.text, of: "list", among: ["date"], at: list.element.span))
    }
    if tables[list.name.text] == nil { tables[list.name.text] = table }
  }

  private mutating func read(_ name: TextSyntax, _ type: ValueType) -> Set<String> {
    let list = ListFile(name: name.text, ruleFile: files[name.span.file].name)
    if !listFiles.contains(list) { listFiles.append(list) }
    switch open(list) {
    case .unreadable(let reason):
      diagnostics.append(.listNotRead(name.text, reason, at: name.span))
      return []
    case .file(let file):
      files.append(file)
      guard file.text.count <= Limits.ruleFileBytes else {
        diagnostics.append(.fileTooLarge(at: Span(file: files.count - 1, start: 0, end: 0)))
        return []
      }
      let reader = ListReader(file, file: files.count - 1, type: type)
      diagnostics += reader.diagnostics
      return reader.elements
    }
  }

  private mutating func check(_ syntax: WebhookSyntax) {
    let (webhook, mistakes) = WebhookChecker.check(syntax)
    webhooks.append(webhook)
    leastSeverities[webhook.name] = webhook.from
    diagnostics += mistakes
  }

  private mutating func check(_ test: TestSyntax, _ names: Names) {
    let (test, mistakes) = TestChecker.check(test, names: names)
    tests.append(test)
    diagnostics += mistakes
  }

  /// One that no rule uses is looked at by itself, so that its mistakes are found before somebody does.
  private mutating func check(_ define: DefineSyntax, _ names: Names) {
    guard mayExpand >= 0 else { return }
    var checker = ExpressionChecker(names: names)
    checker.mayExpand = mayExpand
    checker.context = .alone
    checker.expanding = [define.name.text]
    _ = checker.operand(define.expression)
    mayExpand -= checker.expansions
    used.formUnion(checker.used)
    units.merge(checker.units) { $0 == $1 ? $0 : nil }
    diagnostics += checker.diagnostics
  }

  private mutating func warnOfUnused() {
    guard !isCut else { return }
    for list in syntaxes.flatMap(\.lists)
    where !used.contains(list.name.text) && list.name.text != Compiler.closings {
      diagnostics.append(.unused("list", list.name.text, at: list.name.span))
    }
    for define in syntaxes.flatMap(\.defines) where !used.contains(define.name.text) {
      diagnostics.append(.unused("define", define.name.text, at: define.name.span))
    }
    for webhook in syntaxes.flatMap(\.webhooks) where !notified.contains(webhook.name.text) {
      diagnostics.append(.notNotified(webhook.name.text, at: webhook.name.span))
    }
  }
}
