import Filings

/// Holds one rule against one filing and what belongs with it.
struct Judge {
  let shared: SharedPlan
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
    var dossiers = Dossiers(Report(filing, calendar: plan.calendar), history, .all)
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
    guard !groups.isEmpty, mayConcernCurrent else { return [] }
    return groups.map { group in
      let judgements = (plan.window.map { windows(of: group, within: $0) } ?? [group]).map(judged)
      return Verdict.allCases.lazy.compactMap { verdict in judgements.first { $0.verdict == verdict } }.first
        ?? judged(group)
    }
  }

  /// The groups that have rows of the filing that is judged.
  func groupsOfCurrent() -> [Group] {
    let members = members()
    guard members.contains(where: \.isOfCurrent) else { return [] }
    return groups(of: members).filter { $0.members.contains(where: \.isOfCurrent) }
  }

  private var mayConcernCurrent: Bool {
    plan.window == nil && dossier.reports.count > 1 || dossier.current.truth(plan.roles) != .no
  }

  func judged(_ group: Group) -> Judgement {
    // Whether anybody has the role concerns all rows alike, so it stands outside of the group's arithmetic.
    let exists = Truth(group.members.contains(where: \.isSure)).or(.maybe)
    let threshold = plan.threshold.map { evaluator.truth($0, .group(group.members)) } ?? .yes
    let truth = role(of: group).and(exists).and(threshold)
    return Judgement(
      verdict: Verdict(truth), key: group.key, members: group.members, whose: group.whose, start: group.start)
  }

  /// A report is by such people when one of its parts says so; in a window each filing was asked by itself.
  private func role(of group: Group) -> Truth {
    guard plan.window == nil, !plan.roles.isEmpty else { return .yes }
    let filings = Set(group.members.map(\.row.filing)).sorted()
    return filings.reduce(.no) { $0.or(dossier.reports[$1].truth(plan.roles)) }
  }

  /// The rows that `match` and `where` let through, or may let through.
  func members() -> [Evaluator.Member] {
    var members: [Evaluator.Member] = []
    for filing in dossier.order {
      let role = role(in: filing)
      guard role != .no else { continue }
      for index in 0..<dossier.reports[filing].count(of: plan.sort) {
        let row = RowReference(sort: plan.sort, index: index, filing: filing)
        guard dossier.holds(row) else { continue }
        let truth = membership(of: row).and(role)
        if truth != .no { members.append(Evaluator.Member(row: row, isSure: truth == .yes)) }
      }
    }
    return members
  }

  /// In a window, whether the filing is by such people; of a report's parts it is asked apart.
  private func role(in filing: Int) -> Truth {
    plan.window == nil ? .yes : dossier.reports[filing].truth(plan.roles)
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
  /// Whose filings a window put together, `issuer 1234`; empty where the group is one report.
  var whose: [String] = []
  /// The first day of the window; `nil` where there is none, or no row has a legible date.
  var start: Day?
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
