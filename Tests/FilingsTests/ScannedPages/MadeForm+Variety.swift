/// What a plain Form 4 with rows in Table I alone lacks: the other forms, Table II, joint filers, amendments.
extension MadeForm {
  private static let otherTexts = [
    "Former Director", "Chief Accounting Officer", "See Remarks", "Former Officer", "Member of Group",
    "Director Emeritus",
  ]
  private static let natures = ["By Trust", "By Spouse", "By Family Trust", "By Partnership", "See Footnote"]
  private static let funds = ["CAPITAL PARTNERS LP", "VENTURES II LP", "HOLDINGS LLC", "GROWTH FUND LP"]
  private static let derivatives = [
    "Stock Option (Right to Buy)", "Restricted Stock Units", "Employee Stock Option (Right to Buy)",
    "Performance Rights", "Warrants", "Convertible Notes",
  ]

  mutating func vary(using random: inout SeededGenerator) {
    truth.form = ["3", "4", "4", "4", "5"].randomElement(using: &random) ?? "4"
    if truth.form == "3" { truth.transactions = [] }
    if truth.form == "3" { truth.footnotes = [] }
    if Int.random(in: 0..<4, using: &random) == 0 { truth.originalFiled = truth.signed }
    if Int.random(in: 0..<4, using: &random) == 0 {
      truth.owner.other = true
      truth.owner.otherText = Self.otherTexts.randomElement(using: &random)
      if truth.form == "3" { (truth.owner.officer, truth.owner.title) = (false, nil) }
    }
    if Int.random(in: 0..<3, using: &random) == 0 { addOwners(using: &random) }
    let rows = Int.random(in: 0...3, using: &random)
    if truth.form != "3", rows > 0 {
      truth.derivatives = (0..<rows).map { _ in derivative(isHeld: false, using: &random) }
    }
    addHoldings(using: &random)
  }

  // MARK: Joint filers

  private mutating func addOwners(using random: inout SeededGenerator) {
    let isWithoutBoxes = Int.random(in: 0..<3, using: &random) == 0
    let signAll = Int.random(in: 0..<3, using: &random) > 0
    var (owners, signers): ([PageTruth.Owner], [String]) = ([], [])
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let family = Self.families.randomElement(using: &random) ?? ""
      let given = Self.given.randomElement(using: &random) ?? ""
      if Bool.random(using: &random) {
        let name =
          (Self.companies.randomElement(using: &random) ?? "") + " "
          + (Self.funds.randomElement(using: &random) ?? "")
        owners.append(
          .init(name: name, director: false, officer: false, tenPercentOwner: true, title: nil, other: false))
        signers.append("\(name), by \(given) \(family), Managing Member")
      } else {
        owners.append(Self.owner(name: "\(family) \(given)", using: &random))
        signers.append("\(given) \(family)")
      }
    }
    for index in owners.indices where isWithoutBoxes { owners[index].isWithoutBoxes = true }
    truth.owners = owners
    if signAll { truth.signers = signers }
  }

  // MARK: Rows

  private mutating func addHoldings(using random: inout SeededGenerator) {
    let isInitial = truth.form == "3"
    var holdings = (0..<Int.random(in: isInitial ? 1...3 : 0...2, using: &random)).map { _ in
      let isDirect = Bool.random(using: &random)
      return PageTruth.Position(
        security: truth.transactions.first?.security ?? "Common Stock",
        ownedAfter: Double(Int.random(in: 400...900_000, using: &random)), direct: isDirect,
        nature: isDirect ? nil : Self.natures.randomElement(using: &random))
    }
    for _ in 0..<Int.random(in: isInitial ? 0...3 : 0...1, using: &random) {
      holdings.append(derivative(isHeld: true, using: &random))
    }
    truth.holdings = holdings
  }

  private func derivative(isHeld: Bool, using random: inout SeededGenerator) -> PageTruth.Position {
    let shares = Double(Int.random(in: 100...90_000, using: &random))
    let code = ["A", "M", "M", "P", "X", "C"].randomElement(using: &random) ?? "A"
    let year = Int(truth.period.prefix(4)) ?? 2010
    let (day, month) = (Int.random(in: 1...28, using: &random), Int.random(in: 1...12, using: &random))
    let isFree = Int.random(in: 0..<4, using: &random) == 0
    let terms = PageTruth.Terms(
      exercisePrice: isFree ? nil : Self.price(using: &random),
      exercisable: isFree ? nil : MadeForm.iso((year - 1, month, day)),
      expires: isFree ? nil : MadeForm.iso((year + 8, month, day)), underlying: "Common Stock",
      underlyingShares: shares)
    let isDirect = Int.random(in: 0..<5, using: &random) > 0
    var row = PageTruth.Position(
      security: Self.derivatives.randomElement(using: &random) ?? "", direct: isDirect,
      nature: isDirect ? nil : Self.natures.randomElement(using: &random), terms: terms)
    if truth.form != "3" { row.ownedAfter = Double(Int.random(in: 0...400_000, using: &random)) }
    guard !isHeld else { return row }
    row.date = truth.period
    row.code = code
    row.shares = shares
    row.acquired = code == "A" || code == "P"
    row.price = Bool.random(using: &random) ? Self.price(using: &random) : 0
    return row
  }
}
