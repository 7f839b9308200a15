import Filings

/// How the rows that a rule matches are put together.
extension Judge {
  struct Group {
    var key: [String] = []
    var members: [Evaluator.Member]
    /// Whose filings these are, where the rule looks at somebody's filings rather than at one report.
    var whose: [String] = []
    /// The first day of the window.
    var start: Day?
  }

  /// Of a report, of an issuer, or of each owner: whoever files with others has groups of his own.
  func groups(of members: [Evaluator.Member]) -> [Group] {
    guard plan.window != nil else {
      // A filing is a group by itself; the rows of a report are one.
      return plan.sort == .filing
        ? members.map { Group(members: [$0]) }.flatMap(split) : split(Group(members: members))
    }
    let issuer = "issuer \(key(of: dossier.reports.map(\.filing.issuingParty)))"
    switch plan.scope {
    case .report, .issuer: return split(Group(members: members, whose: [issuer]))
    case .owner: return ownersGroups(members).flatMap(split)
    case .ownerAndIssuer:
      return ownersGroups(members).map { group in
        var group = group
        group.whose.append(issuer)
        return group
      }
      .flatMap(split)
    }
  }

  /// One for each owner of the filing that is judged. Owners who always file together are one.
  private func ownersGroups(_ members: [Evaluator.Member]) -> [Group] {
    let parties = dossier.current.filing.owningParties.filter { !$0.keys.isEmpty }
    guard !parties.isEmpty else { return [Group(members: members, whose: ["owner ?"])] }
    let groups = parties.map { party -> Group in
      let own = dossier.reports.map { report in report.filing.owningParties.filter { $0.isSame(as: party) } }
      return Group(
        members: members.filter { !own[$0.row.filing].isEmpty },
        whose: ["owner \(key(of: own.flatMap { $0 }))"])
    }
    return groups.sorted { $0.whose[0] < $1.whose[0] }.reduce(into: []) { kept, group in
      if !kept.contains(where: { $0.members == group.members }) { kept.append(group) }
    }
  }

  /// The number where any of the filings has it, else the name: the same whatever came first.
  private func key(of parties: [Party]) -> String {
    parties.compactMap(\.cik).min() ?? parties.compactMap(\.name).min() ?? parties.compactMap(\.ticker).min()
      ?? "?"
  }

  /// Rows with one key in the order of their first row. A row whose key nobody could read may belong to any group, or
  /// be one of its own.
  private func split(_ whole: Group) -> [Group] {
    guard !plan.group.isEmpty else { return [whole] }
    var groups: [Group] = []
    var places: [[String]: Int] = [:]
    var strays: [Evaluator.Member] = []
    for member in whole.members {
      guard let key = key(of: member.row) else {
        strays.append(Evaluator.Member(row: member.row, isSure: false))
        continue
      }
      if let place = places[key] {
        groups[place].members.append(member)
      } else {
        places[key] = groups.count
        groups.append(Group(key: key, members: [member], whose: whole.whose))
      }
    }
    guard !strays.isEmpty else { return groups }
    let unknown = plan.group.map { "\($0.name)=?" }
    return (groups + [Group(key: unknown, members: [], whose: whole.whose)]).map { group in
      Group(key: group.key, members: inOrder(group.members + strays), whose: whole.whose)
    }
  }

  func inOrder(_ members: [Evaluator.Member]) -> [Evaluator.Member] {
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
