/// The words of which titles on forms are made. A text of nothing but such words was not misread.
struct PrintedWords {
  private let words: [String: String]

  /// Titles of securities, and natures of indirect ownership.
  static let ofSecurities = PrintedWords(
    """
    Class Series Common Stock Ordinary Share Shares Unit Units par value per of the no Non Voting Preferred \
    Convertible Restricted Performance Option Options Right Rights Buy Sell to Employee Director Incentive Stock \
    Nonqualified Qualified Non-Qualified Warrant Warrants Phantom Deferred American Depositary Receipts ADS ADSs \
    Limited Partnership Partner Interest Interests Membership Note Notes Senior Subordinated Subordinate Debenture \
    Debentures Bond Bonds due Cumulative Redeemable Perpetual Beneficial Trust Capital Appreciation Exchangeable LLC \
    Profits Operating OP LTIP Award Awards Based Market Time Vested Vesting Put Call Forward Sale Contract Swap Cash \
    Settled Dividend Equivalent Purchase Agreement Obligation Earnout Founder Global Registered without Multiple \
    Nonvoting Non-Voting Ordinary Equity Securities Security Depository Deposit Fixed Rate Floating Representing \
    By Spouse Child Children Son Daughter Wife Husband Family Foundation Fund Plan ESPP IRA 401k 401(k) LP L.P. LLC \
    Corporation Inc. Custodian for Minor Revocable Irrevocable Living GRAT Grantor Annuity Retained See Footnote \
    Footnotes Held Through through Partners Company Owned Estate UTMA UGMA Savings Retirement Account Joint Tenants \
    Stock, Shares, Unit, Units, Series, Value, Securities, Common, Preferred, B-1 and or in with as a an
    """)

  /// Titles of officers.
  static let ofOfficers = PrintedWords(
    """
    Chief Executive Operating Financial Accounting Technology Information Marketing Legal Administrative Medical \
    Scientific Commercial Revenue Product People Human Resources Strategy Compliance Investment Risk Credit Data \
    Security Business Development Customer Officer Officers President Vice Senior Executive Group Division General \
    Counsel Controller Comptroller Treasurer Secretary Corporate Assistant Chairman Chairwoman Chair Chairperson Board \
    of the and Director Directors Managing Member Partner Principal Head Global Regional Worldwide International North \
    America Americas Europe Asia Pacific EMEA Engineering Finance Sales Operations Research Supply Chain Quality \
    Manufacturing Strategy Planning Affairs Public Relations Communications Regulatory Clinical Products Services \
    Solutions Bank Banking Insurance Tax Audit Internal Founder Co-Founder Interim Acting Former Emeritus Deputy \
    CEO CFO COO CTO CIO CMO CAO CLO CHRO CSO CRO CPO EVP SVP AVP VP GC Pres. Sr. See Remarks Remarks below & - / \
    Brand Digital Growth Innovation Software Hardware Systems Networks Energy Retail Wholesale Consumer Enterprise \
    Integration Transformation Advisor Manager Management Administration Exploration Drilling Land Geology Reserves
    """)

  init(_ text: String) {
    words = Dictionary(text.split(separator: " ").map { ($0.lowercased(), String($0)) }) { first, _ in first }
  }

  /// The text with each word as it must have been printed; `nil` when a word is none of these and could be none of them
  /// alone. `isCut` allows for a glyph that a border took away or read twice.
  func spelled(_ text: String, isCut: Bool) -> String? {
    var spelled: [String] = []
    for word in text.split(separator: " ") {
      guard var printed = printed(word, isCut: isCut) else { return nil }
      // Whether the lost first letter of a word was a capital, the word before it tells.
      if printed != word,
        word.first?.isLetter != true || word.first?.lowercased() != printed.first?.lowercased(),
        spelled.last?.first?.isLowercase == true
      {
        printed = printed.lowercased()
      }
      spelled.append(printed)
    }
    return spelled.isEmpty ? nil : spelled.joined(separator: " ")
  }

  private func printed(_ word: Substring, isCut: Bool) -> String? {
    if isPlain(word) { return String(word) }
    let core = word.drop { "(\"".contains($0) }.prefix { !",;)\"".contains($0) }
    if words[core.lowercased()] != nil, core.count > 1 || core.first?.isUppercase == true {
      return String(word)
    }
    guard core.count >= 4, let printed = repaired(core, isCut: isCut) else { return nil }
    return word[..<core.startIndex] + printed + word[core.endIndex...]
  }

  /// A number, a sum, or the capital letter of a class or series.
  private func isPlain(_ word: Substring) -> Bool {
    let isNumber = word.allSatisfy { $0.isASCII && ($0.isNumber || "$.,%-".contains($0)) }
    let isSum = isNumber && word.contains { "$.%".contains($0) } && word.contains(where: \.isNumber)
    let isYear = isNumber && word.count == 4 && word.contains(where: \.isNumber)
    return isSum || isYear || word == "&" || word == "-"
      || (word.count == 1 && word.allSatisfy { $0.isASCII && $0.isUppercase })
  }

  // MARK: Misread words

  /// The one word of the list that can have been read as this one; in capitals where it stands in capitals.
  private func repaired(_ word: Substring, isCut: Bool) -> String? {
    let seen = Array(word)
    let fits = words.values.filter { abs($0.count - seen.count) <= 1 && $0.count >= 4 }.filter { printed in
      PrintedWords.isReadable(printed, as: seen, isCut: isCut)
        || PrintedWords.isReadable(printed.uppercased(), as: seen, isCut: isCut)
    }
    guard fits.count == 1, let only = fits.first else { return nil }
    if seen.count(where: \.isUppercase) > 1 { return only.uppercased() }
    // Words stand in the list as titles have them; in a sentence, and with their first letter, they are small.
    let isSmall = seen.first?.isLowercase == true && only.lowercased().first == seen.first
    return isSmall ? only.lowercased() : only
  }

  /// At most two glyphs were misread, of which one may be lost or doubled at a cut.
  private static func isReadable(_ printed: String, as seen: [Character], isCut: Bool) -> Bool {
    let printed = Array(printed)
    var rows = [[Int]](repeating: [Int](repeating: 9, count: seen.count + 1), count: printed.count + 1)
    rows[0][0] = 0
    for row in 0...printed.count {
      for column in 0...seen.count {
        let here = rows[row][column]
        if row < printed.count, column < seen.count {
          let (one, other) = (printed[row], seen[column])
          let cost = one == other ? 0 : Glyph.isMisreading(other, of: one) ? 1 : 9
          rows[row + 1][column + 1] = min(rows[row + 1][column + 1], here + cost)
        }
        guard isCut else { continue }
        if row < printed.count { rows[row + 1][column] = min(rows[row + 1][column], here + 1) }
        if column < seen.count { rows[row][column + 1] = min(rows[row][column + 1], here + 1) }
      }
    }
    return rows[printed.count][seen.count] <= 2
  }
}
