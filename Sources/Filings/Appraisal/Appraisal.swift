/// What a careful reader doubts about the rows of a filing, and what footnotes say of their prices. Only the document
/// itself is asked, never the container, so that a filing has the same doubts however it arrives.
struct Appraisal {
  private let footnotes: [Footnote]
  /// What each footnote says of a price, once it has been asked; empty before any has.
  private var priceNotes: [PriceNote?] = []
  /// What each footnote says of a plan of Rule 10b5-1; empty where none names the rule.
  private var planMentions: [Reading<Bool>] = []
  /// Where a footnote of this id stands; empty for few footnotes, which are searched as they are.
  private var indices: [String: Int] = [:]

  init(of footnotes: [Footnote]) {
    self.footnotes = footnotes
    for (index, note) in footnotes.enumerated() {
      let mention = PlanNote.mention(in: note.text)
      if mention == .absent { continue }
      if planMentions.isEmpty { planMentions = Array(repeating: .absent, count: footnotes.count) }
      planMentions[index] = mention
    }
    if footnotes.count > 32 {
      indices = Dictionary(footnotes.indices.map { (footnotes[$0].id, $0) }) { first, _ in first }
    }
  }

  private func index(of id: String) -> Int? {
    indices.isEmpty ? footnotes.firstIndex { $0.id == id } : indices[id]
  }

  // MARK: Prices

  /// Takes the range of a weighted average from the footnotes that its price refers to.
  mutating func readPriceNotes(_ ids: [String], of row: inout Transaction) {
    guard let price = row.price.value else { return }
    if priceNotes.isEmpty { priceNotes = Array(repeating: nil, count: footnotes.count) }
    var isOutside = false
    for id in ids {
      guard let index = index(of: id) else { continue }
      let note = priceNotes[index] ?? PriceNote(footnotes[index].text)
      priceNotes[index] = note
      let range = note.range(around: price)
      if note.saysAverage || range != nil { row.position.quality.insert(.weightedAverage) }
      if let range, row.priceRange == nil { row.priceRange = range }
      isOutside = isOutside || (note.saysAverage && !note.ranges.isEmpty)
    }
    if isOutside, row.priceRange == nil { row.position.quality.insert(.priceOutsideRange) }
  }

  // MARK: Plans

  /// What the footnotes of a row say of a plan of Rule 10b5-1(c): a mention outweighs an open one.
  func planNote(of ids: [String]) -> Reading<Bool> {
    guard !planMentions.isEmpty else { return .absent }
    var found = Reading<Bool>.absent
    for id in ids {
      guard let index = index(of: id) else { continue }
      if planMentions[index] == .known(true) { return .known(true) }
      if found == .absent { found = planMentions[index] }
    }
    return found
  }

  // MARK: Rows

  /// Doubts that the row at `index` raises by itself. `signed` is the latest date of a signature. Rows are large, so
  /// that their fields are looked at where they are.
  func doubts(about rows: [Transaction], at index: Int, signed: Day?) -> Quality {
    var doubts: Quality = missesFootnote(rows[index].position.footnotes) ? .footnoteMissing : []
    switch rows[index].price {
    case .absent: doubts.insert(.priceMissing)
    case .known(let price):
      if price.isZero {
        doubts.insert(.priceZero)
      } else if rows[index].totalValue.value == price {
        doubts.insert(.priceIsTotal)
      }
    case .unknown: break
    }
    if rows[index].code == .absent { doubts.insert(.codeMissing) }
    if let date = rows[index].date.value, date < Appraisal.actOf1934 || signed.map({ date > $0 }) == true {
      doubts.insert(.dateTypo)
    }
    if Appraisal.breaksBalance(rows, at: index) { doubts.insert(.balanceMismatch) }
    return doubts
  }

  func missesFootnote(_ ids: [String]) -> Bool {
    !ids.allSatisfy { index(of: $0) != nil }
  }

  /// 6 June 1934: the Securities Exchange Act, before which nobody was bound to report.
  private static var actOf1934: Day { Day(number: -12_993) }

  /// Whether the shares owned after a row are not those of the row before it on the same line, and what it changed.
  static func breaksBalance(_ rows: [Transaction], at index: Int) -> Bool {
    var before = index &- 1
    while before >= 0, index &- before <= Limits.balanceLookback {
      if isSameLine(rows, before, index) { return breaksBalance(rows, before, index) }
      before &-= 1
    }
    return false
  }

  private static func breaksBalance(_ rows: [Transaction], _ previous: Int, _ index: Int) -> Bool {
    guard let before = rows[previous].position.ownedAfter.value,
      let after = rows[index].position.ownedAfter.value,
      let shares = rows[index].shares.value, let isAcquired = rows[index].isAcquired.value,
      let expected = before.adding(isAcquired ? shares : -shares)
    else { return false }
    return expected != after
  }

  /// Rows of one line follow from each other: one security, held directly or in one indirect way.
  private static func isSameLine(_ rows: [Transaction], _ one: Int, _ other: Int) -> Bool {
    rows[one].position.isDerivative == rows[other].position.isDerivative
      && rows[one].position.isDirect == rows[other].position.isDirect
      && rows[one].position.security == rows[other].position.security
      && rows[one].position.nature == rows[other].position.nature
  }
}

extension Filing {
  /// Adds to each row what is to be doubted about it. `priceFootnotes` are the footnotes that prices refer to, by the
  /// indices of their transactions.
  mutating func appraise(priceFootnotes: [(transaction: Int, footnotes: [String])]) {
    var appraisal = Appraisal(of: footnotes)
    for (index, ids) in priceFootnotes { appraisal.readPriceNotes(ids, of: &transactions[index]) }
    let signed = signatures.lazy.compactMap(\.date.value).max()
    for index in transactions.indices {
      let doubts = appraisal.doubts(about: transactions, at: index, signed: signed)
      transactions[index].position.quality.formUnion(doubts)
      transactions[index].planNote = appraisal.planNote(of: transactions[index].position.footnotes)
    }
    for index in holdings.indices where appraisal.missesFootnote(holdings[index].position.footnotes) {
      holdings[index].position.quality.insert(.footnoteMissing)
    }
    resolveTitles()
  }
}

extension OwnershipReader {
  mutating func appraise() {
    filing.appraise(priceFootnotes: priceFootnotes)
  }
}
