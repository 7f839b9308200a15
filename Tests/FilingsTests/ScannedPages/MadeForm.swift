/// A made-up Form 4, as it would be printed, and what it says: the beginning of every made page.
struct MadeForm {
  var truth: PageTruth
  let street: String
  let town: String
  /// Lines of the head, each a list of cells from left to right.
  var head: [[String]] = []
  /// Table I and Table II.
  var tables: [MadeTable] = []

  static let families = [
    "Ashdown", "Birkett", "Cranmer", "Drummond", "Ellery", "Fenwick", "Gorrie", "Hadley", "Ingersoll",
    "Jarvis",
    "Kettering", "Lomax", "Mordaunt", "Norbury", "Oakhurst", "Pemberton", "Quarles", "Rusholme", "Stanhope",
    "Tolliver", "Upjohn", "Vickery", "Wexford", "Youlden", "Zimmerli", "O'Hallan", "McTavish", "Van Doren",
  ]
  static let given = [
    "Agnes", "Bruno", "Clara", "Desmond", "Edith", "Felix", "Gordon", "Hilda", "Irving", "Judith", "Konrad",
    "Lydia",
    "Martin", "Nora", "Otto", "Phyllis", "Ralph", "Sabine", "Thomas", "Ursula", "Victor", "Wanda",
  ]
  static let companies = [
    "MARLOW BAY", "NORTHGATE", "OSPREY", "PINNACLE ROCK", "REDWILLOW", "STONECROFT", "TIDEWATER", "UMBRA",
    "VERDANT HILL", "WHARFEDALE", "YELLOWFIN", "ZENITH COVE", "ALDER CREEK", "BRASSWORKS", "CINDER CONE",
    "DUNMORE",
  ]
  static let trades = [
    "MINERALS INC", "ROBOTICS CORP", "PHARMACEUTICALS INC", "SOFTWARE INC", "AIRLINES CO", "FINANCIAL CORP",
    "WATER CO", "MATERIALS LTD", "RESTAURANTS INC", "LOGISTICS HOLDINGS INC", "MEDIA GROUP INC",
    "BANCSHARES INC",
  ]
  static let titles = [
    "Chief Executive Officer", "Chief Financial Officer", "EVP, General Counsel", "Senior Vice President",
    "Treasurer", "President", "Vice President, Sales", "Chief Legal Officer", "Controller", "SVP, Operations",
  ]
  private static let securities = [
    "Common Stock", "Common Shares", "Class B Common Stock", "Common Stock, $0.001 par value",
    "Ordinary Shares",
    "Class A Common Stock", "Common Units", "Common Stock, par value $.01 per share",
  ]
  static let streets = ["12 MILL LANE", "400 COMMERCE WAY", "9 DOCK STREET", "2100 RIVER ROAD"]
  static let towns = ["PORT ELDER ME 04999", "DULUTH MN 55802", "SALEM OR 97301", "TROY NY 12180"]

  init(using random: inout SeededGenerator, isVaried: Bool = false) {
    truth = MadeForm.truth(using: &random)
    street = MadeForm.streets.randomElement(using: &random) ?? ""
    town = MadeForm.towns.randomElement(using: &random) ?? ""
    if isVaried { vary(using: &random) }
    head = printedHead()
    tables = [printedTableOne(), printedTableTwo()]
  }

  // MARK: What it says

  private static func truth(using random: inout SeededGenerator) -> PageTruth {
    let family = families.randomElement(using: &random) ?? ""
    let given = given.randomElement(using: &random) ?? ""
    let initial = String("ABCDEFGHJKLMNPRSTW".randomElement(using: &random) ?? "A") + "."
    let company = companies.randomElement(using: &random) ?? ""
    let name = company + " " + (trades.randomElement(using: &random) ?? "")
    let letters = Int.random(in: 0..<10, using: &random) < 2 ? 3 : 4
    let ticker = String(
      (0..<letters).compactMap { _ in "ABCDEFGHIKLMNOPRSTUVWXZ".randomElement(using: &random) })
    let notes = ranged(using: &random)
    let day = (
      Int.random(in: 2004...2024, using: &random), Int.random(in: 1...12, using: &random),
      Int.random(in: 1...26, using: &random)
    )
    let rows = rows(on: day, notes: notes, using: &random)
    return PageTruth(
      form: Int.random(in: 0..<8, using: &random) == 0 ? "4" : "4", issuer: .init(name: name, ticker: ticker),
      owner: owner(name: "\(family) \(given) \(initial)", using: &random), period: iso(day),
      transactions: rows, footnotes: MadeForm.footnotes(rows, company: name),
      signed: iso((day.0, day.1, day.2 + 2)),
      signer: "\(given) \(initial) \(family)", illegible: [])
  }

  static func owner(name: String, using random: inout SeededGenerator) -> PageTruth.Owner {
    let kind = Int.random(in: 0..<6, using: &random)
    let isOfficer = kind < 3
    return PageTruth.Owner(
      name: name, director: kind == 0 || kind == 3 || kind == 4, officer: isOfficer,
      tenPercentOwner: kind > 3,
      title: isOfficer ? titles.randomElement(using: &random) : nil, other: false)
  }

  private static func ranged(using random: inout SeededGenerator) -> Bool { Bool.random(using: &random) }

  private static func rows(on day: (Int, Int, Int), notes: Bool, using random: inout SeededGenerator)
    -> [PageTruth.Row]
  {
    let security = securities.randomElement(using: &random) ?? ""
    var balance = Int.random(in: 60_000...900_000, using: &random)
    var footnote = 0
    return (0..<Int.random(in: 1...4, using: &random)).map { index in
      let code = "PSSMFAGP".randomElement(using: &random) ?? "S"
      let isAcquired = "PMA".contains(code)
      let shares =
        Int.random(in: 0..<3, using: &random) == 0
        ? Int.random(in: 1...40, using: &random) * 500 : Int.random(in: 40...59_999, using: &random)
      balance += isAcquired ? shares : -shares
      let price = code == "A" || code == "G" ? nil : MadeForm.price(using: &random)
      let isNoted = price != nil && notes && Bool.random(using: &random)
      if isNoted { footnote += 1 }
      let isLater = index > 0 && Int.random(in: 0..<3, using: &random) == 0
      return PageTruth.Row(
        security: security, date: iso((day.0, day.1, day.2 + (isLater ? 1 : 0))), code: String(code),
        shares: Double(shares),
        acquired: isAcquired, price: price, ownedAfter: Double(max(0, balance)),
        direct: Int.random(in: 0..<6, using: &random) > 0, footnote: isNoted ? footnote : nil)
    }
  }

  /// Two decimals mostly, or four.
  static func price(using random: inout SeededGenerator) -> Double {
    let cents =
      Bool.random(using: &random)
      ? Int.random(in: 90...999, using: &random) : Int.random(in: 1_000...39_999, using: &random)
    guard Int.random(in: 0..<4, using: &random) == 0, cents < 10_000 else { return Double(cents) / 100 }
    return Double(cents * 100 + Int.random(in: 1...99, using: &random)) / 10_000
  }

  private static func footnotes(_ rows: [PageTruth.Row], company: String) -> [String] {
    rows.filter { $0.footnote != nil }.map { row in
      let (low, high) = ((row.price ?? 0) * 0.995, (row.price ?? 0) * 1.004)
      return
        "The price reported in Column 4 is a weighted average price. These shares were \(row.acquired ? "purchased" : "sold") in multiple transactions at prices ranging from $\(twoDecimals(low, up: false)) to $\(twoDecimals(high, up: true)), inclusive. The reporting person undertakes to provide full information upon request to the staff of the Securities and Exchange Commission."
    }
  }

  // MARK: How it is printed

  static func printed(_ row: PageTruth.Row) -> [String] {
    let price = row.price.map { "$" + (twoOrFour($0)) } ?? "$0"
    return [
      row.security, printed(day: row.date), row.code, "", grouped(Int(row.shares)), row.acquired ? "A" : "D",
      price + (row.footnote.map { "(\($0))" } ?? ""), grouped(Int(row.ownedAfter)), row.direct ? "D" : "I",
      row.direct ? "" : "By Trust",
    ]
  }

  static func printed(day: String) -> String {
    let parts = day.split(separator: "-")
    return "\(parts[1])/\(parts[2])/\(parts[0])"
  }

  static func iso(_ day: (Int, Int, Int)) -> String {
    "\(day.0)-\(twoDigits(day.1))-\(twoDigits(day.2))"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text = "," + text }
      text = String(digit) + text
    }
    return text
  }

  static func twoOrFour(_ price: Double) -> String {
    let ten = Int((price * 10_000).rounded())
    return ten % 100 == 0
      ? "\(ten / 10_000).\(twoDigits(ten / 100 % 100))"
      : "\(ten / 10_000).\(String(String(ten % 10_000 + 10_000).dropFirst()))"
  }

  private static func twoDecimals(_ price: Double, up: Bool) -> String {
    let cents = Int((price * 100).rounded(up ? .up : .down))
    return "\(cents / 100).\(twoDigits(cents % 100))"
  }
}
