import Filings

/// Takes data sets, archives and filings into the ledger as history: nothing is judged, announced or moved.
///
/// What a file brings and how far it was read are one transaction, every few thousand filings: after a kill the next run
/// goes on where the last commit was. A file is known again by its content, whatever it is called.
package final class HistoryImport {
  /// What came of it so far.
  package struct Tally: Sendable, Hashable {
    package var files = 0
    /// Files that an earlier run has taken to their end.
    package var finishedBefore = 0
    /// Filings that the ledger did not hold.
    package var filings = 0
    package var rows = 0
    /// Filings that the ledger held already.
    package var known = 0
    /// Of those, filings of which the ledger now holds more: a day, a number, or the document in place of the table.
    package var enriched = 0
    /// Submissions of other forms.
    package var passed = 0
    package var problems = 0
    package var unread = 0
    package var missing = 0

    package init() {}
  }

  /// What the caller hears.
  package enum Event {
    /// Bytes that were read.
    case progress(bytes: Int)
    /// Something could not be taken as it is; it is recorded.
    case problem(file: String, reason: String)
  }

  package private(set) var tally = Tally()
  private let ledger: Ledger
  private let isJudged: Bool
  private let now: Int64
  private let hear: (Event, Tally) -> Void
  private var bytesBefore = 0
  /// What is taken at present.
  private var digest: [UInt8] = []
  private var name = FileName("")
  private var state = ImportState()
  private var bytes = 0
  private var uncommitted = 0

  /// Filings of one transaction: some hundred megabytes of the log, since their keys lie all over the ledger's indexes. A
  /// kill costs what is read in some seconds.
  private static let batch = 16_384

  /// - Parameter isJudged: what is imported raises nothing when it lands in the inbox later.
  /// - Parameter now: seconds since 1970.
  package init(into ledger: Ledger, isJudged: Bool, now: Int64, hear: @escaping (Event, Tally) -> Void) {
    self.ledger = ledger
    self.isJudged = isJudged
    self.now = now
    self.hear = hear
  }

  /// Takes a file, or everything below a directory; a directory with the tables of a data set is one.
  package func take(_ path: String) throws(LedgerError) {
    guard Files.isDirectory(path) else { return try takeFile(path) }
    let names: [FileName]
    do {
      names = try Files.names(in: path)
    } catch {
      return refuse(path, error.description)
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    if names.contains(where: { DataSetTable(fileName: $0.bytes) == .submission }) {
      return try takeTables(names, in: prefix)
    }
    for name in names {
      guard let text = String(validating: name.bytes, as: UTF8.self) else {
        refuse(prefix + name.description, "the name is not UTF-8; rename the file")
        continue
      }
      try take(prefix + text)
    }
  }

  /// Commits what is left; to be called at the end.
  package func end() throws(LedgerError) {
    try ledger.commitIfBegun()
  }

  // MARK: - Kinds of files

  private func takeFile(_ path: String) throws(LedgerError) {
    tally.files += 1
    do {
      let source = try HistoryImport.source(path)
      if !FilingWalk.isArchive(try source.head(FilingWalk.headBytes)) {
        try takeSingle(path)
      } else if try begin(path, [source]) {
        if let set = try DataSet.open(source) { try take(set) } else { try take(try FilingFile(path)) }
        try finish()
      }
      bytesBefore += source.size
    } catch let error as LedgerError {
      throw error
    } catch {
      try giveUp(path, "\(error)")
    }
  }

  /// A file that is no archive is known again by its filing, and shares its transaction with others.
  private func takeSingle(_ path: String) throws {
    name = FileName(path)
    digest = []
    state = ImportState()
    let file = try FilingFile(path)
    while let stop = try file.next() {
      if case .filings(let filings, _) = stop { for filing in filings { try take(filing, name) } }
    }
    uncommitted += 1
    if uncommitted >= HistoryImport.batch { try commit() }
    hear(.progress(bytes: bytesBefore), tally)
  }

  private func takeTables(_ names: [FileName], in prefix: String) throws(LedgerError) {
    tally.files += 1
    let path = String(prefix.dropLast())
    do {
      let sources = try DataSetFolder.sources(names, in: path)
      let size = sources.reduce(0) { $0 + $1.source.size }
      if try begin(path, sources.map(\.source)) {
        let files = try sources.map { ($0.table, try $0.source.bytes(from: 0, count: $0.source.size)) }
        try take(try DataSet(files))
        try finish()
      }
      bytesBefore += size
    } catch let error as LedgerError {
      throw error
    } catch {
      try giveUp(path, "\(error)")
    }
  }

  private func take(_ set: DataSet) throws(LedgerError) {
    state.days = set.quarter
    set.skip(state.position)
    while let stop = set.next() {
      switch stop {
      case .filing(let filing, let problems):
        for problem in problems { try tell("\(problem)") }
        try take(filing, name)
      case .refused(let problems): for problem in problems { try tell("\(problem)") }
      }
      try advance(to: set.position, bytes: set.count == 0 ? 0 : bytes * set.position / set.count)
    }
  }

  private func take(_ file: FilingFile) throws {
    var position = 0
    while let stop = try file.next() {
      if case .nothingYet = stop { continue }
      position += 1
      guard position > state.position else { continue }
      switch stop {
      case .filings(let filings, let member):
        for filing in filings { try take(filing, HistoryImport.name(name, member.name)) }
      case .refused(let error, let member):
        try tell(error.description, in: HistoryImport.name(name, member))
        tally.unread += 1
      case .passed: tally.passed += 1
      case .nothingYet: break
      }
      try advance(to: position, bytes: file.position)
    }
  }

  private static func name(_ file: FileName, _ member: [UInt8]) -> FileName {
    member.isEmpty ? file : FileName(file.bytes + [UInt8(ascii: "/")] + member)
  }

  // MARK: - One filing

  private func take(_ filing: Filing, _ file: FileName) throws(LedgerError) {
    guard filing.provenance.container != .header else { return try takeHeader(filing) }
    let facts = filing.canonicalForm
    let identity = FilingIdentity(facts: facts, accession: filing.provenance.accession)
    let acquaintance = try ledger.acquaintance(of: identity, filing)
    try ledger.beginIfNeeded()
    switch acquaintance {
    case .new:
      try ledger.recordHistory(
        filing, facts: facts, identity: identity, file: file, isJudged: isJudged, now: now)
      tally.filings += 1
      tally.rows += filing.transactions.count + filing.holdings.count
      state.filings += 1
      state.rows += filing.transactions.count + filing.holdings.count
    case .known(let number), .enriches(let number):
      tally.known += 1
      if case .enriches = acquaintance { tally.enriched += 1 }
      try ledger.enrich(number, with: filing.provenance)
    case .takesPlace(let number):
      tally.known += 1
      tally.enriched += 1
      // What was judged stays as it was when somebody was told of it, until the document comes to the inbox.
      if try ledger.isOnlyHistory(number) {
        try ledger.replaceHistory(number, with: filing, facts: facts, identity: identity, file: file)
      } else {
        try ledger.enrich(number, with: filing.provenance)
      }
    case .conflicts:
      try tell(
        "\(filing.provenance.accession?.description ?? "") says other things than the filing of that number that the "
          + "ledger holds; left out", in: file)
    }
  }

  /// A header without its document adds what it says to a filing that is held.
  private func takeHeader(_ header: Filing) throws(LedgerError) {
    guard let accession = header.provenance.accession, let number = try ledger.number(of: accession) else {
      return
    }
    try ledger.beginIfNeeded()
    try ledger.enrich(number, with: header.provenance)
    tally.known += 1
  }

  // MARK: - Keeping

  /// Whether there is something left to take of the file.
  private func begin(_ path: String, _ sources: [ByteSource]) throws -> Bool {
    name = FileName(path)
    digest = try HistoryImport.digest(of: sources)
    bytes = sources.reduce(0) { $0 + $1.size }
    state = try ledger.importState(digest) ?? ImportState()
    if state.isFinished { tally.finishedBefore += 1 }
    return !state.isFinished
  }

  private func advance(to position: Int, bytes: Int) throws(LedgerError) {
    state.position = position
    uncommitted += 1
    if uncommitted >= HistoryImport.batch { try commit() }
    hear(.progress(bytes: bytesBefore + bytes), tally)
  }

  private func finish() throws(LedgerError) {
    state.isFinished = true
    try commit()
  }

  private func commit() throws(LedgerError) {
    if !digest.isEmpty {
      try ledger.beginIfNeeded()
      try ledger.keep(state, of: digest, file: name, now: now)
    }
    try ledger.commitIfBegun()
    uncommitted = 0
  }

  // MARK: - Telling

  private func tell(_ reason: String, in file: FileName? = nil) throws(LedgerError) {
    tally.problems += 1
    state.problems += 1
    hear(.problem(file: (file ?? name).description, reason: reason), tally)
    guard state.problems <= Limits.importProblems else { return }
    try ledger.beginIfNeeded()
    try ledger.recordImportProblem(reason, file: file ?? name, of: digest)
  }

  /// The rest of the file cannot be reached. What it brought stays, and the next run tries again.
  private func giveUp(_ path: String, _ reason: String) throws(LedgerError) {
    try ledger.commitIfBegun()
    refuse(path, reason)
  }

  private func refuse(_ path: String, _ reason: String) {
    if Files.exists(path) { tally.unread += 1 } else { tally.missing += 1 }
    hear(.problem(file: Printable.text(path), reason: reason), tally)
  }

  // MARK: - Files

  private static func source(_ path: String) throws -> ByteSource {
    try Files.source(path, limit: Limits.archiveBytes)
  }

  /// Of everything: a table in which one digit was corrected has the same size, beginning and end. It is read in pieces,
  /// whose digests are digested.
  private static func digest(of sources: [ByteSource]) throws -> [UInt8] {
    var pieces: [UInt8] = []
    for source in sources {
      pieces += Array("\(source.size) ".utf8)
      for start in stride(from: 0, to: source.size, by: pieceBytes) {
        pieces += Digest.sha256(try source.bytes(from: start, count: min(pieceBytes, source.size - start)))
      }
    }
    return Array(Digest.sha256(pieces).prefix(16))
  }

  private static let pieceBytes = 4 << 20
}
