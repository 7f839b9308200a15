import Filings

/// Holds one rule against one filing and what belongs with it.
struct Judge {
  private let shared: SharedPlan
  let dossier: Dossier
  let evaluator: Evaluator

  init(_ shared: SharedPlan, dossier: Dossier) {
    self.shared = shared
    self.dossier = dossier
    evaluator = Evaluator(program: shared.plan.program, dossier: dossier, sort: shared.plan.sort)
  }

  init(plan: Plan, dossier: Dossier) {
    self.init(SharedPlan(plan), dossier: dossier)
  }

  var plan: Plan { shared.plan }

  init(plan: Plan, filing: Filing, history: History) {
    var dossiers = Dossiers(Report(filing), history, .all)
    self.init(plan: plan, dossier: dossiers.dossier(for: plan))
  }

  /// The strongest verdict of the groups.
  func verdict() -> Verdict {
    let verdicts = judgements().map(\.verdict)
    if verdicts.contains(.match) { return .match }
    return verdicts.contains(.possible) ? .possible : .none
  }

  /// One for each group that has rows of the filing that is judged.
  func judgements() -> [Judgement] {
    // Whether there are such rows is sooner found out than what a title says.
    let groups = groupsOfCurrent()
    guard !groups.isEmpty else { return [] }
    let role = dossier.current.truth(plan.roles)
    guard role != .no else { return [] }
    return groups.map { group in
      let judgements = (plan.window.map { windows(of: group, within: $0) } ?? [group]).map {
        judged($0, role)
      }
      return Verdict.allCases.lazy.compactMap { verdict in judgements.first { $0.verdict == verdict } }.first
        ?? judged(group, role)
    }
  }

  /// The groups that have rows of the filing that is judged.
  func groupsOfCurrent() -> [Group] {
    let members = members()
    guard members.contains(where: \.isOfCurrent) else { return [] }
    return groups(of: members).filter { $0.members.contains(where: \.isOfCurrent) }
  }

  private func judged(_ group: Group, _ role: Truth) -> Judgement {
    // Whether anybody has the role concerns all rows alike, so it stands outside of the group's arithmetic.
    let exists = Truth(group.members.contains { $0.isSure && $0.isOfCurrent }).or(.maybe)
    let threshold = plan.threshold.map { evaluator.truth($0, .group(group.members)) } ?? .yes
    let truth = role.and(exists).and(threshold)
    return Judgement(verdict: Verdict(truth), key: group.key, members: group.members)
  }

  /// The rows that `match` and `where` let through, or may let through.
  func members() -> [Evaluator.Member] {
    var members: [Evaluator.Member] = []
    for filing in dossier.order {
      let role = role(in: filing)
      guard role != .no, filing == 0 || plan.sort != .filing || plan.window != nil else { continue }
      for index in 0..<dossier.reports[filing].count(of: plan.sort) {
        let row = RowReference(sort: plan.sort, index: index, filing: filing)
        guard dossier.holds(row) else { continue }
        let truth = membership(of: row).and(role)
        if truth != .no { members.append(Evaluator.Member(row: row, isSure: truth == .yes)) }
      }
    }
    return members
  }

  /// Whether a filing before this one is by such people; of this one it is asked apart.
  private func role(in filing: Int) -> Truth {
    filing == 0 || plan.window == nil ? .yes : dossier.reports[filing].truth(plan.roles)
  }

  func membership(of row: RowReference) -> Truth {
    let kind = dossier.report(of: row).mask(of: row).isOne(of: plan.kinds)
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

extension Evaluator.Member {
  /// The row stands in the filing that is judged.
  var isOfCurrent: Bool { row.filing == 0 }
}

extension Report {
  func count(of sort: Kind.Sort) -> Int {
    switch sort {
    case .transaction: filing.transactions.count
    case .holding: filing.holdings.count
    case .filing: 1
    case .notice: proposals.count
    }
  }

  func rows(of sort: Kind.Sort, filing number: Int = 0) -> [RowReference] {
    (0..<count(of: sort)).map { RowReference(sort: sort, index: $0, filing: number) }
  }
}

// MARK: - Groups

extension Judge {
  struct Group {
    var key: [String]
    var members: [Evaluator.Member]
  }

  /// Rows with one key in the order of their first row. A row whose key nobody could read may belong to any group, or
  /// be one of its own.
  private func groups(of members: [Evaluator.Member]) -> [Group] {
    guard !plan.group.isEmpty else { return [Group(key: [], members: members)] }
    var groups: [Group] = []
    var places: [[String]: Int] = [:]
    var strays: [Evaluator.Member] = []
    for member in members {
      guard let key = key(of: member.row) else {
        strays.append(Evaluator.Member(row: member.row, isSure: false))
        continue
      }
      if let place = places[key] {
        groups[place].members.append(member)
      } else {
        places[key] = groups.count
        groups.append(Group(key: key, members: [member]))
      }
    }
    guard !strays.isEmpty else { return groups }
    let unknown = plan.group.map { "\($0.name)=?" }
    return (groups + [Group(key: unknown, members: [])]).map { group in
      Group(key: group.key, members: inOrder(group.members + strays))
    }
  }

  private func inOrder(_ members: [Evaluator.Member]) -> [Evaluator.Member] {
    let places = Dictionary(dossier.order.enumerated().map { ($1, $0) }) { first, _ in first }
    return members.sorted { left, right in
      (places[left.row.filing] ?? 0, left.row.index) < (places[right.row.filing] ?? 0, right.row.index)
    }
  }

  /// `nil` where a part of the key cannot be read.
  private func key(of row: RowReference) -> [String]? {
    var parts: [String] = []
    for field in plan.group {
      switch dossier.report(of: row).key(field, row) {
      case .known(let value): parts.append("\(field.name)=\(value)")
      case .absent where field.absence == .empty: parts.append("\(field.name)=")
      case .absent, .unknown: return nil
      }
    }
    return parts
  }
}
