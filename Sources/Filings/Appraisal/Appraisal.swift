/// What a careful reader doubts about the rows of a filing, and what footnotes say of their prices. Only the document
/// itself is asked, never the container, so that a filing has the same doubts however it arrives.
struct Appraisal {
  private let footnotes: [Footnote]
  /// What each footnote says of a price, once it has been asked.
  private var priceNotes: [PriceNote?]
  /// Where a footnote of this id stands; empty for few footnotes, which are searched as they are.
  private var indices: [String: Int] = [:]

  init(of footnotes: [Footnote]) {
    self.footnotes = footnotes
    priceNotes = Array(repeating: nil, count: footnotes.count)
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
    for id in ids {
      guard let index = index(of: id) else { continue }
      let note = priceNotes[index] ?? PriceNote(footnotes[index].text)
      priceNotes[index] = note
      let range = note.range(around: price)
      if note.saysAverage || range != nil { row.position.quality.insert(.weightedAverage) }
      if let range, row.priceRange == nil { row.priceRange = range }
    }
  }

  // MARK: Rows

  /// Doubts that a row raises by itself. `signed` is the latest date of a signature.
  func doubts(about row: Transaction, signed: Day?) -> Quality {
    var doubts = doubts(about: row.position)
    switch row.price {
    case .absent: doubts.insert(.priceMissing)
    case .known(let price):
      if price.isZero {
        doubts.insert(.priceZero)
      } else if row.totalValue.value == price {
        doubts.insert(.priceIsTotal)
      }
    case .unknown: break
    }
    if row.code == .absent { doubts.insert(.codeMissing) }
    if let date = row.date.value, date < Appraisal.actOf1934 || signed.map({ date > $0 }) == true {
      doubts.insert(.dateTypo)
    }
    return doubts
  }

  func doubts(about position: Position) -> Quality {
    position.footnotes.allSatisfy { index(of: $0) != nil } ? [] : .footnoteMissing
  }

  /// 6 June 1934: the Securities Exchange Act, before which nobody was bound to report.
  private static var actOf1934: Day { Day(number: -12_993) }

  /// Whether the shares owned after `row` are not those of the row before it on the same line, and what it changed.
  static func breaksBalance(_ row: Transaction, after previous: Transaction) -> Bool {
    guard let before = previous.position.ownedAfter.value, let after = row.position.ownedAfter.value,
      let shares = row.shares.value, let isAcquired = row.isAcquired.value,
      let expected = before.adding(isAcquired ? shares : -shares)
    else { return false }
    return expected != after
  }

  /// Rows of one line follow from each other: one security, held directly or in one indirect way.
  static func isSameLine(_ one: Position, _ other: Position) -> Bool {
    one.isDerivative == other.isDerivative && one.isDirect == other.isDirect && one.security == other.security
      && one.nature == other.nature
  }
}

extension Filing {
  /// Adds to each row what is to be doubted about it. `priceFootnotes` are the footnotes that prices refer to, by the
  /// indices of their transactions.
  mutating func appraise(priceFootnotes: [(transaction: Int, footnotes: [String])]) {
    var appraisal = Appraisal(of: footnotes)
    for (index, ids) in priceFootnotes { appraisal.readPriceNotes(ids, of: &transactions[index]) }
    let signed = signatures.compactMap(\.date.value).max()
    for index in transactions.indices {
      var doubts = appraisal.doubts(about: transactions[index], signed: signed)
      if breaksBalance(index) { doubts.insert(.balanceMismatch) }
      transactions[index].position.quality.formUnion(doubts)
    }
    for index in holdings.indices {
      holdings[index].position.quality.formUnion(appraisal.doubts(about: holdings[index].position))
    }
    resolveTitles()
  }

  private func breaksBalance(_ index: Int) -> Bool {
    var before = index &- 1
    while before >= 0, index &- before <= Limits.balanceLookback {
      if Appraisal.isSameLine(transactions[before].position, transactions[index].position) {
        return Appraisal.breaksBalance(transactions[index], after: transactions[before])
      }
      before &-= 1
    }
    return false
  }
}

extension OwnershipReader {
  mutating func appraise() {
    filing.appraise(priceFootnotes: priceFootnotes)
  }
}
