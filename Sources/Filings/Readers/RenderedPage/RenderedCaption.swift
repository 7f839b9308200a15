/// The captions of the page's fields, by their wording and not by their number: the forms number them differently.
enum RenderedCaption: CaseIterable {
  case exit, plan, severalOwners, owner, relationship, issuer, foreignTicker, period, original
  case director, tenPercentOwner, officer, other
  case footnotes, remarks, noSecurities, signature

  /// The beginnings, in lower case and without the number.
  var wordings: [String] {
    switch self {
    case .exit: ["check this box if no longer subject", "check box if no longer subject"]
    case .plan: ["check this box to indicate that a transaction was made pursuant to"]
    case .severalOwners: ["form filed by more than one"]
    case .owner: ["name and address of reporting person"]
    case .relationship: ["relationship of reporting person"]
    case .issuer: ["issuer name and ticker or trading symbol"]
    case .foreignTicker: ["foreign trading symbol", "issuer foreign trading symbol"]
    case .period:
      [
        "date of earliest transaction", "date of event requiring statement",
        "statement for issuer's fiscal year",
        "statement for issuer’s fiscal year", "statement for (month", "statement for month",
      ]
    case .original: ["if amendment, date of original"]
    case .director: ["director"]
    case .tenPercentOwner: ["10% owner"]
    case .officer: ["officer (give title"]
    case .other: ["other (specify"]
    case .footnotes: ["explanation of responses"]
    case .remarks: ["remarks:"]
    case .noSecurities: ["no securities are beneficially owned"]
    case .signature: ["** signature of reporting person", "**signature of reporting person"]
    }
  }

  /// The caption with which `opening` begins, once its number is passed: `2A. `.
  init?(_ opening: String) {
    let text = RenderedCaption.withoutNumber(opening.lowercased())
    guard let found = Self.allCases.first(where: { $0.wordings.contains { text.hasPrefix($0) } }) else {
      return nil
    }
    self = found
  }

  /// Without `2A.` or `2.` in front.
  static func withoutNumber(_ text: String) -> Substring {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    var rest = text[digits.endIndex...]
    guard !digits.isEmpty else { return rest }
    if let letter = rest.first, letter.isASCII, letter.isLetter { rest.removeFirst() }
    guard rest.first == "." else { return text[...] }
    return rest.dropFirst().drop(while: \.isWhitespace)
  }
}
