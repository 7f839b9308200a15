import Filings

extension Evaluator {
  /// How many different owners or issuers the rows are of. Owners who filed together are one: their rows count once.
  /// One whose name nobody could read may be one of the others.
  func countParties(_ kind: Program.PartyKind, _ members: [Member]) -> Interval {
    let filings = members.reduce(into: [Int: Bool]()) { filings, member in
      filings[member.row.filing] = filings[member.row.filing] == true || member.isSure
    }
    guard filings.count > 1 else { return Interval(Decimal(1)) }
    let clusters = Evaluator.clusters(
      filings.keys.sorted().map { number in
        (parties(kind, dossier.reports[number].filing), filings[number] ?? false)
      })
    let named = clusters.filter { !$0.parties.isEmpty }
    let sure = named.count(where: \.isSure)
    return Interval(
      low: Decimal(max(sure, 1)), high: Decimal(max(clusters.count, 1)))
  }

  /// Those whom a filing names; empty where nobody is told apart.
  private func parties(_ kind: Program.PartyKind, _ filing: Filing) -> [Party] {
    let parties = kind == .owner ? filing.owningParties : [filing.issuingParty]
    return parties.filter { !$0.keys.isEmpty }
  }

  private struct Cluster {
    var parties: [Party]
    var isSure: Bool

    func shares(with others: [Party]) -> Bool {
      parties.contains { party in others.contains { party.isSame(as: $0) } }
    }
  }

  /// Filings with somebody in common, put together.
  private static func clusters(_ filings: [(parties: [Party], isSure: Bool)]) -> [Cluster] {
    filings.reduce(into: []) { clusters, filing in
      var joined = Cluster(parties: filing.parties, isSure: filing.isSure)
      clusters.removeAll { cluster in
        guard cluster.shares(with: filing.parties) else { return false }
        joined = Cluster(
          parties: joined.parties + cluster.parties, isSure: joined.isSure || cluster.isSure)
        return true
      }
      clusters.append(joined)
    }
  }
}
