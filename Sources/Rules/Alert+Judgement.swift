import Filings

extension Alert {
  /// The alert that a judgement raises; `nil` where the rule raises none.
  /// - Parameter isCounted: nobody reads the alert, so that it needs no words, and nobody asks what would decide it.
  init?(_ judgement: Judgement, of judge: Judge, isCounted: Bool = false) {
    let plan = judge.plan
    let filing = judge.dossier.current.filing
    if judgement.verdict == .possible, plan.unknown == .ignore { return nil }
    let isCertain = judgement.verdict == .match || plan.unknown == .alert
    self.init(
      rule: plan.name, severity: plan.severity, certainty: isCertain ? .certain : .possible,
      identity: "", message: "")
    let parts = judgement.key + (plan.window == nil ? [] : ["from \(judgement.start?.description ?? "?")"])
    part = parts.joined(separator: "\n")
    criterion = plan.canonical
    topic = plan.topic(judgement.whose, filing, criterion: criterion)
    identity = topic
    if !part.isEmpty { identity += "\n" + part }
    start = judgement.start
    title = plan.title
    destinations = plan.destinations
    isShadow = plan.isShadow
    if isCounted { return }
    throttle = plan.throttle.map { Throttle($0, of: plan, judgement, judge.dossier) }
    describeRows(judgement.members, of: judge.dossier)
    if judgement.verdict == .possible {
      let needs = Needs(judge)
      self.needs = needs.unreadable
      wouldMatchIf = needs.wouldMatchIf
    }
    message = Sentence(alert: self, plan: plan, dossier: judge.dossier, members: judgement.members).text
  }

  private mutating func describeRows(_ members: [Evaluator.Member], of dossier: Dossier) {
    let traded = members.compactMap { member -> (member: Evaluator.Member, row: Transaction)? in
      dossier.report(of: member.row).withTransaction(member.row) { (member, $0) }
    }
    guard !traded.isEmpty else { return }
    rows = traded.filter(\.member.isOfCurrent).map(\.row)
    earlier = traded.filter { !$0.member.isOfCurrent }.map { traded in
      EarlierRow(traded.row, of: dossier.report(of: traded.member.row).filing)
    }
    shares = Alert.sum(traded) { Interval($0.shares) }
    value = Alert.sum(traded) { Interval(valueOf: $0) }
  }

  private static func sum(
    _ traded: [(member: Evaluator.Member, row: Transaction)], _ number: (Transaction) -> Interval
  ) -> Interval {
    traded.reduce(.zero) { $0 + ($1.member.isSure ? number($1.row) : number($1.row).orNothing) }
  }
}

extension EarlierRow {
  fileprivate init(_ row: Transaction, of filing: Filing) {
    self.row = row
    accession = filing.provenance.accession
    owners = filing.owners.compactMap(\.name.value)
  }
}

extension Throttle {
  /// Its key holds nothing of the filing beyond what the clause names.
  fileprivate init(_ throttle: ThrottlePlan, of plan: Plan, _ judgement: Judgement, _ dossier: Dossier) {
    let filing = dossier.current.filing
    var parts = [plan.name]
    if throttle.perIssuer { parts.append("issuer \(GroupKey.issuer(filing.issuer))") }
    if throttle.perOwner {
      parts.append("owners \(filing.owners.map(GroupKey.owner).sorted().joined(separator: "+"))")
    }
    let row = Evaluator.Scope.group(judgement.members).row
    for field in throttle.fields {
      parts.append("\(field.name)=\(dossier.current.key(field, row).value ?? "?")")
    }
    self.init(key: parts.joined(separator: "\n"), every: throttle.every)
  }
}

extension Plan {
  /// The rule, what it finds, and whose filings it looks at.
  func topic(_ whose: [String], _ filing: Filing, criterion: String) -> String {
    let key = whose.isEmpty ? GroupKey.text(of: filing, []) : whose.joined(separator: "\n")
    return "\(name)\n\(criterion)\n\(key)"
  }
}
