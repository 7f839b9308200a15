import Testing

@testable import Filings

/// The tables of one made-up data set; a test replaces or adds lines.
private struct Tables {
  var lines: [DataSetTable: [String]] = [
    .submission: [
      "ACCESSION_NUMBER\tFILING_DATE\tPERIOD_OF_REPORT\tDATE_OF_ORIG_SUB\tDOCUMENT_TYPE\tISSUERCIK\tISSUERNAME\t"
        + "ISSUERTRADINGSYMBOL\tREMARKS\tAFF10B5ONE",
      "0001999002-24-000001\t07-MAR-2024\t05-MAR-2024\t\t4\t1999001\tLARKSPUR INSTRUMENTS INC\tLRKS\t\t1",
    ],
    .owner: [
      "ACCESSION_NUMBER\tRPTOWNERCIK\tRPTOWNERNAME\tRPTOWNER_RELATIONSHIP\tRPTOWNER_TITLE\tRPTOWNER_TXT",
      "0001999002-24-000001\t0001999002\tQuill Ada B\tDirector,Officer\tChief Executive Officer\t",
    ],
    .transaction: [
      "ACCESSION_NUMBER\tNONDERIV_TRANS_SK\tSECURITY_TITLE\tTRANS_DATE\tTRANS_FORM_TYPE\tTRANS_CODE\t"
        + "EQUITY_SWAP_INVOLVED\tTRANS_SHARES\tTRANS_PRICEPERSHARE\tTRANS_PRICEPERSHARE_FN\tTRANS_ACQUIRED_DISP_CD\t"
        + "SHRS_OWND_FOLWNG_TRANS\tDIRECT_INDIRECT_OWNERSHIP\tNATURE_OF_OWNERSHIP",
      "0001999002-24-000001\t8\tCommon Stock\t05-MAR-2024\t4\tS\t0\t8802.0\t1.88\tF1\tD\t25000\tD\t",
      "0001999002-24-000001\t7\tCommon Stock\t04-MAR-2024\t4\tS\t0\t100\t2\t\tD\t33802\tD\t",
    ],
    .holding: [
      "ACCESSION_NUMBER\tNONDERIV_HOLDING_SK\tSECURITY_TITLE\tSHRS_OWND_FOLWNG_TRANS\tDIRECT_INDIRECT_OWNERSHIP\t"
        + "NATURE_OF_OWNERSHIP",
      "0001999002-24-000001\t1\tCommon Stock\t500.25\tI\tBy Trust",
    ],
    .derivativeTransaction: [
      "ACCESSION_NUMBER\tSECURITY_TITLE\tCONV_EXERCISE_PRICE\tTRANS_DATE\tTRANS_FORM_TYPE\tTRANS_CODE\tTRANS_SHARES\t"
        + "TRANS_PRICEPERSHARE\tTRANS_ACQUIRED_DISP_CD\tEXCERCISE_DATE\tEXPIRATION_DATE\tUNDLYNG_SEC_TITLE\t"
        + "SHRS_OWND_FOLWNG_TRANS\tDIRECT_INDIRECT_OWNERSHIP"
    ],
    .derivativeHolding: [
      "ACCESSION_NUMBER\tSECURITY_TITLE\tCONV_EXERCISE_PRICE\tEXPIRATION_DATE\tUNDLYNG_SEC_TITLE\t"
        + "SHRS_OWND_FOLWNG_TRANS\tDIRECT_INDIRECT_OWNERSHIP"
    ],
    .footnote: [
      "ACCESSION_NUMBER\tFOOTNOTE_ID\tFOOTNOTE_TXT",
      "0001999002-24-000001\tF1\tA weighted average of sales at prices ranging from $1.87 to $1.89, \"inclusive\".",
    ],
    .signature: [
      "ACCESSION_NUMBER\tOWNERSIGNATURENAME\tOWNERSIGNATUREDATE",
      "0001999002-24-000001\t/s/ A. Quill\t06-MAR-2024",
    ],
  ]

  func bytes(_ table: DataSetTable, _ end: String = "\n") -> [UInt8] {
    Array(((lines[table] ?? []).joined(separator: end) + end).utf8)
  }

  func open(_ end: String = "\n") throws -> DataSet {
    try DataSet(DataSetTable.allCases.map { ($0, bytes($0, end)) })
  }

  /// What the set holds, and everything that it tells.
  func read(_ end: String = "\n") throws -> (filings: [Filing], problems: [String]) {
    let set = try open(end)
    var filings: [Filing] = []
    var problems: [String] = []
    while let stop = set.next() {
      switch stop {
      case .filing(let filing, let found):
        filings.append(filing)
        problems += found.map(\.description)
      case .refused(let found): problems += found.map(\.description)
      }
    }
    return (filings, problems)
  }

  mutating func replace(_ table: DataSetTable, _ line: Int, _ old: String, _ new: String) {
    let text = lines[table]?[line - 1] ?? ""
    precondition(text.contains(old))
    lines[table]?[line - 1] = text.replacing(old, with: new)
  }
}

@Suite("The SEC's data sets")
struct DataSetTests {
  @Test("say what the documents said", arguments: ["\n", "\r\n"])
  func whole(end: String) throws {
    let (filings, problems) = try Tables().read(end)
    #expect(problems == [])
    let filing = try #require(filings.first)
    #expect(filings.count == 1)
    #expect(filing.provenance.container == .dataset)
    #expect(filing.provenance.accession == AccessionNumber("0001999002-24-000001"))
    #expect(filing.provenance.filed == Day("2024-03-07"))
    #expect(filing.form == .form4 && !filing.isAmendment)
    #expect(filing.period == .known(try #require(Day("2024-03-05"))))
    #expect(filing.plan10b51 == .known(true))
    #expect(filing.issuer.cik == .known("0001999001"))
    #expect(filing.owners.map(\.isDirector) == [.known(true)])
    #expect(filing.owners.map(\.isTenPercentOwner) == [.known(false)])
    #expect(filing.owners.map(\.title) == [.known("Chief Executive Officer")])
    #expect(filing.transactions.map(\.shares) == [.known(Decimal(100)), .known(Decimal(8802))])
    #expect(filing.transactions.map(\.position.row) == [1, 2])
    #expect(filing.transactions[1].position.footnotes == ["F1"])
    #expect(filing.transactions[1].priceRange?.low == Decimal("1.87"))
    #expect(filing.holdings.map(\.position.nature) == [.known("By Trust")])
    #expect(filing.signatures.map(\.date) == [.known(try #require(Day("2024-03-06")))])
  }

  @Test("tell of a value that is none, with file, line and column, and keep the rest of its filing")
  func values() throws {
    var tables = Tables()
    tables.replace(.transaction, 2, "8802.0", "8,802")
    tables.replace(.transaction, 3, "04-MAR-2024", "31-FEB-2024")
    tables.replace(.owner, 2, "Director,Officer", "Director,Captain")
    let (filings, problems) = try tables.read()
    #expect(
      problems == [
        "REPORTINGOWNER.tsv line 2, column RPTOWNER_RELATIONSHIP: `Director,Captain` names a relationship that is none "
          + "of the four; the value counts as unknown",
        "NONDERIV_TRANS.tsv line 3, column TRANS_DATE: `31-FEB-2024` is no date; the value counts as unknown",
        "NONDERIV_TRANS.tsv line 2, column TRANS_SHARES: `8,802` is no number; the value counts as unknown",
      ])
    let filing = try #require(filings.first)
    #expect(filing.transactions[1].shares == .unknown(.anything))
    #expect(filing.transactions[1].position.quality.contains(.nonNumeric))
    #expect(filing.transactions[0].position.quality.contains(.nonDate))
    #expect(filing.owners[0].isOfficer == .unknown(.anything))
    #expect(filing.owners[0].isDirector == .known(true))
    #expect(filing.unreadable.map(\.field).contains("transactions[1].shares"))
  }

  @Test(
    "leave a filing out that would not be whole, and say so",
    arguments: [
      (
        "0001999002-24-000001\t9\tCommon Stock",
        "NONDERIV_TRANS.tsv line 4: the line has not the 14 columns that the header names; its filing "
          + "0001999002-24-000001 is left out, for it would not be whole", 0
      ),
      (
        "gibberish",
        "NONDERIV_TRANS.tsv line 4, column ACCESSION_NUMBER: no accession number stands there; the line is left out, and "
          + "the filing that it belongs to lacks it", 1
      ),
      (
        "0001999002-24-000009\t9\tCommon Stock\t04-MAR-2024\t4\tS\t0\t100\t2\t\tD\t33802\tD\t",
        "NONDERIV_TRANS.tsv line 4: 1 line belongs to 0001999002-24-000009, which SUBMISSION.tsv does not have; left out",
        1
      ),
    ])
  func lines(line: String, sentence: String, filings: Int) throws {
    var tables = Tables()
    tables.lines[.transaction]?.append(line)
    let result = try tables.read()
    #expect(result.problems == [sentence])
    #expect(result.filings.count == filings)
  }

  @Test("take tabs and quotes in a footnote for its text")
  func tabs() throws {
    var tables = Tables()
    tables.replace(.footnote, 2, "average of sales", "average\tof \"\tsales")
    let (filings, problems) = try tables.read()
    #expect(problems == [])
    #expect(filings.first?.footnotes.first?.text.contains("average\tof \"\tsales at prices") == true)
  }

  @Test("take the first of two lines with one accession number")
  func twice() throws {
    var tables = Tables()
    tables.lines[.submission]?.append(
      "0001999002-24-000001\t07-MAR-2024\t05-MAR-2024\t\t5\t1999001\tOTHER INC\tOTHR\t\t1")
    let (filings, problems) = try tables.read()
    #expect(filings.map(\.form) == [.form4])
    #expect(
      problems == [
        "SUBMISSION.tsv line 3: the accession number stands in line 2 as well; the first is taken"
      ])
  }

  @Test("are refused whole without a table or a column")
  func missing() throws {
    var tables = Tables()
    tables.replace(.transaction, 1, "TRANS_CODE", "TRANS_KODE")
    let error = #expect(throws: FilingError.self) { try tables.open() }
    #expect(error?.description.hasPrefix("NONDERIV_TRANS.tsv line 1 names no column TRANS_CODE") == true)
    let files = DataSetTable.allCases.dropLast().map { ($0, Tables().bytes($0)) }
    let without = #expect(throws: FilingError.self) { try DataSet(Array(files)) }
    #expect(without?.description.hasPrefix("the data set has no OWNER_SIGNATURE.tsv") == true)
  }

  @Test("go on where another run was")
  func resumed() throws {
    var tables = Tables()
    for number in 2...9 {
      for (table, lines) in tables.lines where lines.count > 1 {
        tables.lines[table]?.append(lines[1].replacing("-000001", with: "-00000\(number)"))
      }
    }
    let whole = try tables.read().filings.map(\.provenance.accession)
    #expect(whole.count == 9)
    for passed in 0...9 {
      let set = try tables.open()
      set.skip(passed)
      #expect(set.position == passed)
      var rest: [AccessionNumber?] = []
      while case .filing(let filing, _)? = set.next() { rest.append(filing.provenance.accession) }
      #expect(rest == Array(whole.dropFirst(passed)))
    }
  }

  @Test("end anywhere without a trap, and never say what was not there")
  func truncated() throws {
    let whole = Dictionary(
      uniqueKeysWithValues: try filings(in: Tables().open()).map { ($0.provenance.accession, $0) })
    for table in DataSetTable.allCases {
      let bytes = Tables().bytes(table)
      for count in 0..<bytes.count {
        let files = DataSetTable.allCases.map {
          ($0, $0 == table ? Array(bytes.prefix(count)) : Tables().bytes($0))
        }
        guard let set = try? DataSet(files) else { continue }
        for filing in try filings(in: set) {
          let known = try #require(whole[filing.provenance.accession])
          let strange = strangeValues(of: filing, beside: known)
          #expect(strange.isEmpty, "the first \(count) bytes of \(table): \(strange)")
        }
      }
    }
  }

  private func filings(in set: DataSet) throws -> [Filing] {
    var filings: [Filing] = []
    while let stop = set.next() {
      if case .filing(let filing, _) = stop { filings.append(filing) }
    }
    return filings
  }

  /// Values that the filing has and the whole one lacks; a row is one value, wherever it stands.
  private func strangeValues(of filing: Filing, beside whole: Filing) -> [String] {
    let rows = Set(values(of: whole))
    return values(of: filing).filter { !rows.contains($0) }
  }

  private func values(of filing: Filing) -> [String] {
    let facts = FlatFiling(filing).fields
    let isOfRow = { (path: String) in path.hasPrefix("transactions[") || path.hasPrefix("holdings[") }
    let head = facts.filter { !isOfRow($0.key) && $0.value != "?" }.map { "\($0.key) = \($0.value)" }
    let transactions = filing.transactions.map { row in
      "\(row.position.isDerivative) \(row.date) \(row.code) \(row.shares) \(row.price) \(row.isAcquired) "
        + "\(row.position.security) \(row.position.ownedAfter) \(row.position.isDirect) \(row.position.nature)"
    }
    let holdings = filing.holdings.map { row in
      "\(row.position.isDerivative) \(row.position.security) \(row.position.ownedAfter) "
        + "\(row.position.isDirect) \(row.position.nature)"
    }
    return head + transactions + holdings
  }

  @Test("of random bytes are no filings", arguments: 1...20)
  func noise(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var tables = Tables()
    for table in DataSetTable.allCases {
      for line in (tables.lines[table] ?? []).indices.dropFirst() {
        var bytes = Array((tables.lines[table]?[line] ?? "").utf8)
        for _ in 0..<4 where !bytes.isEmpty {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
            in: 1...127, using: &generator)
        }
        tables.lines[table]?[line] = String(decoding: bytes, as: UTF8.self)
      }
    }
    _ = try tables.read()
  }

  @Test("tell their quarter")
  func quarter() throws {
    let quarter = try Tables().open().quarter
    #expect(quarter?.lowerBound == Day("2024-01-01"))
    #expect(quarter?.upperBound == Day("2024-03-31"))
  }
}
