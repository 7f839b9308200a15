extension TypedPageReader {
  mutating func readHead(_ fields: [TypedField], boxes lines: some Sequence<[Character]>) {
    readIssuer(first(.issuer, of: fields))
    filing.period = date(first(.period, of: fields) ?? first(.event, of: fields), "period")
    filing.originalFiled = date(first(.original, of: fields), "original_filed")
    switch filing.originalFiled {
    case .known, .unknown(.between): filing.isAmendment = true
    default: break
    }
    readExit(Array(lines))
    readOwner(first(.owner, of: fields), first(.relationship, of: fields))
    readGroup(first(.group, of: fields))
  }

  private func first(_ caption: TypedCaption, of fields: [TypedField]) -> TypedField? {
    fields.first { $0.caption == caption }
  }

  private mutating func date(_ field: TypedField?, _ path: String) -> Reading<Day> {
    guard let field else { return .absent }
    let text = field.value.joined(separator: " ")
    if field.isTorn { return unread(path, shown: text, "its place on the page is not certain") }
    return date(text, path)
  }

  // MARK: Issuer

  private mutating func readIssuer(_ field: TypedField?) {
    guard let field, let name = field.value.first, !field.isTorn else {
      let shown = field?.value.joined(separator: " ") ?? ""
      filing.issuer.name = unread("issuer.name", shown: shown, "its place on the page is not certain")
      filing.issuer.ticker = unread("issuer.ticker", shown: shown, "its place on the page is not certain")
      return
    }
    switch TypedIssuer(field.value) {
    case .parted(let name, let ticker):
      (filing.issuer.name, filing.issuer.ticker) = (.known(name), Reading(ticker))
    case .open(let names):
      let reason = "a word at its end may be the symbol"
      filing.issuer.name = unread("issuer.name", shown: name, reason, .candidates(names))
      filing.issuer.ticker = unread("issuer.ticker", shown: name, reason)
    }
  }

  // MARK: Owner

  /// The name is the first line of its field; more persons than one are told of elsewhere, in as many ways as there are
  /// pages.
  private mutating func readOwner(_ field: TypedField?, _ relationship: TypedField?) {
    var owner = Owner()
    let name = field?.value.first { !$0.hasPrefix("(Last") && !$0.hasPrefix("(First") } ?? ""
    let isName =
      !name.isEmpty && name.count <= 60 && field?.isTorn == false && !name.contains(";")
      && !name.contains(where: \.isNumber)
    owner.name =
      isName ? .known(name) : unread("owners[0].name", shown: name, "it is not certain to be the name")
    readRoles(of: &owner, relationship)
    owner.resolvedTitle = owner.title
    filing.owners = [owner]
  }

  private mutating func readRoles(of owner: inout Owner, _ field: TypedField?) {
    let tokens = TypedBox.tokens(field?.value(keepingStrokes: true) ?? [])
    guard let field, !field.isTorn, let ticks = TypedBox.ticks(tokens) else {
      let shown = field?.value.joined(separator: " ") ?? ""
      let reason = "the page does not show for certain which boxes are ticked"
      owner.isDirector = unread("owners[0].director", shown: shown, reason)
      owner.isOfficer = unread("owners[0].officer", shown: shown, reason)
      owner.isTenPercentOwner = unread("owners[0].ten_percent", shown: shown, reason)
      owner.isOther = unread("owners[0].other", shown: shown, reason)
      owner.title = unread("owners[0].title", shown: shown, reason)
      owner.otherText = unread("owners[0].other_text", shown: shown, reason)
      return
    }
    owner.isDirector = Reading(ticks[.director])
    owner.isOfficer = Reading(ticks[.officer])
    owner.isTenPercentOwner = Reading(ticks[.tenPercentOwner])
    owner.isOther = Reading(ticks[.other])
    readTitle(of: &owner, TypedBox.text(besides: tokens))
  }

  /// What stands below the boxes is the title where an officer's box is ticked and no other that asks for a text.
  private mutating func readTitle(of owner: inout Owner, _ text: String) {
    if TypedValue.isNothing(text) { return }
    switch (owner.isOfficer.value, owner.isOther.value) {
    case (true, false): owner.title = .known(text)
    case (false, true): owner.otherText = .known(text)
    default:
      owner.title = unread("owners[0].title", shown: text, "it may belong to either box")
      owner.otherText = unread("owners[0].other_text", shown: text, "it may belong to either box")
    }
  }

  private mutating func readGroup(_ field: TypedField?) {
    guard let text = field?.value(keepingStrokes: true).joined(separator: " "),
      let caption = text.lowercased().firstRange(of: "form filed by more than one")
    else { return }
    let before = text.lowercased()[..<caption.lowerBound].split(separator: " ").suffix(3).joined(
      separator: " ")
    let isTicked = TypedBox.endsWithTick(before)
    guard isTicked == true else { return }
    filing.unreadable.append(
      Unreadable(
        field: "owners", shown: HTMLText.flattened(text.prefix(Limits.shownCharacters)),
        reason: "more persons file than the one that the form names"))
  }

  // MARK: Exit

  /// The box stands in front of its text, on its line or on the one above.
  private mutating func readExit(_ lines: [[Character]]) {
    for (index, line) in lines.enumerated() {
      let text = String(line)
      guard
        let caption = text.lowercased().firstRange(of: "check this box if no longer")
          ?? text.lowercased().firstRange(of: "check box if no longer")
      else { continue }
      let offset = text.lowercased().distance(from: text.lowercased().startIndex, to: caption.lowerBound)
      let before = String(line.prefix(offset))
      let above = index > 0 ? String(lines[index - 1]) : ""
      let isTicked =
        TypedBox.endsWithTick(before) ?? (HTMLText.trimmed(before).isEmpty ? TypedBox.only(above) : nil)
      filing.exit =
        isTicked.map(Reading.known) ?? unread("exit", shown: TypedText.flattened(line), "no box is legible")
      return
    }
  }
}

/// The issuer's name and its symbol, which share a field.
enum TypedIssuer: Equatable {
  case parted(name: String, ticker: String?)
  /// The last word may be the symbol or the end of the name: the names that are possible.
  case open([String])

  init(_ lines: [String]) {
    let name = lines.first ?? ""
    if let (front, symbol) = TypedIssuer.bracketed(name) ?? TypedIssuer.parted(name) {
      self = .parted(name: front, ticker: symbol)
    } else if lines.count > 1, let symbol = TypedIssuer.symbol(lines[1]) {
      self = .parted(name: name, ticker: symbol)
    } else if lines.count > 1 || TypedIssuer.endsWithCompany(name) {
      self = lines.count > 1 ? .open([name, lines.joined(separator: " ")]) : .parted(name: name, ticker: nil)
    } else if let last = name.split(separator: " ").last, TypedIssuer.symbol(String(last)) != nil {
      self = .open([name, HTMLText.trimmed(name.dropLast(last.count)).trimmingDash])
    } else {
      self = .parted(name: name, ticker: nil)
    }
  }

  /// `Larkspur Inc. (LRKS)`, `Larkspur Inc. [NYSE: LRK]`.
  private static func bracketed(_ text: String) -> (String, String)? {
    guard let last = text.last, last == ")" || last == "]",
      let open = text.lastIndex(of: last == ")" ? "(" : "["),
      let symbol = symbol(String(text[text.index(after: open)...].dropLast()))
    else { return nil }
    return (HTMLText.trimmed(text[..<open]), symbol)
  }

  /// `Larkspur Inc. - LRKS`, `Larkspur Inc. / LRKS`, where the name itself is not in capitals.
  private static func parted(_ text: String) -> (String, String)? {
    let words = text.split(separator: " ")
    guard words.count > 2, let last = words.last, (3...5).contains(last.count),
      let symbol = symbol(String(last)),
      ["-", "/", "--"].contains(words[words.count - 2])
    else { return nil }
    let name = words.dropLast(2).joined(separator: " ")
    return name.contains(where: \.isLowercase) ? (name, symbol) : nil
  }

  /// One to six capitals, with the name of the exchange in front or quotes around it.
  private static func symbol(_ text: String) -> String? {
    let part = text.split(separator: ":").last.map { HTMLText.trimmed($0) } ?? ""
    let symbol = part.filter { !"\"()[]".contains($0) }
    guard (1...6).contains(symbol.count), symbol.allSatisfy({ $0.isASCII && ($0.isUppercase || $0 == ".") }),
      symbol.last != ".", !companies.contains(symbol)
    else { return nil }
    return symbol
  }

  /// The name ends with what names of companies end with, so that nothing stands behind it.
  private static func endsWithCompany(_ name: String) -> Bool {
    name.split { " ,".contains($0) }.last.map { companies.contains($0.uppercased().filter { $0 != "." }) }
      == true
  }

  private static let companies: Set<String> = [
    "INC", "CORP", "CO", "LTD", "LLC", "LP", "PLC", "NV", "SA", "AG", "COMPANY", "CORPORATION",
    "INCORPORATED", "LIMITED",
    "TRUST", "BANCORP", "GROUP", "HOLDINGS",
  ]
}

extension String {
  fileprivate var trimmingDash: String {
    var text = self
    while let last = text.last, "-–,/ ".contains(last) { text.removeLast() }
    return text
  }
}
