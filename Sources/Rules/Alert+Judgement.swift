import Filings

extension Alert {
  /// The alert that a judgement raises; `nil` where the rule raises none.
  init?(_ judgement: Judgement, of plan: Plan, in report: Report) {
    if judgement.verdict == .possible, plan.unknown == .ignore { return nil }
    let isCertain = judgement.verdict == .match || plan.unknown == .alert
    self.init(
      rule: plan.name, severity: plan.severity, certainty: isCertain ? .certain : .possible,
      identity: "\(plan.name)\n\(plan.canonical)\n\(GroupKey.text(of: report.filing, judgement.key))",
      message: "")
    title = plan.title
    destinations = plan.destinations
    isShadow = plan.isShadow
    describeRows(judgement.members, of: report)
    if judgement.verdict == .possible {
      let needs = Needs(plan: plan, report: report, key: judgement.key)
      self.needs = needs.unreadable
      wouldMatchIf = needs.wouldMatchIf
    }
    message = Sentence(alert: self, plan: plan, report: report, members: judgement.members).text
  }

  private mutating func describeRows(_ members: [Evaluator.Member], of report: Report) {
    let traded = members.filter { $0.row.sort == .transaction }
    guard !traded.isEmpty else { return }
    rows = traded.map { report.filing.transactions[$0.row.index] }
    shares = Alert.sum(traded, of: report) { Interval($0.shares) }
    value = Alert.sum(traded, of: report) { Interval(valueOf: $0) }
  }

  private static func sum(
    _ members: [Evaluator.Member], of report: Report, _ number: (Transaction) -> Interval
  ) -> Interval {
    members.reduce(.zero) { sum, member in
      let value = report.withTransaction(member.row, number) ?? .zero
      return sum + (member.isSure ? value : value.orNothing)
    }
  }
}
