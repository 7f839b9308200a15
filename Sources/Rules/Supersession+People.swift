import Filings

extension Supersession {
  /// Who filed what: an owner in common, at the same issuer. Most filings of a family are by the same people, so that
  /// they are compared once and not for each pair.
  struct People {
    /// For each filing the number of its people.
    private var numbers: [Int] = []
    /// For the people of each amendment, by their number, which others share an owner.
    private var related: [Int: [Bool]] = [:]

    /// - Parameter parties: of each filing its issuer and its owners.
    /// - Parameter amending: which of them are amendments.
    init(_ parties: [(issuer: Party, owners: [Party])], amending: [Bool]) {
      var places: [[Party]: Int] = [:]
      var different: [(issuer: Party, owners: [Party])] = []
      for party in parties {
        let number = places[[party.issuer] + party.owners] ?? different.count
        if number == different.count { different.append(party) }
        places[[party.issuer] + party.owners] = number
        numbers.append(number)
      }
      for number in Set(zip(numbers, amending).filter(\.1).map(\.0)) {
        related[number] = different.map { People.areRelated($0, different[number]) }
      }
    }

    func areRelated(_ filing: Int, to amendment: Int) -> Bool {
      related[numbers[amendment]]?[numbers[filing]] ?? false
    }

    private static func areRelated(
      _ one: (issuer: Party, owners: [Party]), _ other: (issuer: Party, owners: [Party])
    ) -> Bool {
      one.issuer.isSame(as: other.issuer)
        && one.owners.contains { owner in other.owners.contains { $0.isSame(as: owner) } }
    }
  }
  /// Filings by what an amendment says of the one that it amends.
  struct Shelf {
    private var byDay: [Day: [Int]] = [:]
    private var undated: [Reading<Day>: [Int]] = [:]
    private var byReport: [String: [Int]] = [:]

    mutating func add(_ place: Int, _ filing: Filing) {
      if let filed = filing.provenance.filed {
        byDay[filed, default: []].append(place)
      } else {
        undated[filing.period, default: []].append(place)
      }
      byReport[GroupKey.text(of: filing, []), default: []].append(place)
    }

    func filed(on days: Set<Day>) -> [Int] { days.flatMap { byDay[$0] ?? [] } }

    /// Those of a period that were filed nobody knows when.
    func undated(for period: Reading<Day>) -> [Int] { undated[period] ?? [] }

    func parts(ofReportOf filing: Filing) -> [Int] { byReport[GroupKey.text(of: filing, [])] ?? [] }
  }
}
