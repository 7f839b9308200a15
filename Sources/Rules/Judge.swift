import Filings

/// Holds one rule against one report.
struct Judge {
  let plan: Plan
  let report: Report

  private var evaluator: Evaluator { Evaluator(program: plan.program, report: report, sort: plan.sort) }

  /// The strongest verdict of the report's groups.
  func verdict() -> Verdict {
    let verdicts = judgements().map(\.verdict)
    if verdicts.contains(.match) { return .match }
    return verdicts.contains(.possible) ? .possible : .none
  }

  /// One for each group that has rows.
  func judgements() -> [Judgement] {
    // Whether there are such rows is sooner found out than what a title says.
    let members = members()
    guard !members.isEmpty else { return [] }
    let role = report.truth(plan.roles)
    guard role != .no else { return [] }
    return groups(of: members).map { group in
      // Whether anybody has the role concerns all rows alike, so it stands outside of the group's arithmetic.
      let exists = Truth(group.members.contains { $0.isSure }).or(.maybe)
      let threshold = plan.threshold.map { evaluator.truth($0, .group(group.members)) } ?? .yes
      let truth = role.and(exists).and(threshold)
      return Judgement(verdict: Verdict(truth), key: group.key, members: group.members)
    }
  }

  /// The rows that `match` and `where` let through, or may let through.
  func members() -> [Evaluator.Member] {
    report.rows(of: plan.sort).compactMap { row in
      let truth = membership(of: row)
      return truth == .no ? nil : Evaluator.Member(row: row, isSure: truth == .yes)
    }
  }

  func membership(of row: RowReference) -> Truth {
    let kind = report.mask(of: row).isOne(of: plan.kinds)
    guard kind != .no, let condition = plan.condition else { return kind }
    return kind.and(evaluator.truth(condition, .row(row)))
  }
}

/// What a rule says of one group of rows.
struct Judgement: Sendable, Hashable {
  var verdict: Verdict
  /// The values of the fields that the rule groups by, `date=2012-09-05`; empty for a rule that does not.
  var key: [String]
  var members: [Evaluator.Member]
}

extension Report {
  func rows(of sort: Kind.Sort) -> [RowReference] {
    let count =
      switch sort {
      case .transaction: filing.transactions.count
      case .holding: filing.holdings.count
      case .filing: 1
      case .notice: 0
      }
    return (0..<count).map { RowReference(sort: sort, index: $0) }
  }
}

// MARK: - Groups

extension Judge {
  private struct Group {
    var key: [String]
    var members: [Evaluator.Member]
  }

  /// Rows with one key in the order of their first row. A row whose key nobody could read may belong to any group, or
  /// be one of its own.
  private func groups(of members: [Evaluator.Member]) -> [Group] {
    guard !plan.group.isEmpty else { return [Group(key: [], members: members)] }
    var groups: [Group] = []
    var strays: [Evaluator.Member] = []
    for member in members {
      guard let key = key(of: member.row) else {
        strays.append(Evaluator.Member(row: member.row, isSure: false))
        continue
      }
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].members.append(member)
      } else {
        groups.append(Group(key: key, members: [member]))
      }
    }
    guard !strays.isEmpty else { return groups }
    let unknown = plan.group.map { "\($0.name)=?" }
    return (groups + [Group(key: unknown, members: [])]).map { group in
      Group(key: group.key, members: (group.members + strays).sorted { $0.row.index < $1.row.index })
    }
  }

  /// `nil` where a part of the key cannot be read.
  private func key(of row: RowReference) -> [String]? {
    var parts: [String] = []
    for field in plan.group {
      switch report.key(field, row) {
      case .known(let value): parts.append("\(field.name)=\(value)")
      case .absent where field.absence == .empty: parts.append("\(field.name)=")
      case .absent, .unknown: return nil
      }
    }
    return parts
  }
}
