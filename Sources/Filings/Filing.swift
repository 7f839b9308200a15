/// One filing: what a form says, and what the container around it says of the form.
package struct Filing: Sendable, Hashable {
  /// What the container says; no part of the canonical form.
  package var provenance: Provenance
  /// Without the mark of an amendment.
  package var form: Form
  /// The form is an amendment: `4/A`.
  package var isAmendment = false
  /// Form 3, 4, 5: the day on which the filing that this one amends was filed.
  package var originalFiled: Reading<Day> = .absent
  /// `schemaVersion` as EDGAR wrote it, `X0508`.
  package var schema: String?
  /// Form 3: date of the event; Form 4: date of the earliest transaction; Form 5: the issuer's fiscal year end.
  package var period: Reading<Day> = .absent
  /// The exit box: no longer subject to section 16 (`notSubjectToSection16`).
  package var exit: Reading<Bool> = .absent
  /// Form 3 alone (`noSecuritiesOwned`).
  package var noSecuritiesOwned: Reading<Bool> = .absent
  /// The box of Rule 10b5-1(c), on forms since April 2023. One box for all rows; absent is not *no*.
  package var plan10b51: Reading<Bool> = .absent
  /// Whose securities they are.
  package var issuer: Issuer
  /// In the filing's order; one accession with several owners has one set of rows.
  package var owners: [Owner] = []
  /// In the document's order, Table I before Table II.
  package var transactions: [Transaction] = []
  /// In the document's order, Table I before Table II.
  package var holdings: [Holding] = []
  /// In the document's order.
  package var footnotes: [Footnote] = []
  /// `nil` when there are none.
  package var remarks: String?
  /// In the document's order; their number need not be that of the owners.
  package var signatures: [Signature] = []
  /// A Form 144 alone.
  package var notice: SaleNotice?
  /// What the document shows and nobody could read, in its order: in XML a value that is none, such as a date in
  /// words, which EDGAR refuses and other hands write.
  package var unreadable: [Unreadable] = []

  /// What was doubtful about the document as a whole and read all the same, such as bytes in an encoding that had to be
  /// guessed (the field is `document`), and what its container says and nobody can read (`filed`). No part of the canonical form: the facts are the same in a file that was saved again.
  package var doubts: [Unreadable] = []

  package init(provenance: Provenance, form: Form, issuer: Issuer) {
    self.provenance = provenance
    self.form = form
    self.issuer = issuer
  }
}

/// What the container says of the filing in it.
package struct Provenance: Sendable, Hashable {
  /// What the filing came in.
  package var container: ContainerKind
  /// As the container's header has it; whoever wrote the file wrote that too.
  package var accession: AccessionNumber?
  /// FILED AS OF DATE.
  package var filed: Day?
  /// ACCEPTANCE-DATETIME.
  package var accepted: WallClock?

  package init(container: ContainerKind) {
    self.container = container
  }
}

/// The way in which a filing reached a disk; the raw value is the word of `insiderd parse --json`.
package enum ContainerKind: String, Sendable, Hashable, CaseIterable {
  case xml
  case submission
  case feed
  case dataset
  case html
  case text
  case scan
  case header
}

/// A reading of New York's wall clock, as EDGAR stamps acceptance: no zone, no arithmetic.
package struct WallClock: Sendable, Hashable, CustomStringConvertible {
  /// The date on New York's wall.
  package let day: Day
  /// Seconds since midnight, 0...86399.
  package let second: Int32

  package init?(day: Day, hour: Int, minute: Int, second: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
    self.day = day
    self.second = Int32(hour * 3600 + minute * 60 + second)
  }

  /// Reads `YYYY-MM-DDTHH:MM:SS`.
  package init?(_ text: String) {
    let parts = text.split(separator: "T")
    guard parts.count == 2, let day = Day(String(parts[0])), parts[0].utf8.count == 10 else { return nil }
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    self.init(day: day, hour: clock[0], minute: clock[1], second: clock[2])
  }

  /// `YYYY-MM-DDTHH:MM:SS`.
  package var description: String {
    let parts = [Int(second) / 3600, Int(second) / 60 % 60, Int(second) % 60]
    let clock = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(day)T\(clock)"
  }
}

/// The form's number; the raw value is the SEC's.
package enum Form: String, Sendable, Hashable, CaseIterable {
  /// Initial statement of beneficial ownership.
  case form3 = "3"
  /// Statement of changes in beneficial ownership.
  case form4 = "4"
  /// Annual statement of changes in beneficial ownership.
  case form5 = "5"
  /// Notice of proposed sale under Rule 144.
  case form144 = "144"
}

/// The company whose securities are reported.
package struct Issuer: Sendable, Hashable {
  /// Ten digits as filed.
  package var cik: Reading<String> = .absent
  /// As filed, with the suffixes that EDGAR adds (`/DE/`).
  package var name: Reading<String> = .absent
  /// As filed; "NONE" and "N/A" are kept, and mean that there is none.
  package var ticker: Reading<String> = .absent
  /// `issuerForeignTradingSymbol`, since schema X0609.
  package var foreignTicker: Reading<String> = .absent

  package init() {}
}

/// A reporting person (Forms 3, 4, 5) or the seller (Form 144).
package struct Owner: Sendable, Hashable {
  /// Ten digits as filed; pages have none.
  package var cik: Reading<String> = .absent
  /// "LAST FIRST MIDDLE" for persons, natural order for entities: the form does not tell which.
  package var name: Reading<String> = .absent
  /// Box "Director".
  package var isDirector: Reading<Bool> = .known(false)
  /// Box "Officer (give title below)".
  package var isOfficer: Reading<Bool> = .known(false)
  /// Box "10% Owner".
  package var isTenPercentOwner: Reading<Bool> = .known(false)
  /// Box "Other (specify below)".
  package var isOther: Reading<Bool> = .known(false)
  /// As filed, also when it says "See Remarks".
  package var title: Reading<String> = .absent
  /// What the remarks say where the title only points to them; else the title.
  package var resolvedTitle: Reading<String> = .absent
  /// What is specified below the box "Other".
  package var otherText: Reading<String> = .absent

  package init() {}
}

/// An explanation of responses.
package struct Footnote: Sendable, Hashable {
  /// `F1`...`F99`.
  package var id: String
  /// With its line breaks, without the blanks at its ends.
  package var text: String

  package init(id: String, text: String) {
    self.id = id
    self.text = text
  }
}

/// One signature below the form.
package struct Signature: Sendable, Hashable {
  /// As signed, often with the name of an attorney-in-fact.
  package var name: Reading<String>
  /// The filing is not older than this.
  package var date: Reading<Day>

  package init(name: Reading<String>, date: Reading<Day>) {
    self.name = name
    self.date = date
  }
}
