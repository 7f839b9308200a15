/// Bytes one piece after the other: a stretch of a file as it is, or what it inflates to.
final class ByteStream {
  private let source: ByteSource
  private var offset: Int
  private let end: Int
  private let inflater: Inflater?
  private let isGzip: Bool
  private let allowance: Allowance
  /// Read from the file and not inflated yet.
  private var input: ArraySlice<UInt8> = []
  /// Given out next.
  private var pending: ArraySlice<UInt8> = []
  /// The last step filled its room, so the next may give more without any input.
  private var holdsMore = false
  private var hasEnded = false
  /// A stream that broke stays broken.
  private var failure: FilingError?

  /// Bytes that are asked of the file at a time.
  private static let pieceBytes = 256 << 10

  /// - Parameter range: the stretch of the file; all of it when `nil`.
  init(
    _ source: ByteSource, range: Range<Int>? = nil, inflating wrapping: Inflater.Wrapping? = nil,
    _ allowance: Allowance
  ) throws(FilingError) {
    self.source = source
    offset = range?.lowerBound ?? 0
    end = min(range?.upperBound ?? source.size, source.size)
    isGzip = wrapping == .gzip
    self.allowance = allowance
    if let wrapping { inflater = try Inflater(wrapping) } else { inflater = nil }
  }

  /// At least one byte; `nil` at the end.
  func piece(atMost limit: Int = .max) throws(FilingError) -> ArraySlice<UInt8>? {
    try fill()
    guard !pending.isEmpty else { return nil }
    let piece = pending.prefix(limit)
    pending = pending.dropFirst(limit)
    return piece
  }

  /// The next `count` bytes, fewer at the end, without passing them.
  func peek(_ count: Int) throws(FilingError) -> ArraySlice<UInt8> {
    try fill()
    while pending.count < count {
      let held = Array(pending)
      pending = []
      try fill()
      if pending.isEmpty {
        pending = held[...]
        break
      }
      pending = (held + pending)[...]
    }
    return pending.prefix(count)
  }

  // MARK: - Filling

  /// Sees to it that something is pending, unless the stream has ended.
  private func fill() throws(FilingError) {
    if let failure { throw failure }
    do {
      while pending.isEmpty, !hasEnded { try step() }
    } catch {
      failure = error
      throw error
    }
  }

  private func step() throws(FilingError) {
    if input.isEmpty, !holdsMore { try readMore() }
    guard let inflater else {
      pending = input
      input = []
      hasEnded = pending.isEmpty
      return
    }
    guard let step = inflater.step(input) else { throw damage }
    input = input.dropFirst(step.consumed)
    pending = step.output[...]
    try allowance.spend(step.output.count)
    let isIdle = step.consumed == 0 && step.output.isEmpty
    if isIdle, !holdsMore { throw damage }
    holdsMore = step.output.count == Inflater.pieceBytes
    if step.isAtEnd { try finish(inflater) }
  }

  private func readMore() throws(FilingError) {
    let bytes = try source.bytes(from: offset, count: min(Self.pieceBytes, end - offset))
    input = bytes[...]
    offset += bytes.count
    if bytes.isEmpty {
      if inflater != nil { throw truncation }
      hasEnded = true
    }
  }

  /// A gzip file may have several members one behind the other; what else stands behind the last is none of ours, as
  /// gzip(1) has it.
  private func finish(_ inflater: Inflater) throws(FilingError) {
    hasEnded = true
    guard isGzip else { return }
    if input.isEmpty, offset < end { try readMore() }
    if input.count < 2, offset < end {
      let first = input
      try readMore()
      input = (first + input)[...]
    }
    if input.starts(with: [0x1F, 0x8B]) {
      inflater.reset()
      hasEnded = false
    }
  }

  private var damage: FilingError {
    FilingError(
      "the compressed data is damaged, somewhere before byte \(offset)", help: "fetch the file again")
  }

  private var truncation: FilingError {
    FilingError(
      "the compressed data ends in the middle, at byte \(offset)",
      help: "the file is cut off or still being written", isTruncation: true)
  }
}
