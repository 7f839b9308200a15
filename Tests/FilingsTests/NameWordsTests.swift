import Filings
import Testing

@Suite("Names without their typists")
struct NameWordsTests {
  @Test(
    "keep letters and digits in lower case",
    arguments: [
      ("O'Brien, Jr.  JOHN", "o brien jr john"), (" 3M CO /DE/ ", "3m co de"), ("", ""), ("--", ""),
      ("Müller & Söhne", "müller söhne"), ("A\tB\nC", "a b c"), ("ÉCOLE 2", "école 2"),
    ])
  func words(name: String, expected: String) {
    #expect(name.nameWords == expected)
  }

  @Test("are the same by bytes as by characters")
  func agreement() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        UInt8.random(in: 0..<128, using: &random)
      }
      let name = String(decoding: bytes, as: UTF8.self)
      #expect(
        name.nameWords == name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " "))
    }
  }
}
