import Filings
import Foundation
import Testing

/// Archives written by Python's own modules, in a folder of their own for as long as the tests run.
private final class PackedFilings: Sendable {
  static let shared = Result { try PackedFilings() }

  let folder: URL
  static let shares = [100, 200, 300]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "insiderd-archives-\(UUID().uuidString)")
    let input = folder.appending(path: "in")
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
    for shares in PackedFilings.shares {
      try PackedFilings.document(shares).write(
        to: input.appending(path: "\(shares).xml"), atomically: true, encoding: .utf8)
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts/archives.py")
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", script.path, folder.path]
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0, "archives.py ended with \(python.terminationStatus)")
  }

  static func document(_ shares: Int) -> String {
    Fixture.document().replacing("<value>8802</value>", with: "<value>\(shares)</value>")
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: try shared.get().folder.appending(path: name)))
  }
}

@Suite struct ArchiveTests {
  @Test(arguments: [
    "ustar.tar", "feed.tar.gz", "stored.zip", "deflated.zip", "streamed.zip", "zip64.zip", "commented.zip",
    "nested.zip",
  ])
  func `every filing in an archive is read, in its order`(name: String) throws {
    let filings = try FilingReader.read(PackedFilings.bytes(name))
    #expect(filings.map(shares) == PackedFilings.shares.map(String.init))
  }

  @Test(arguments: ["one.gz", "members.gz"])
  func `a compressed file is read as the file that it was`(name: String) throws {
    #expect(
      try FilingReader.read(PackedFilings.bytes(name)) == [read(PackedFilings.document(100))])
  }

  @Test(arguments: ["gnu.tar", "pax.tar"])
  func `members have their whole names`(name: String) throws {
    let stops = try stops(PackedFilings.bytes(name))
    #expect(
      stops == [
        "filing folder/100.xml", "filing folder/200.xml", "filing folder/300.xml",
        "filing " + String(repeating: "long/", count: 40) + "é.xml",
      ])
  }

  @Test func `members of other forms are passed without being held`() throws {
    #expect(
      try stops(PackedFilings.bytes("feed.tar.gz"))
        == ["filing folder/100.xml", "filing folder/200.xml", "filing folder/300.xml", "passed other.nc"])
  }

  @Test func `an archive within an archive gives its members their whole path`() throws {
    #expect(
      try stops(PackedFilings.bytes("nested.zip")) == [
        "filing inner.tar.gz/folder/100.xml", "filing inner.tar.gz/folder/200.xml",
        "filing inner.tar.gz/folder/300.xml",
      ])
  }

  @Test(arguments: [
    ("damaged-member.zip", "100.xml: the member is damaged: its check sum is wrong"),
    ("mixed.zip", "readme.txt: this is no filing that is known"),
    ("encrypted-member.zip", "100.xml: the member is encrypted"),
    ("bzip2.zip", "100.xml: the member is compressed with method 12"),
  ])
  func `one member that cannot be read leaves the others alone`(name: String, refusal: String) throws {
    let stops = try stops(PackedFilings.bytes(name))
    #expect(stops.contains { $0.hasPrefix("refused " + refusal) }, "\(stops)")
    let filings = stops.filter { $0.hasPrefix("filing") }.count
    #expect(filings == (name == "bzip2.zip" ? 0 : name == "mixed.zip" ? 3 : 2))
  }

  @Test(arguments: [
    ("bomb.gz", "unpacks to more than"), ("overlap.zip", "the zip archive is damaged"),
    ("deep.gz", "archives lie in one another more than"), ("none.zip", "the archive holds no insider filing"),
    ("others.tar.gz", "the archive holds no insider filing"),
  ])
  func `bombs and archives without filings are refused`(name: String, problem: String) throws {
    let error = try #require(refusal(of: PackedFilings.bytes(name)))
    #expect(error.problem.contains(problem), "\(error)")
  }

  /// At every byte of one of each kind that is compressed; of those that are long and hold files as they are, at every
  /// byte around a block's end and at every eleventh between.
  @Test(arguments: ["ustar.tar", "feed.tar.gz", "one.gz", "members.gz", "deflated.zip", "stored.zip"])
  func `an archive that is cut off gives whole filings and says that it is cut off`(name: String) throws {
    let whole = try PackedFilings.bytes(name)
    let known = Set(walk(whole).0)
    #expect(!known.isEmpty)
    let isLong = ["ustar.tar", "stored.zip", "members.gz"].contains(name)
    for length in 1..<whole.count where !isLong || length % 11 == 0 || (length + 4) % 512 < 8 {
      let cut = Array(whole[..<length])
      guard FilingWalk.isArchive(cut) else {
        #expect(refusal(of: cut) != nil, "\(length) of \(whole.count) bytes")
        continue
      }
      let (filings, error) = walk(cut)
      #expect(filings.allSatisfy(known.contains), "\(length) of \(whole.count) bytes")
      // What stands behind the last member of an archive may be missing, and nothing of it is.
      guard name != "members.gz", Set(filings) != known else { continue }
      #expect(error?.isTruncation == true, "\(length) of \(whole.count) bytes: \(String(describing: error))")
    }
  }

  @Test(arguments: ["ustar.tar", "one.gz", "deflated.zip", "zip64.zip", "nested.zip"])
  func `no damage to an archive crashes the reader`(name: String) throws {
    let whole = try PackedFilings.bytes(name)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      var damaged = whole
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = walk(damaged)
    }
  }

  // MARK: -

  private func shares(_ filing: Filing) -> String {
    filing.transactions.first?.shares.value?.description ?? "?"
  }

  /// The filings before the first error, and that error.
  private func walk(_ bytes: [UInt8]) -> ([Filing], FilingError?) {
    var filings: [Filing] = []
    do throws(FilingError) {
      guard FilingWalk.isArchive(bytes) else { return (try FilingReader.read(bytes), nil) }
      let walk = try FilingWalk(ByteSource(bytes))
      while let stop = try walk.next() {
        switch stop {
        case .filings(let found, _): filings += found
        case .refused(let error, _) where error.isTruncation: return (filings, error)
        default: break
        }
      }
      return (filings, nil)
    } catch {
      return (filings, error)
    }
  }

  private func stops(_ bytes: [UInt8]) throws -> [String] {
    let walk = try FilingWalk(ByteSource(bytes))
    var stops: [String] = []
    while let stop = try walk.next() {
      switch stop {
      case .filings(_, let member): stops.append("filing \(text(member.name))")
      case .refused(let error, let member): stops.append("refused \(text(member)): \(error)")
      case .passed(let member): stops.append("passed \(text(member))")
      case .nothingYet: break
      }
    }
    return stops
  }

  private func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
}
