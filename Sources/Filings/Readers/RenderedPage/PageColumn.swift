/// A column of Table I or Table II, told by its caption.
enum PageColumn: Hashable {
  case security, exercisePrice, date, deemed, code, early
  /// Table I; in Table II the shares stand below (A) or (D).
  case amount, direction, acquired, disposed
  case price, exercisable, expires, underlying, underlyingAmount, owned, ownership, nature

  /// The columns in the order in which the XML has them, which is that of its references to footnotes.
  static let inOrderOfSchema: [PageColumn] = [
    .security, .exercisePrice, .date, .deemed, .code, .early, .amount, .acquired, .disposed, .price,
    .direction,
    .exercisable, .expires, .underlying, .underlyingAmount, .owned, .ownership, .nature,
  ]

  /// `captions` are those above the column, from the top, in lower case and without numbers.
  init?(_ captions: [String]) {
    let captions = captions.map(PageColumn.joined)
    let leaf = captions.last ?? ""
    let all = captions.joined(separator: " ")
    let found: PageColumn? = PageColumn.leaf(leaf, below: all) ?? PageColumn.group(all)
    guard let found else { return nil }
    self = found
  }

  /// With words that typists part at the ends of lines put together: `trans- action`, `owner-ship`.
  private static func joined(_ caption: String) -> String {
    guard caption.contains("-") else { return caption }
    return caption.replacing("- ", with: "").replacing("owner-ship", with: "ownership").replacing(
      "trans-action", with: "transaction")
  }

  private static func leaf(_ leaf: String, below all: String) -> PageColumn? {
    switch leaf {
    case "code": .code
    case "v": .early
    case "amount": .amount
    case "(a) or (d)", "a or d", "(a)or(d)", "(a)/(d)", "a/d": .direction
    case "(a)": .acquired
    case "(d)": .disposed
    case "price": .price
    case "date exercisable": .exercisable
    case "expiration date": .expires
    case "title": all.holds("underlying") ? .underlying : .security
    case "amount or number of shares": .underlyingAmount
    default: nil
    }
  }

  /// The longer wordings first: the price of a derivative security stands in its exercise price's caption too.
  private static func group(_ caption: String) -> PageColumn? {
    let wordings: [(StaticString, PageColumn)] = [
      ("title of security", .security), ("title of derivative security", .security),
      ("conversion or exercise price", .exercisePrice), ("deemed execution", .deemed),
      ("transaction date", .date), ("trans. date", .date), ("transaction code", .code),
      ("trans. code", .code), ("price of derivative", .price),
      ("securities beneficially owned", .owned), ("ownership form", .ownership),
      ("nature of indirect", .nature),
    ]
    return wordings.first { caption.holds($0.0) }?.1
  }
}
