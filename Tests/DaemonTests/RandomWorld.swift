import Filings

/// A few filings of a few people at one company within some weeks.
struct World {
  var filings: [Filing] = []
  var hasPage = false

  init(_ random: inout SplitMix) {
    var documents: [FilingMaker] = []
    for number in 1...Int.random(in: 2...6, using: &random) {
      let document = World.document(number, documents, &random)
      documents.append(document)
      filings.append(document.filing)
      guard Int.random(in: 0..<6, using: &random) == 0, document.amends == nil else { continue }
      hasPage = true
      filings.append(
        document.page(isOfficer: Bool.random(using: &random) ? .unknown(.anything) : document.isOfficer))
    }
  }

  private static func document(_ number: Int, _ others: [FilingMaker], _ random: inout SplitMix)
    -> FilingMaker
  {
    let day = Int.random(in: 1...12, using: &random)
    let code: Character = ["S", "S", "P", "P", "G"].randomElement(using: &random) ?? "S"
    // No two filings have a row in common, so that a page is one filing's alone.
    var maker = FilingMaker(
      code, Int.random(in: 1...40, using: &random) * 10 + number, on: World.date(5, day),
      price: Int.random(in: 5...15, using: &random))
    maker.accession = "0001999003-24-\(100_000 + number)"
    maker.owners = [[1], [1], [2], [3], [4], [1, 2]].randomElement(using: &random) ?? [1]
    maker.filed = World.date(6, 3 + Int.random(in: 0...2, using: &random))
    maker.isOfficer = .known(Int.random(in: 0..<4, using: &random) > 0)
    if Bool.random(using: &random) {
      maker.rows.append(
        FilingMaker.Row(
          code: code, shares: Int.random(in: 1...40, using: &random) * 10 + number,
          date: World.date(5, Int.random(in: 1...12, using: &random)), price: 9))
    }
    if Int.random(in: 0..<8, using: &random) == 0 {
      // Since when somebody is an insider.
      (maker.form, maker.rows, maker.isOfficer) = (.form3, [], .known(false))
      maker.owners = others.randomElement(using: &random)?.owners ?? maker.owners
      return maker
    }
    // Documents that came bare.
    if Int.random(in: 0..<5, using: &random) == 0 { maker.filed = nil }
    if Int.random(in: 0..<8, using: &random) == 0 { maker.accession = nil }
    // A part of another's report, or an amendment of it.
    guard let other = others.filter({ $0.form == .form4 }).randomElement(using: &random),
      Bool.random(using: &random)
    else { return maker }
    maker.owners = other.owners
    maker.isOfficer = other.isOfficer
    if Bool.random(using: &random) { maker.period = other.period }
    if Bool.random(using: &random) {
      // That of the original, or of an amendment of it; or nobody's.
      maker.amends = other.filed ?? World.date(6, 8 + number)
      maker.filed = Int.random(in: 0..<5, using: &random) == 0 ? nil : World.date(6, 10 + number)
    }
    return maker
  }

  private static func date(_ month: Int, _ day: Int) -> String {
    "2024-0\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// For whoever reads a failure.
  static func words(_ filings: [Filing]) -> String { filings.map(word).joined(separator: "\n") }

  private static func word(_ filing: Filing) -> String {
    let rows = filing.transactions.map {
      "\($0.code.value?.description ?? "?")\($0.shares.value?.description ?? "?")@\($0.date.value?.description.suffix(5) ?? "?")"
    }
    let amends = filing.originalFiled.value.map { " amends \($0)" } ?? ""
    let owners = filing.owners.compactMap(\.name.value).map { $0.suffix(1) }.joined()
    return
      "\(filing.provenance.accession?.description.suffix(2) ?? "page") by \(owners) for \(filing.period.value?.description.suffix(5) ?? "?") filed \(filing.provenance.filed?.description.suffix(5) ?? "?")\(amends): \(rows.joined(separator: " "))"
  }
}

/// Numbers that follow from a seed (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
