/// What stands in the place of an officer's title and of what another is.
struct TitlePlace {
  var known: [String] = []
  /// Nothing but the captions of the place stands there.
  var isEmpty = false
  /// A mark stands in it that may be the stroke between two texts.
  var isBroken = false
  var shown: Substring = ""
}

extension ScannedPageReader {
  /// On Forms 4 and 5 the title stands behind the date of box 3, in the column of the boxes, where two captions end in
  /// "below)"; on Form 3 right below the boxes, which is behind them. `lines` are those of the first person.
  func headTitle(_ boxes: CaptionPlace?, _ lines: Range<Int>) -> TitlePlace {
    if let page = page.runTogether { return TitlePlace(known: page.title.map { [$0] } ?? []) }
    guard filing.form == .form3 else {
      let place = titlePlace(page.value(of: periodCaption) ?? "")
      return place.known.isEmpty ? titleBelowBoxes(lines) ?? place : place
    }
    guard let boxes, let text = textBehindBoxes(boxes) else { return TitlePlace() }
    return text.allSatisfy(\.isWhitespace) ? TitlePlace(isEmpty: true) : titlePlace(text)
  }

  /// In columns aligned with spaces it stands on a line of its own below the boxes.
  private func titleBelowBoxes(_ lines: Range<Int>) -> TitlePlace? {
    guard !page.isSpread, let label = page.place(of: PageCaption.relationshipAlone, in: lines) else {
      return nil
    }
    let titles = page.lines[(label.line + 1)...].prefix(ScannedPageReader.boxLines).compactMap { line in
      line.text(below: label.glyphs.lowerBound, of: page.lines[label.line]).map {
        titlePlace($0, isVouched: true)
      }
    }.filter { !$0.known.isEmpty }
    return titles.count == 1 ? titles[0] : nil
  }

  /// The boxes, the title, and blank lines between them.
  private static let boxLines = 6

  /// From the last box's caption to the caption of box 5, or to the end of the line.
  private func textBehindBoxes(_ boxes: CaptionPlace) -> Substring? {
    let line = page.lines[boxes.line]
    guard let other = RoleBoxes.lastCaption.range(in: line.glyphs, from: boxes.glyphs.upperBound) else {
      return nil
    }
    let next = PageCaption.originalNumbered.range(in: line.glyphs, from: other.upperBound)
    return line.text(other.upperBound..<(next?.lowerBound ?? line.glyphs.count))
  }

  /// A joint filer's title stands below the boxes: in their column, or behind a border of the address. Which border, only
  /// the words tell, so that there must be one alone behind which nothing but words of titles stands.
  func jointTitle(_ boxes: CaptionPlace?, _ ticks: RoleBoxes) -> TitlePlace {
    guard let boxes, boxes.line + 1 < page.lines.count, ticks.officer == true || ticks.other == true else {
      return TitlePlace()
    }
    let (line, below) = (page.lines[boxes.line], page.lines[boxes.line + 1])
    if !page.isSpread, let text = below.text(below: boxes.glyphs.lowerBound, of: line) {
      return titlePlace(text)
    }
    let cells = below.text.split(separator: "\t")
    guard !page.isSpread, (2...Limits.cellPieces).contains(cells.count) else { return TitlePlace() }
    let places = zip(cells, cells.dropFirst()).filter { isAddress($0.0) }
      .map { titlePlace(below.text[$0.1.startIndex...], isVouched: true) }
    let titles = places.filter { !$0.known.isEmpty }
    return titles.count == 1 ? titles[0] : TitlePlace(shown: cells.last ?? "")
  }

  /// Whether a cell ends as addresses do, in capitals or with a number, and not with a letter of what comes behind it.
  private func isAddress(_ cell: Substring) -> Bool {
    guard let last = cell.split(whereSeparator: \.isWhitespace).last else { return false }
    return last.count > 2 && !last.contains(where: \.isLowercase) && !last.hasSuffix(",")
  }

  /// `isVouched` asks for words that titles are known to have.
  private func titlePlace(_ text: Substring, isVouched: Bool = false) -> TitlePlace {
    let pieces = Piece.pieces(of: text).drop {
      !$0.text.contains(where: \.isLetter) || ($0.isStray && !page.isSpread)
    }
    guard let first = pieces.first else { return TitlePlace() }
    var place = TitlePlace(shown: text[first.text.startIndex...])
    let glyphs = PageLine.glyphs(of: place.shown)
    if let range = PageCaption.below.range(in: glyphs), range.count + 3 >= glyphs.count {
      place.isEmpty = true
      return place
    }
    // Where lines have no columns, the captions of the boxes stand behind the caption of the date, and where a piece of
    // the page is lost, others do.
    let captions = [PageCaption.tenPercent, PageCaption.giveTitle, PageCaption.joint] + PageCaption.torn
    guard !captions.contains(where: { $0.range(in: glyphs) != nil }) else { return place }
    let words = pieces.filter { !$0.isStray || $0.text == "/" || page.isSpread }
    place.isBroken = pieces.dropLast().contains { $0.isStray }
    let wording = Wording(of: words, isSpread: page.isSpread, words: .ofOfficers)
    let isTitle = wording.isVouched || (!isVouched && OfficerTitle.canBe(place.shown))
    let known = isTitle ? wording.text(onCleanPage: isClean) : nil
    place.known = known.map { OfficerTitle.isOfCaptions($0) ? [] : [$0] } ?? []
    return place
  }
}

/// What the words of a title tell.
enum OfficerTitle {
  /// Whether a text is a piece of the captions around the title's place: "(give title belo )" is no title.
  static func isOfCaptions(_ text: String) -> Bool {
    let letters = text.lowercased().filter(\.isLetter)
    return "officergivetitlebelowotherspecifybelow".contains(letters)
  }

  /// Whether words that are not those of titles may be one: EDGAR allows 30 characters for it and as many for what
  /// another is, and an address or a rest of a word got there by a border.
  static func canBe(_ text: Substring) -> Bool {
    text.count <= 63 && text.count { $0.isLetter } > 3 && text.first?.isLowercase == false
      && PageCaption.address.range(in: PageLine.glyphs(of: text)) == nil
  }

  /// Whether a text beside illegible boxes is an officer's title, and not what stands there of others.
  static func isOne(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && $0 != "%" }.map(String.init)
    return !text.contains(" / ") && !words.contains { others.contains($0) }
  }

  /// Words of texts that stand below the box "Other", or may as well.
  private static let others: Set<String> = [
    "former", "director", "directors", "emeritus", "member", "group", "owner", "holder", "stockholder",
    "shareholder", "trustee", "remarks", "footnote", "affiliate", "see", "section", "nominee",
  ]
}
