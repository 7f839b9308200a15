/// Walks through an archive to its end, over every member that is refused.
func walkThrough(_ bytes: [UInt8]) {
  guard FilingWalk.isArchive(bytes) else { return }
  do throws(FilingError) {
    let walk = try FilingWalk(ByteSource(bytes))
    while let stop = try walk.next() {
      switch stop {
      case .filings(let filings, let member):
        precondition(!filings.isEmpty && member.bytes.count <= Limits.filingBytes, "a stop without a filing")
      case .refused(let error, _): check(error, count: .max)
      case .passed, .nothingYet: break
      }
    }
  } catch {
    check(error, count: .max)
  }
}

extension [UInt8] {
  /// Sets the check sum of each header of a tar archive to what it has to be: a wrong one hides the rest from the fuzzer.
  mutating func repairTarHeaders() {
    for start in stride(from: 0, to: count - 511, by: 512) where begins(with: "ustar", at: start + 257) {
      let field = (start + 148)..<(start + 156)
      let sum = (start..<(start + 512)).reduce(0) { $0 + (field.contains($1) ? 0x20 : Int(self[$1])) }
      let digits = Array(String(sum, radix: 8).utf8)
      replaceSubrange(
        field, with: [UInt8](repeating: 0x30, count: Swift.max(0, 6 - digits.count)) + digits + [0, 0x20])
    }
  }

  /// The same file inside of a gzip file, in stored blocks (RFC 1951, section 3.2.4).
  var gzipped: [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    for start in stride(from: 0, through: Swift.max(0, count - 1), by: 0xFFFF) {
      let block = self[start..<Swift.min(count, start + 0xFFFF)]
      let length = UInt16(block.count)
      file += [start + 0xFFFF >= count ? 1 : 0, UInt8(length & 0xFF), UInt8(length >> 8)]
      file += [UInt8(~length & 0xFF), UInt8(~length >> 8)] + block
    }
    for number in [UInt32(Inflater.checksum(self[...])), UInt32(count)] {
      file += [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    return file
  }
}
