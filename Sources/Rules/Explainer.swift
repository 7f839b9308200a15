import Filings

/// Walks a plan over a dossier and writes down what every part of it comes to.
struct Explainer {
  let judge: Judge

  private var plan: Plan { judge.plan }
  private var dossier: Dossier { judge.dossier }
  private var report: Report { dossier.current }
  private var evaluator: Evaluator { judge.evaluator }

  func explanation() -> Explanation {
    let verdict = judge.verdict()
    let needs = verdict == .possible ? Needs(judge) : nil
    return Explanation(
      rule: plan.name, verdict: verdict, needs: needs?.unreadable ?? [], wouldMatchIf: needs?.wouldMatchIf,
      parts: rolePart + [rowsPart] + groupParts + amendmentParts)
  }

  // MARK: Clauses

  private var rolePart: [Explanation.Part] {
    guard !plan.roles.isEmpty else { return [] }
    let owners = report.filing.owners.enumerated().flatMap { index, owner in
      plan.roles.map { role in
        Explanation.Part(
          text: "\(English.clean(owner.name.value ?? "owner \(index + 1)")) is \(role.name)",
          value: role.isHeld(by: owner).rawValue, source: source(of: role, owner, index))
      }
    }
    let names = plan.roles.map(\.name).joined(separator: " or ")
    return [Explanation.Part(text: "by \(names)", value: report.truth(plan.roles).rawValue, parts: owners)]
  }

  /// The box, or the title with what it says.
  private func source(of role: Role, _ owner: Owner, _ index: Int) -> String? {
    let path = Vocabulary.field(named: role.field)?.path(at: index, sort: plan.sort)
    guard case .title = role.test, let path, let title = owner.resolvedTitle.value ?? owner.title.value
    else { return path }
    return "\(path): `\(English.clean(title))`"
  }

  private var rowsPart: Explanation.Part {
    let members = judge.members()
    let others = members.map(\.row).filter { $0.filing > 0 }
    let rows = (report.rows(of: plan.sort) + others.prefix(Explainer.mostRows)).map(part)
    let sure = members.count(where: \.isSure)
    let count = Interval(low: Decimal(sure), high: Decimal(members.count))
    return Explanation.Part(text: "rows", value: ValueType.count.shown(count), parts: rows)
  }

  private func part(_ row: RowReference) -> Explanation.Part {
    let kind = dossier.report(of: row).mask(of: row).isOne(of: plan.kinds)
    let place = path(of: row)
    var part = Explanation.Part(
      text: place, value: judge.membership(of: row).rawValue, source: summary(of: row))
    guard kind != .no else { return part }
    part.parts = [Explanation.Part(text: plan.match, value: kind.rawValue, source: nil)]
    if let condition = plan.condition { part.parts.append(self.part(condition, .row(row), prefix: "where ")) }
    return part
  }

  private var groupParts: [Explanation.Part] {
    guard let threshold = plan.threshold else { return [] }
    return judge.judgements().map { judgement in
      let prefix = judgement.key.isEmpty ? "when " : "\(judgement.key.joined(separator: ", ")): when "
      return part(threshold, .group(judgement.members), prefix: prefix)
    }
  }

  /// Amendments of which nobody can tell what they amend.
  private var amendmentParts: [Explanation.Part] {
    dossier.unclearAmendments(among: Set(dossier.reports.indices)).map {
      Explanation.Part(text: "amendment", value: English.unclear($0))
    }
  }

  // MARK: Expressions

  private func part(_ node: Int, _ scope: Evaluator.Scope, prefix: String = "") -> Explanation.Part {
    var part = Explanation.Part(
      text: prefix + plan.program.text(of: node), value: value(node, scope), source: source(node, scope))
    part.parts = operands(node, scope)
    return part
  }

  private func value(_ node: Int, _ scope: Evaluator.Scope) -> String {
    let type = plan.program.types[node]
    return type == .bool
      ? evaluator.truth(node, scope).rawValue : type.shown(evaluator.number(node, scope))
  }

  /// Literals explain themselves; an aggregate is followed into its rows.
  private func operands(_ node: Int, _ scope: Evaluator.Scope) -> [Explanation.Part] {
    if case .fold(_, let operand) = plan.program.nodes[node], case .group(let members) = scope {
      return members.prefix(Explainer.mostRows).map { member in
        var part = part(operand, .row(member.row))
        if !member.isSure { part.value += ", if the row counts" }
        part.source = part.source ?? path(of: member.row)
        return part
      }
    }
    return plan.program.operands(of: node).filter { !isLiteral($0) }.map { part($0, scope) }
  }

  /// Nobody reads more of them.
  private static let mostRows = 60

  private func isLiteral(_ node: Int) -> Bool {
    switch plan.program.nodes[node] {
    case .number, .constant: true
    default: false
    }
  }

  // MARK: Places

  /// As in `insiderd parse --json`, behind the filing's name where it is not the one that is judged.
  private func path(of row: RowReference) -> String {
    let path = row.sort == .filing ? "the filing" : "\(row.sort.array)[\(row.index)]"
    guard row.filing > 0 else { return path }
    return "\(English.reference(dossier.report(of: row).filing)) \(path)"
  }

  /// `S 8,802 shares`.
  private func summary(of row: RowReference) -> String? {
    dossier.report(of: row).withTransaction(row) { transaction in
      let code = row.sort == .notice ? "to be sold" : transaction.code.value?.description ?? "code unknown"
      let shares = ValueType.shares.shown(Interval(transaction.shares))
      return "\(code), \(shares) shares\(transaction.date.value.map { ", \($0)" } ?? "")"
    }
  }

  /// Where a field stands, and what stands there when it is a text.
  private func source(_ node: Int, _ scope: Evaluator.Scope) -> String? {
    if case .daysSinceLast = plan.program.nodes[node] { return reach }
    guard let field = field(of: plan.program.nodes[node]) else { return nil }
    let row = scope.row
    let report = dossier.report(of: row)
    let places = field.level == .owner ? Array(report.filing.owners.indices) : [row.index]
    let stands = standing(field, row)
    let paths = places.flatMap { place in stands.map { $0.path(at: place, sort: plan.sort) } }.joined(
      separator: ", ")
    let texts = field.type.isTextual ? report.shown(field, row) : []
    return texts.isEmpty ? paths : "\(paths): \(texts.map { "`\($0)`" }.joined(separator: ", "))"
  }

  /// How far back there is anything that could be asked.
  private var reach: String {
    evaluator.historyReaches.map { "the history reaches back to \($0)" } ?? "there is no history"
  }

  /// The fields of the form that the value comes from.
  private func standing(_ field: Field, _ row: RowReference) -> [Field] {
    guard case .derived(.value) = field.source, row.sort == .transaction,
      dossier.report(of: row).withTransaction(row, { $0.totalValue.value }) == .some(nil)
    else { return [field] }
    return field.inputs.compactMap(Vocabulary.field)
  }

  private func field(of node: Program.Node) -> Field? {
    switch node {
    case .flag(let field), .quantity(let field), .text(let field, _), .state(let field, _): field
    default: nil
    }
  }
}
