/// Walks through a file and hands over the filings in it, one after the other: a file with a filing has one stop, an
/// archive one for each of its members. Memory holds one member at a time.
package final class FilingWalk {
  /// What the walk comes by.
  package enum Stop {
    /// A file, and the filings in it.
    case filings([Filing], in: Member)
    /// A member that is no filing that can be read. The walk goes on behind it.
    case refused(FilingError, member: [UInt8])
    /// A member of another form, as most of a daily feed's are; it is not unpacked into memory.
    case passed(member: [UInt8])
    /// Nothing yet: a long member is being passed.
    case nothingYet
  }

  /// A file that was met on the walk.
  package struct Member {
    /// Its names in the archives around it, from the outside, parted by `/`; empty for the file itself.
    package let name: [UInt8]
    package let bytes: [UInt8]

    package init(name: [UInt8], bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  private let archive: any Archive
  private let allowance: Allowance
  private let depth: Int
  private let prefix: [UInt8]
  private var member: OpenMember?
  /// The walk through an archive inside of this one.
  private var inner: FilingWalk?

  /// Whether the file that begins so holds others: what does not is read as one, by `FilingReader`.
  package static func isArchive(_ head: [UInt8]) -> Bool {
    let opening = Opening(of: head)
    return Container.archives.contains { $0.recognises(opening) }
  }

  /// Bytes from a file's front by which `isArchive` tells.
  package static let headBytes = 512

  /// Throws when the file is no archive, or one that cannot be opened.
  package convenience init(_ source: ByteSource) throws(FilingError) {
    try self.init(source, Allowance(fileBytes: source.size), depth: 1, prefix: [])
  }

  private init(_ source: ByteSource, _ allowance: Allowance, depth: Int, prefix: [UInt8]) throws(FilingError)
  {
    guard depth <= Limits.archiveDepth else {
      throw FilingError(
        "archives lie in one another more than \(Limits.archiveDepth) deep",
        help: "unpack them and drop what is in them")
    }
    let opening = Opening(of: try source.bytes(from: 0, count: FilingWalk.headBytes))
    guard let container = Container.archives.first(where: { $0.recognises(opening) }),
      let open = container.open
    else { throw FilingError("the file is no archive") }
    archive = try open(source, allowance)
    self.allowance = allowance
    self.depth = depth
    self.prefix = prefix
  }

  // MARK: - Going on

  /// The next stop; `nil` at the end. Throws when the rest of the archive cannot be reached.
  package func next() throws(FilingError) -> Stop? {
    if let stop = goOnInside() { return stop }
    if member == nil {
      guard let next = try archive.next() else { return nil }
      member = OpenMember(name: path(to: next.name), refusal: next.refusal)
    }
    return goOnWithMember()
  }

  private func path(to name: [UInt8]) -> [UInt8] {
    prefix.isEmpty || name.isEmpty ? prefix + name : prefix + [UInt8(ascii: "/")] + name
  }

  private func goOnInside() -> Stop? {
    guard let walk = inner else { return nil }
    do throws(FilingError) {
      if let stop = try walk.next() { return stop }
      inner = nil
      return nil
    } catch {
      inner = nil
      return .refused(error, member: walk.prefix)
    }
  }

  /// Takes in the member as far as a slice goes.
  private func goOnWithMember() -> Stop {
    guard var open = member else { return .nothingYet }
    member = nil
    var slice = 0
    do throws(FilingError) {
      if let refusal = open.refusal { throw refusal }
      while let piece = try archive.piece() {
        open.take(piece)
        slice += piece.count
        if slice >= Limits.unpackedSlice {
          member = open
          return .nothingYet
        }
      }
    } catch {
      return .refused(error, member: open.name)
    }
    return stop(at: open)
  }

  private func stop(at open: OpenMember) -> Stop {
    do throws(FilingError) {
      switch open.state {
      case .ofAnotherForm: return .passed(member: open.name)
      case .tooLarge:
        throw FilingError("the member has more than the \(Limits.filingBytes) bytes that are read")
      case .undecided, .wanted:
        if FilingWalk.isArchive(open.bytes) {
          inner = try FilingWalk(ByteSource(open.bytes), allowance, depth: depth + 1, prefix: open.name)
          return .nothingYet
        }
        if SubmissionHeader.isOfAnotherForm(open.bytes) { return .passed(member: open.name) }
        let filings = try FilingReader.read(open.bytes)
        return .filings(filings, in: Member(name: open.name, bytes: open.bytes))
      }
    } catch {
      var error = error
      // The archive holds all of the member, so it is broken and not on its way.
      error.isTruncation = false
      return .refused(error, member: open.name)
    }
  }
}

/// A member that is being taken in.
private struct OpenMember {
  enum State { case undecided, wanted, ofAnotherForm, tooLarge }

  let name: [UInt8]
  let refusal: FilingError?
  private(set) var state = State.undecided
  private(set) var bytes: [UInt8] = []

  init(name: [UInt8], refusal: FilingError?) {
    self.name = name
    self.refusal = refusal
  }

  /// Keeps the piece, as long as it may belong to a filing.
  mutating func take(_ piece: ArraySlice<UInt8>) {
    guard state == .undecided || state == .wanted else { return }
    bytes += piece
    if state == .undecided, bytes.count >= Limits.typeBytes {
      state = SubmissionHeader.isOfAnotherForm(bytes) ? .ofAnotherForm : .wanted
    }
    if bytes.count > Limits.filingBytes { state = .tooLarge }
    if state == .ofAnotherForm || state == .tooLarge { bytes = [] }
  }
}

extension SubmissionHeader {
  /// Whether the bytes are the beginning of a submission, and one of another form than those that are read.
  fileprivate static func isOfAnotherForm(_ bytes: [UInt8]) -> Bool {
    let opening = Opening(of: bytes)
    guard Container.feed.recognises(opening) || Container.submission.recognises(opening) else { return false }
    let header = SubmissionHeader(bytes, before: min(bytes.count, Limits.typeBytes))
    return header.type != nil && header.form == nil
  }
}

extension FilingWalk {
  /// All filings of an archive that is in memory. Throws for the first member that is none, and for an archive without
  /// any filing.
  static func filings(in bytes: [UInt8]) throws(FilingError) -> [Filing] {
    let walk = try FilingWalk(ByteSource(bytes))
    var filings: [Filing] = []
    while let stop = try walk.next() {
      switch stop {
      case .filings(let found, _): filings += found
      case .refused(let error, _): throw error
      case .passed, .nothingYet: break
      }
      guard filings.count <= Limits.filingsAtOnce else {
        throw FilingError("the archive holds more than \(Limits.filingsAtOnce) filings", help: "unpack it")
      }
    }
    guard !filings.isEmpty else { throw FilingWalk.noFiling }
    return filings
  }

  /// For an archive in which no filing was met.
  package static var noFiling: FilingError {
    FilingError("the archive holds no insider filing", help: "Forms 3, 4, 5 and 144 are read")
  }
}
