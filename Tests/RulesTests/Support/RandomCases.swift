import Filings

@testable import Rules

/// Small rules and small filings with holes, and all ways to fill the holes in.
struct RandomCase {
  var clauses: String
  var filing: Filing
  /// Every combination of values for what the filing leaves open.
  var completions: [Filing]
}

/// The same over several filings of one issuer, which a rule looks at together; the last one is judged.
struct WindowCase {
  var clauses: String
  /// The clauses that choose rows, without the window and its condition.
  var rows: String
  var filings: [Filing]
  var completions: [[Filing]]
}

extension Generator {
  mutating func windowCase() -> WindowCase {
    var filings: [Filing] = []
    var completions: [[Filing]] = [[]]
    for number in 1...pick([2, 2, 3]) {
      var example = randomCase()
      while completions.count * example.completions.count > 200 { example = randomCase() }
      let (days, name) = (pick([0, 0, 3, 40]), pick(["Ames", "Birch"]))
      let placed = { (filing: Filing) in filing.placed(number, days, name) }
      filings.append(placed(example.filing))
      completions = completions.flatMap { known in example.completions.map { known + [placed($0)] } }
    }
    let (rows, window) = windowClauses()
    return WindowCase(clauses: "\(rows) \(window)", rows: rows, filings: filings, completions: completions)
  }

  mutating func randomCase() -> RandomCase {
    var holes: [Hole] = []
    let filing = filing(&holes)
    return RandomCase(
      clauses: clauses(), filing: filing, completions: Hole.completions(of: filing, holes))
  }

  /// One place that is left open, and what may stand there.
  struct Hole {
    var fillings: [(inout Filing) -> Void]

    /// Every way to fill all of them in.
    static func completions(of filing: Filing, _ holes: [Hole]) -> [Filing] {
      holes.reduce([filing]) { completions, hole in
        completions.flatMap { filing in
          hole.fillings.map { fill in
            var filled = filing
            fill(&filled)
            return filled
          }
        }
      }
    }
  }

  // MARK: Filings

  private mutating func filing(_ holes: inout [Hole]) -> Filing {
    var filing = Filing(provenance: Provenance(container: .scan), form: .form4, issuer: Issuer())
    filing.issuer.ticker = pick([.known("AAA"), .known("BBB"), .absent])
    filing.plan10b51 = pick([.known(true), .known(false), .absent, .unknown(.anything)])
    if filing.plan10b51.value == nil {
      holes.append(Hole(fillings: [true, false].map { flag in { $0.plan10b51 = .known(flag) } }))
    }
    filing.owners = (0..<pick([1, 1, 2])).map { owner($0, &holes) }
    filing.transactions = (0..<pick([1, 2, 2, 3])).map { row($0, &holes) }
    return filing
  }

  private mutating func owner(_ index: Int, _ holes: inout [Hole]) -> Owner {
    var owner = Owner()
    owner.isOfficer = pick([.known(true), .known(false), .unknown(.anything)])
    owner.isDirector = pick([.known(true), .known(false)])
    if owner.isOfficer.isUnknown {
      holes.append(
        Hole(fillings: [true, false].map { flag in { $0.owners[index].isOfficer = .known(flag) } }))
    }
    return owner
  }

  private mutating func row(_ index: Int, _ holes: inout [Hole]) -> Transaction {
    var row = Transaction(position: Position(row: index + 1, isDerivative: chance(15)))
    row.position.security = .known("Common Stock")
    row.position.isDirect = .known(chance(70))
    row.isAcquired = .known(false)
    row.date = pick([1, 2].map { .known(Day(number: $0)) })
    row.code = Reading(TransactionCode(pick(["S", "P", "M"])))
    if chance(15), let sale = TransactionCode("S"), let gift = TransactionCode("G") {
      row.code = .unknown(.candidates([sale, gift]))
      holes.append(
        Hole(fillings: [sale, gift].map { code in { $0.transactions[index].code = .known(code) } }))
    }
    row.shares = number(&holes) { $0.transactions[index].shares = $1 }
    row.price = number(&holes) { $0.transactions[index].price = $1 }
    row.position.ownedAfter = number(&holes) { $0.transactions[index].position.ownedAfter = $1 }
    return row
  }

  mutating func number(
    _ holes: inout [Hole], _ set: @escaping (inout Filing, Reading<Decimal>) -> Void
  ) -> Reading<Decimal> {
    guard holes.count < 4, chance(30) else { return .known(Decimal(pick([0, 1, 2, 5, 10, 50]))) }
    let (support, values): (Reading<Decimal>, [Int]) = pick([
      (.absent, [0, 3, 60]), (.unknown(.anything), [0, 5, 60]), (.unknown(.atLeast(Decimal(5))), [5, 6, 60]),
      (.unknown(.between(Decimal(2), Decimal(10))), [2, 5, 10]),
      (.unknown(.candidates([Decimal(1), Decimal(50)])), [1, 50]),
    ])
    holes.append(Hole(fillings: values.map { value in { set(&$0, .known(Decimal(value))) } }))
    return support
  }

  // MARK: Rules

  private mutating func clauses() -> String {
    var text =
      "match "
      + pick([
        "sale", "sale or purchase", "transaction", "trade", "gift or sale", "derivative sale or gift",
      ])
    if chance(50) { text += " by " + pick(["officer", "director", "officer or director"]) }
    if chance(60) { text += " where " + condition(2, atom: { $0.rowAtom() }) }
    if chance(30) { text += " group by " + pick(["date", "code", "owner, date"]) }
    if chance(80) { text += " when " + condition(2, atom: { $0.groupAtom() }) }
    return text
  }

  /// Clauses about one report without groups: those that choose rows, and the condition.
  mutating func reportClauses() -> (rows: String, condition: String) {
    let match = pick(["sale", "transaction", "trade", "gift or sale", "derivative sale or gift"])
    let people = pick(["", "", " by officer", " by officer or director"])
    let filter = chance(50) ? " where \(rowAtom())" : ""
    return ("match \(match)\(people)\(filter)", "when \(groupAtom())")
  }

  private mutating func windowClauses() -> (rows: String, window: String) {
    let people = pick(["", "", " by officer", " by officer or director"])
    let filter = chance(40) ? " where \(rowAtom())" : ""
    let group = pick(["issuer", "owner", "owner, issuer", "issuer, code"])
    let span = pick(["2 days", "1 week", "2 months"])
    let atoms = [
      groupAtom(), groupAtom(), "count(distinct owner) \(pick([">=", "<"])) 2",
      "short_swing_profit() \(pick([">", "<="])) $\(pick([0, 5, 50]))",
    ]
    let match = pick(["sale", "sale or purchase", "trade", "transaction"])
    return (
      "match \(match)\(people)\(filter)", "group by \(group) within \(span) when \(pick(atoms))"
    )
  }

  private mutating func condition(_ depth: Int, atom: (inout Generator) -> String) -> String {
    switch depth == 0 ? 0 : next() % 4 {
    case 1: "not (\(condition(depth - 1, atom: atom)))"
    case 2: "(\(condition(depth - 1, atom: atom))) and (\(condition(depth - 1, atom: atom)))"
    case 3: "(\(condition(depth - 1, atom: atom))) or (\(condition(depth - 1, atom: atom)))"
    default: atom(&self)
    }
  }

  private mutating func rowAtom() -> String {
    let comparison = pick(["<", "<=", "=", "!=", ">", ">="])
    return pick([
      "shares \(comparison) \(pick([1, 5, 10, 50]))", "price \(comparison) $\(pick([1, 5, 10]))",
      "value \(comparison) $\(pick([5, 50, 100]))", "direct", "filing.plan_10b5_1", "owner.officer",
      "issuer.ticker = @AAA", "code = \"S\"", "shares + owned_after \(comparison) 10 shares",
      "shares * 2 \(comparison) owned_after", "shares between 2 and 9", "shares in { 1, 5 }",
      "date \(comparison) 1970-01-02",
    ])
  }

  private mutating func groupAtom() -> String {
    let comparison = pick(["<", "<=", "=", "!=", ">", ">="])
    return pick([
      "sum(shares) \(comparison) \(pick([1, 10, 55]))", "sum(value) \(comparison) $\(pick([5, 50, 500]))",
      "min(shares) \(comparison) \(pick([1, 5]))", "max(price) \(comparison) $\(pick([5, 50]))",
      "avg(shares) \(comparison) \(pick([2, 5]))", "count() \(comparison) \(pick([1, 2]))",
      "count(sale) \(comparison) 1", "count(distinct date) \(comparison) 1",
      "count(distinct code) \(comparison) 2", "percent_of_holding() \(comparison) \(pick([10, 50]))%",
      "first(date) < last(date)", "max(shares) - min(shares) \(comparison) 4 shares",
      "filing.plan_10b5_1", "sum(shares) * 2 \(comparison) sum(owned_after)",
    ])
  }
}

extension Filing {
  /// As one of several filings about one issuer, its rows so many days later.
  fileprivate func placed(_ number: Int, _ days: Int, _ name: String) -> Filing {
    var filing = self
    filing.provenance.accession = AccessionNumber("0000000001-24-00000\(number)")
    filing.issuer.cik = .known("0009990001")
    filing.period = .known(Day(number: Int32(number)))
    for index in filing.owners.indices {
      filing.owners[index].name = .known(index == 0 ? name : "Crane")
    }
    for index in filing.transactions.indices {
      if let day = filing.transactions[index].date.value {
        filing.transactions[index].date = .known(day.advanced(by: days))
      }
    }
    return filing
  }
}
