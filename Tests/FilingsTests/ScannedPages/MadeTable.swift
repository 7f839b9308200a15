/// One of a form's two tables as it is printed.
struct MadeTable {
  var title: String
  /// The captions of the columns, and the line of captions below them.
  var captions: [String]
  var heads: [String]
  /// Where the columns begin.
  var columns: [Int]
  var rows: [[String]]
}

extension MadeForm {
  /// The boxes with their marks.
  static func boxes(of owner: PageTruth.Owner) -> String {
    let ticks = [owner.director, owner.tenPercentOwner, owner.officer, owner.other]
    let captions = ["Director", "10% Owner", "Officer (give title below)", "Other (specify below)"]
    return zip(ticks, captions).map { ($0 == true ? "X " : "") + $1 }.joined(separator: " ")
  }

  private static func texts(of owner: PageTruth.Owner) -> String {
    [owner.title, owner.otherText].compactMap { $0 }.joined(separator: " / ")
  }

  private static let relationship = "Relationship of Reporting Person(s) to Issuer (Check all applicable) "

  func printedHead() -> [[String]] {
    let name = truth.issuer.name
    let person = "1. Name and Address of Reporting Person* <u>\(truth.owner.name)</u>"
    let issuer = "Issuer Name and Ticker or Trading Symbol \(name) [\(truth.issuer.ticker)]"
    let address = "(Last) (First) (Middle) C/O \(name) \(street)"
    let boxes = Self.relationship + Self.boxes(of: truth.owner)
    let texts = Self.texts(of: truth.owner)
    let day = MadeForm.printed(day: truth.period)
    let original =
      ". If Amendment, Date of Original Filed (Month/Day/Year)"
      + (truth.originalFiled.map { " " + MadeForm.printed(day: $0) } ?? "")
    let group = "6. Individual or Joint/Group Filing (Check Applicable Line) " + groupBoxes
    if truth.form == "3" {
      return [
        [person, "2. Date of Event Requiring Statement (Month/Day/Year) \(day)", "3. " + issuer],
        [address, "4. " + boxes + (texts.isEmpty ? "" : " " + texts), "5" + original],
        ["(Street) \(town) (Zip)", group],
      ]
    }
    let dated =
      truth.form == "5" ? "3. Statement for Issuer's Fiscal Year Ended" : "3. Date of Earliest Transaction"
    return [
      [person, "2. " + issuer, "5. " + boxes],
      [address, dated + " (Month/Day/Year) \(day)", texts.isEmpty ? "below) below)" : texts],
      ["(Street) \(town) (Zip)", "4" + original, group],
    ]
  }

  private var groupBoxes: String {
    truth.owners == nil
      ? "X Form filed by One Reporting Person"
      : "Form filed by One Reporting Person X Form filed by More than One Reporting Person"
  }

  /// The blocks of the reporting persons behind the first.
  func printedJointFilers() -> [[String]] {
    (truth.owners ?? []).flatMap { owner -> [[String]] in
      let shown = owner.isWithoutBoxes == true ? [] : [Self.relationship + Self.boxes(of: owner)]
      let texts = owner.isWithoutBoxes == true ? [] : [Self.texts(of: owner)]
      return [
        ["1. Name and Address of Reporting Person* <u>\(owner.name)</u>"] + shown,
        ["(Last) (First) (Middle) \(street)"] + texts, ["(Street) \(town) (Zip)"],
      ]
    }
  }

  // MARK: Tables

  func printedTableOne() -> MadeTable {
    let holdings = (truth.holdings ?? []).filter { $0.terms == nil }
    if truth.form == "3" {
      return MadeTable(
        title: "Table I - Non-Derivative Securities Beneficially Owned",
        captions: [
          "1. Title of Security (Instr. 4)", "2. Amount of Securities Beneficially Owned (Instr. 4)",
          "3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)",
          "4. Nature of Indirect Beneficial Ownership (Instr. 5)",
        ], heads: [], columns: [0, 60, 90, 110], rows: holdings.map(Self.printedInitial))
    }
    return MadeTable(
      title: "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned",
      captions: [
        "1. Title of Security (Instr. 3)", "2. Transaction Date (Month/Day/Year)",
        "2A. Deemed Execution Date, if any (Month/Day/Year)", "3. Transaction Code (Instr. 8)",
        "4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)",
        "5. Amount of Securities Beneficially Owned", "6. Ownership Form: Direct (D) or Indirect (I)",
        "7. Nature of Indirect Beneficial Ownership",
      ], heads: ["", "", "Code", "V", "Amount", "(A) or (D)", "Price", "", "", ""],
      columns: [0, 40, 54, 58, 62, 73, 77, 91, 103, 108],
      rows: truth.transactions.map(MadeForm.printed) + holdings.map(Self.printedHolding))
  }

  func printedTableTwo() -> MadeTable {
    let holdings = (truth.holdings ?? []).filter { $0.terms != nil }
    let plain = "Table II - Derivative Securities "
    if truth.form == "3" {
      return MadeTable(
        title: plain + "Beneficially Owned (e.g., puts, calls, warrants)",
        captions: [
          "1. Title of Derivative Security (Instr. 4)",
          "2. Date Exercisable and Expiration Date (Month/Day/Year)",
          "3. Title and Amount of Securities Underlying Derivative Security (Instr. 4)",
          "4. Conversion or Exercise Price of Derivative Security",
        ], heads: ["", "Date Exercisable", "Expiration Date", "Title", "Amount or Number of Shares"],
        columns: [0, 40, 58, 76, 118, 148, 160, 165], rows: holdings.map(Self.printedInitialTerms))
    }
    return MadeTable(
      title: plain + "Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls, warrants)",
      captions: [
        "1. Title of Derivative Security (Instr. 3)",
        "2. Conversion or Exercise Price of Derivative Security",
        "3. Transaction Date (Month/Day/Year)", "6. Date Exercisable and Expiration Date (Month/Day/Year)",
      ],
      heads: truth.derivatives == nil && holdings.isEmpty
        ? []
        : [
          "", "", "", "Code", "V", "(A)", "(D)", "Date Exercisable", "Expiration Date", "Title",
          "Amount or Number of Shares",
        ],
      columns: [0, 40, 52, 66, 71, 75, 86, 98, 116, 134, 170, 200, 212, 226, 232],
      rows: ((truth.derivatives ?? []) + holdings).map(Self.printedTerms))
  }

  // MARK: Rows

  private static func printedInitial(_ row: PageTruth.Position) -> [String] {
    [row.security, count(row.ownedAfter), row.direct ? "D" : "I", row.nature ?? ""]
  }

  private static func printedHolding(_ row: PageTruth.Position) -> [String] {
    [row.security, "", "", "", "", "", "", count(row.ownedAfter), row.direct ? "D" : "I", row.nature ?? ""]
  }

  private static func printedInitialTerms(_ row: PageTruth.Position) -> [String] {
    guard let terms = row.terms else { return [] }
    return [
      row.security, day(terms.exercisable), day(terms.expires), terms.underlying,
      count(terms.underlyingShares), sum(terms.exercisePrice), row.direct ? "D" : "I", row.nature ?? "",
    ]
  }

  private static func printedTerms(_ row: PageTruth.Position) -> [String] {
    guard let terms = row.terms else { return [] }
    let shares = count(row.shares)
    return [
      row.security, sum(terms.exercisePrice), day(row.date), row.code ?? "", "",
      row.acquired == true ? shares : "", row.acquired == false ? shares : "", day(terms.exercisable),
      day(terms.expires), terms.underlying, count(terms.underlyingShares),
      row.date == nil ? "" : sum(row.price ?? 0), count(row.ownedAfter), row.direct ? "D" : "I",
      row.nature ?? "",
    ]
  }

  private static func count(_ number: Double?) -> String { number.map { grouped(Int($0)) } ?? "" }
  private static func day(_ day: String?) -> String { day.map { MadeForm.printed(day: $0) } ?? "" }
  private static func sum(_ price: Double?) -> String {
    price.map { $0 == 0 ? "$0" : "$" + twoOrFour($0) } ?? ""
  }
}
