import Filings
import Rules

/// Whom the filings that a backtest has passed name, as numbers: windows ask the same ones again and again.
struct BacktestParties {
  /// The owners of one filing, under everything by which they can be found, and its issuer.
  struct Names {
    var owners: ArraySlice<Int32>
    /// Less than nothing where a page gives it no number.
    var issuer: Int32
  }

  private var ownerNumbers: [String: Int32] = [:]
  private var issuerNumbers: [String: Int32] = [:]
  /// Those of all filings, one behind the other, and by place where each filing's end.
  private var owners: [Int32] = []
  private var ends: [Int32] = []
  private var issuers: [Int32] = []

  /// Filings come in the order of their places, of which some may be left out.
  mutating func add(_ filing: Filing, at place: Int) {
    while ends.count < place {
      ends.append(Int32(truncatingIfNeeded: owners.count))
      issuers.append(-1)
    }
    let names = names(of: filing)
    owners += names.owners
    ends.append(Int32(truncatingIfNeeded: owners.count))
    issuers.append(names.issuer)
  }

  /// Of a filing that was passed.
  func names(at place: Int) -> Names {
    let start = place == 0 ? 0 : Int(ends[place - 1])
    return Names(owners: owners[start..<Int(ends[place])], issuer: issuers[place])
  }

  mutating func names(of filing: Filing) -> Names {
    let numbers = filing.owners.flatMap { PartyName($0).keys }.map { Self.number(of: $0, in: &ownerNumbers) }
    return Names(owners: numbers[...], issuer: number(of: filing.issuer))
  }

  mutating func number(of issuer: Issuer) -> Int32 {
    PartyName(issuer).number.map { Self.number(of: $0, in: &issuerNumbers) } ?? -1
  }

  private static func number(of key: String, in numbers: inout [String: Int32]) -> Int32 {
    if let number = numbers[key] { return number }
    let number = Int32(truncatingIfNeeded: numbers.count)
    numbers[key] = number
    return number
  }
}
