/// Rule files as nobody writes them: clauses in any order, blanks and comments anywhere.
extension Generator {
  mutating func randomProgram() -> String {
    var words: [String] = []
    for number in 0..<(1 + next() % 4) {
      words += section(Int(number))
      words.append("\n")
    }
    words += ["list watched of ticker = { @AAA , @B.B }", "\n"]
    words += ["define many = shares > 50", "\n", "define few = 3", "\n"]
    return words.map { $0 + gap() }.joined()
  }

  /// What may stand between two words.
  private mutating func gap() -> String {
    switch next() % 12 {
    case 0: "\n"
    case 1: "  \t"
    case 2: "\n\n\n"
    case 3: " # note \(next() % 1000)\n"
    case 4: "\n  # own line \(next() % 1000)\n"
    default: " "
    }
  }

  private mutating func section(_ number: Int) -> [String] {
    switch next() % 6 {
    case 0: ["webhook", "w\(number)", "{", "from notice", "url", "\"https://a.example/\"", "}"]
    case 1:
      [
        "test", "\"t\(number)\"", "{", "given", "sale", "{", "shares:", pick(["5", "5_000"]), ",",
        "direct: unknown",
        "}", "expect", "r", "possible because", "direct", ",", "shares", "}",
      ]
    case 2:
      ["list", "l\(number)", "of", pick(["cik", "text"]), "=", "{"]
        + pick([["007", ",", "\"8\""], ["\"a\"", ",", "\"b\\\"\""]]) + ["}"]
    default: ["rule", "r\(number)"] + (chance(50) ? ["\"A title\""] : []) + ["{"] + clauses() + ["}"]
    }
  }

  private mutating func clauses() -> [String] {
    var clauses: [[String]] = [
      ["match"] + (chance(30) ? ["derivative"] : []) + [pick(["sale", "sale or purchase"])],
      ["where"] + expression(3, row: true), ["when"] + expression(3, row: false),
      ["severity", pick(["info", "critical"])], ["stage shadow"], ["unknown", "ignore"],
      ["group by", pick(["date", "owner, date", "issuer"])], ["message", "\"{shares} \\\\ sold\""],
      ["notify", "w1", ",", "w2"],
    ]
    clauses[0] += chance(50) ? ["by officer", "or ceo"] : []
    clauses.shuffle(using: &self)
    return clauses.prefix(3 + Int(next() % 7)).flatMap { $0 }
  }

  private mutating func expression(_ depth: Int, row: Bool) -> [String] {
    switch depth == 0 ? 0 : next() % 6 {
    case 1: ["not", "("] + expression(depth - 1, row: row) + [")"]
    case 2:
      ["("] + expression(depth - 1, row: row) + [")", "and", "("] + expression(depth - 1, row: row) + [")"]
    case 3:
      ["("] + expression(depth - 1, row: row) + [")", "or", "("] + expression(depth - 1, row: row) + [")"]
    case 4: ["(", "("] + expression(depth - 1, row: row) + [")", ")"]
    default: row ? rowRelation() : groupRelation()
    }
  }

  private mutating func rowRelation() -> [String] {
    pick([
      ["shares", ">", "50000"], ["issuer.ticker", "not in", "watched"],
      ["code in", "{", "\"S\"", ",", "\"P\"", "}"],
      ["price", "between", "$1", "and", "$2.50 per share"], ["filing.days_late", ">=", "1"],
      ["owner.title", "contains", "\"chief\""], ["nature", "matches", "\"\\d+|by\""],
      ["filing.plan_10b5_1", "is not", "known"], ["many"], ["direct", "=", "no"], ["issuer.cik = 0001234"],
      ["shares", "-", "(", "owned_after", "-", "2", ")", "<", "1_000", "*", "(", "few", "+", "0.50", ")"],
      ["date", "-", "filing.period", ">", "1 weeks"], ["-", "(", "shares", ")", "<", "-", "5"],
      ["shares", "/", "(", "owned_after", "/", "2", ")", "<=", "20", "%"],
      ["owner.title", "not", "contains", "\"chief\""], ["shares", "not between", "5", "and", "9"],
      ["filing.source", "in", "{", "xml", ",", "feed", "}"],
      ["(", "direct", "=", "swap", ")", "=", "no"],
    ])
  }

  private mutating func groupRelation() -> [String] {
    pick([
      ["sum", "(", "shares", "*", "price", ")", ">", "$1.5m"], ["percent_of_holding()", ">", "20"],
      ["count(", "distinct", "date", ")", ">=", "2"], ["last(date)", "-", "first(date)", "<", "7"],
      ["avg(price)", ">", "$3"], ["filing.exit"], ["count()", "!=", "1000000"],
      ["sum(shares)", "=", "12_34"],
    ])
  }
}
