extension AccessionNumber {
  /// The number that a path names: EDGAR keeps a filing's documents in a directory `000089924321044225`, and files are
  /// saved as `0000899243-21-044225.xml` or `0000899243-21-044225-index.htm`.
  ///
  /// `nil` when no part of the path names one, or when two name different ones.
  package init?(inPath path: some Collection<UInt8>) {
    let parts = path.split(separator: UInt8(ascii: "/")).map { Array($0) }
    let numbers = Set(parts.compactMap(AccessionNumber.named))
    guard numbers.count == 1, let number = numbers.first else { return nil }
    self = number
  }

  /// The bare digits stand by themselves or in front of an extension; with hyphens the number may stand anywhere.
  private static func named(by part: [UInt8]) -> AccessionNumber? {
    let stem = part.prefix { $0 != UInt8(ascii: ".") }
    if stem.count == 18, let number = AccessionNumber(stem) { return number }
    guard part.count >= 20 else { return nil }
    let starts = (0...(part.count - 20)).filter { start in
      part[start + 10] == UInt8(ascii: "-") && part[start + 13] == UInt8(ascii: "-")
        && (start == 0 || !isWord(part[start - 1])) && (start + 20 == part.count || !isWord(part[start + 20]))
    }
    let numbers = Set(starts.compactMap { AccessionNumber(part[$0..<($0 + 20)]) })
    return numbers.count == 1 ? numbers.first : nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}

extension Filing {
  /// Takes the accession number that a file's path names, where the container says none.
  package mutating func takeAccession(fromPath path: some Collection<UInt8>) {
    if provenance.accession == nil { provenance.accession = AccessionNumber(inPath: path) }
  }
}
