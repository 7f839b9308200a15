/// POSIX tar (ustar and pax), with GNU's long names.
final class TarArchive: Archive {
  private let stream: ByteStream
  /// Bytes of the member that are still to come.
  private var remaining = 0
  /// Bytes that fill up the member's last block.
  private var padding = 0

  private static let block = 512

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  func next() throws(FilingError) -> ArchiveMember? {
    while try piece() != nil {}
    var extended = Extension()
    while true {
      let header = try block()
      if header.allSatisfy({ $0 == 0 }) { return nil }
      let entry = try Entry(header)
      open(extended.size ?? entry.size)
      switch entry.type {
      case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
        return ArchiveMember(name: extended.name ?? entry.name)
      case UInt8(ascii: "L"): extended.name = try text().split(separator: 0).first.map(Array.init)
      case UInt8(ascii: "x"): extended.read(try text())
      default:
        // Folders, links and devices hold nothing of their own.
        while try piece() != nil {}
        extended = Extension()
      }
    }
  }

  func piece() throws(FilingError) -> ArraySlice<UInt8>? {
    guard remaining > 0 else {
      try passPadding()
      return nil
    }
    guard let piece = try stream.piece(atMost: remaining) else { throw truncation }
    remaining -= piece.count
    return piece
  }

  private func open(_ size: Int) {
    remaining = size
    padding = (TarArchive.block - size % TarArchive.block) % TarArchive.block
  }

  private func passPadding() throws(FilingError) {
    while padding > 0 {
      guard let piece = try stream.piece(atMost: padding) else { throw truncation }
      padding -= piece.count
    }
  }

  private func block() throws(FilingError) -> [UInt8] {
    var block: [UInt8] = []
    while block.count < TarArchive.block {
      guard let piece = try stream.piece(atMost: TarArchive.block - block.count) else { throw truncation }
      block += piece
    }
    return block
  }

  /// A long name, or the records of an extended header.
  private func text() throws(FilingError) -> [UInt8] {
    guard remaining <= Limits.tarExtensionBytes else {
      throw FilingError("the tar archive has a header of \(remaining) bytes", help: "fetch the file again")
    }
    var text: [UInt8] = []
    while let piece = try piece() { text += piece }
    return text
  }

  private var truncation: FilingError {
    FilingError(
      "the tar archive ends in the middle", help: "the file is cut off or still being written",
      isTruncation: true)
  }

  // MARK: - Headers

  /// What an extended header says of the entry behind it.
  private struct Extension {
    var name: [UInt8]?
    var size: Int?

    /// Records `LENGTH KEY=VALUE\n` (POSIX.1-2001, pax).
    mutating func read(_ text: [UInt8]) {
      var rest = text[...]
      while let blank = rest.firstIndex(of: 0x20),
        let length = Int(digits: Array(rest[..<blank]).span), length > blank - rest.startIndex + 1,
        length <= rest.count
      {
        let record = rest[(blank + 1)..<(rest.startIndex + length - 1)]
        rest = rest[(rest.startIndex + length)...]
        if record.starts(with: "path=".utf8) { name = Array(record.dropFirst(5)) }
        if record.starts(with: "size=".utf8) { size = Int(digits: Array(record.dropFirst(5)).span) }
      }
    }
  }

  private struct Entry {
    let name: [UInt8]
    let size: Int
    let type: UInt8

    init(_ header: [UInt8]) throws(FilingError) {
      guard let sum = Entry.number(header[148..<156]), sum == Entry.checksum(header),
        let size = Entry.number(header[124..<136])
      else {
        throw FilingError(
          "the tar archive is damaged: a header's check sum is wrong", help: "fetch the file again")
      }
      let prefix = header.begins(with: "ustar", at: 257) ? Entry.text(header[345..<500]) : []
      // GNU's old format has other things where the prefix stands, and says so by a blank behind the magic.
      let isGNU = header[262] == 0x20
      name = (prefix.isEmpty || isGNU ? [] : prefix + [UInt8(ascii: "/")]) + Entry.text(header[0..<100])
      self.size = size
      type = header[156]
    }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] {
      Array(field.prefix { $0 != 0 })
    }

    /// Octal digits, or a number in base 256 where the first bit is set.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
      var value = 0
      if let first = field.first, first & 0x80 != 0 {
        for byte in [first & 0x7F] + field.dropFirst() {
          guard value <= Int.max >> 9 else { return nil }
          value = value << 8 | Int(byte)
        }
        return value
      }
      for byte in field where byte != 0x20 && byte != 0 {
        guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { return nil }
        value = value << 3 | Int(byte & 7)
      }
      return value
    }

    /// The sum of the header's bytes, with blanks in the sum's own place.
    private static func checksum(_ header: [UInt8]) -> Int {
      header.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 0x20 : Int(header[$1])) }
    }
  }
}
