/// The words of which titles on forms are made. A text of nothing but such words was not misread.
struct PrintedWords {
  private let words: [String: String]
  /// The words of at least three letters by their number of letters: what was misread is held against few of them.
  private let byLength: [Int: [Candidate]]

  /// A word as it stands in the list and in capitals.
  private struct Candidate {
    let word: String
    let letters: [Character]
    let capitals: [Character]
    /// A bit for each letter of the alphabet that stands in the word.
    let alphabet: UInt32

    init(_ word: String) {
      self.word = word
      letters = Array(word)
      capitals = Array(word.uppercased())
      alphabet = PrintedWords.alphabet(of: word)
    }
  }

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
    Owner Holder Stockholder Shareholder Trustee Affiliate Nominee Employee Significant Beneficial 13(d) Section \
    Integration Transformation Advisor Manager Management Administration Exploration Drilling Land Geology Reserves
    """)

  init(_ text: String) {
    words = Dictionary(text.split(whereSeparator: \.isWhitespace).map { ($0.lowercased(), String($0)) }) {
      first, _ in first
    }
    byLength = Dictionary(grouping: words.values.filter { $0.count >= 3 }.map(Candidate.init)) {
      $0.letters.count
    }
  }

  /// Whether a word is one of these, in either case.
  func contains(_ word: String) -> Bool { words[word.lowercased()] != nil }

  /// Whether the text's first word is one of these.
  func begins(_ text: String) -> Bool {
    text.split { !$0.isLetter }.first.map { contains(String($0)) } == true
  }

  /// The text with each word as it must have been printed; `nil` when a word is none of these and could be none of them
  /// alone. `isCut` allows for a glyph that a border took away or read twice.
  func spelled(_ text: String, isCut: Bool) -> String? {
    var spelled: [String] = []
    guard text.utf8.count(where: { $0 == UInt8(ascii: " ") }) < Limits.titleWords else { return nil }
    // Sums stand in titles as par values; any other is the column beside it.
    guard !text.contains("$") || text.lowercased().contains("par") else { return nil }
    for word in text.split(separator: " ") {
      guard !isLoose(word, behind: spelled.last), var printed = printed(word, isCut: isCut) else {
        return nil
      }
      // Whether the lost first letter of a word was a capital, the word before it tells.
      if printed != word, spelled.isEmpty { printed = words[printed] ?? printed }
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

  /// A capital letter alone names a class or series; anywhere else it is one of the columns beside.
  private func isLoose(_ word: Substring, behind last: String?) -> Bool {
    word.count == 1 && word.first?.isUppercase == true
      && !["class", "series", "type", "tier"].contains(last?.lowercased() ?? "")
  }

  /// Whether the text has a long word that is none of these and lacks, doubles or mistakes but one letter of one: a word
  /// that was misread, whatever recognition usually makes of its letters.
  func isNearly(_ text: String) -> Bool {
    text.split { !$0.isLetter }.prefix(Limits.titleWords).contains { word in
      guard (5...20).contains(word.count), words[word.lowercased()] == nil,
        words[word.lowercased() + "s"] == nil,
        words[String(word.lowercased().dropLast())] == nil || !word.hasSuffix("s")
      else { return false }
      let caption = Caption(String(word), errors: 1)
      return (word.count - 1...word.count + 1).contains { length in
        byLength[length]?.contains { caption.range(in: PageLine.glyphs(of: $0.word)) != nil } == true
      }
    }
  }

  /// Whether the last word is none of these and the beginning of one, as where the rest of it is lost.
  func endsTorn(_ text: String) -> Bool {
    guard let word = text.split(separator: " ").last?.lowercased(), word.allSatisfy(\.isLetter),
      words[word] == nil, words[word + "s"] == nil
    else { return false }
    return words.keys.contains { $0.hasPrefix(word) }
  }

  /// The plural of the last word, where forms print it as often: the border behind it may have taken its last letter.
  func plural(of text: String) -> String? {
    let word = text.split(separator: " ").last ?? ""
    guard PrintedWords.plurals.contains(word.lowercased() + "s") else { return nil }
    return text + "s"
  }

  private static let plurals: Set<String> = [
    "units", "notes", "shares", "rights", "warrants", "bonds", "debentures", "interests", "awards",
  ]

  private func printed(_ word: Substring, isCut: Bool) -> String? {
    if isPlain(word) || (word.count > 1 && words[word.lowercased()] != nil) { return String(word) }
    let core = word.drop { "(\"".contains($0) }.prefix { !",;)\"".contains($0) }
    // Behind a comma in the middle a blank is missing, and what follows may be torn.
    guard word[core.endIndex...].allSatisfy({ ",;)\"".contains($0) }) else { return nil }
    if words[core.lowercased()] != nil, core.count > 1 || core.first?.isUppercase == true {
      return String(word)
    }
    guard core.count >= 3, let printed = repaired(core, isCut: isCut) else { return nil }
    return word[..<core.startIndex] + printed + word[core.endIndex...]
  }

  /// A number, a sum, or the capital letter of a class or series.
  private func isPlain(_ word: Substring) -> Bool {
    let isNumber = word.allSatisfy { $0.isASCII && ($0.isNumber || "$.,%-".contains($0)) }
    let digits = word.drop { $0 == "$" }
    let isTorn = digits.first == "0" && digits.dropFirst().first?.isNumber == true
    let isSum =
      isNumber && !isTorn && word.contains { "$%".contains($0) } && word.contains(where: \.isNumber)
      && (word.first != "$" || PrintedWords.isParValue(digits))
    let isYear = word.count == 4 && word.allSatisfy { $0.isASCII && $0.isNumber }
    return isSum || isYear || ["&", "-", "/"].contains(word)
      || (word.count == 1 && word.allSatisfy { $0.isASCII && $0.isUppercase })
  }

  /// `0.001`, `.01`, `5`: not nothing, and no dollars with one digit behind the point, as a digit may be lost.
  static func isParValue(_ digits: Substring) -> Bool {
    let number = String(digits)
    guard let value = Decimal(number.hasPrefix(".") ? "0" + number : number) else { return false }
    return !value.isZero && value.scale != 1
  }

  // MARK: Misread words

  /// The one word of the list that can have been read as this one; in capitals where it stands in capitals.
  private func repaired(_ word: Substring, isCut: Bool) -> String? {
    let seen = Array(word)
    // Of three letters one may be misread, and none lost: two others are too many words.
    let lengths = seen.count == 3 ? 3...3 : max(4, seen.count - 1)...(seen.count + 1)
    let isCut = isCut && seen.count > 3
    let alphabet = PrintedWords.alphabet(of: word)
    let fits = lengths.flatMap { byLength[$0] ?? [] }.filter {
      // Two glyphs that differ change four bits at most: a glance settles nearly all.
      ($0.alphabet ^ alphabet).nonzeroBitCount <= 4
        && (PrintedWords.isReadable($0.letters, as: seen, isCut: isCut)
          || PrintedWords.isReadable($0.capitals, as: seen, isCut: isCut))
    }.map(\.word)
    guard fits.count == 1, let only = fits.first else { return nil }
    if seen.count(where: \.isUppercase) * 2 > seen.count { return only.uppercased() }
    // Words stand in the list as titles have them; in a sentence, and with their first letter, they are small.
    let isSmall = seen.first?.isLowercase == true && only.lowercased().first == seen.first
    return isSmall ? only.lowercased() : only
  }

  private static func alphabet(of word: some StringProtocol) -> UInt32 {
    word.utf8.reduce(0) { $1 | 0x20 >= UInt8(ascii: "a") && $1 < 128 ? $0 | 1 << UInt32($1 & 31) : $0 }
  }

  /// Whether at most two glyphs part the two texts, one of them perhaps lost or doubled.
  static func isReadable(_ printed: String, as seen: String) -> Bool {
    abs(printed.count - seen.count) <= 2 && !seen.isEmpty
      && isReadable(Array(printed), as: Array(seen), isCut: true)
  }

  /// At most two glyphs were misread, of which one may be lost or doubled at a cut. So the two words run side by side, at
  /// most two glyphs apart, and a glance at their first letters settles most.
  private static func isReadable(_ printed: [Character], as seen: [Character], isCut: Bool) -> Bool {
    if !isCut { return isMisread(printed, as: seen) }
    var before = [Int](repeating: far, count: seen.count + 1)
    before[0] = 0
    for column in 1...min(2, seen.count) { before[column] = column }
    for row in 1...printed.count {
      var here = [Int](repeating: far, count: seen.count + 1)
      for column in max(0, row - 2)...max(0, min(seen.count, row + 2)) {
        var cost = before[column] + 1
        if column > 0 {
          cost = min(cost, here[column - 1] + 1)
          cost = min(cost, before[column - 1] + self.cost(of: seen[column - 1], for: printed[row - 1]))
        }
        here[column] = min(cost, far)
      }
      if here.allSatisfy({ $0 > 2 }) { return false }
      before = here
    }
    return before[seen.count] <= 2
  }

  private static func isMisread(_ printed: [Character], as seen: [Character]) -> Bool {
    guard printed.count == seen.count else { return false }
    var cost = 0
    for (one, other) in zip(printed, seen) {
      cost += self.cost(of: other, for: one)
      if cost > min(2, printed.count - 2) { return false }
    }
    return true
  }

  private static func cost(of seen: Character, for printed: Character) -> Int {
    seen == printed ? 0 : Glyph.isMisreading(seen, of: printed) ? 1 : far
  }

  /// More than any reading may cost.
  private static let far = 9
}
