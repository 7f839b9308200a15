import Testing
import Wire

@Suite struct LineSplitterTests {
  @Test("lines come out whole, wherever the pieces end", arguments: 1...12)
  func pieces(size: Int) throws {
    let bytes = Array("one\n\ntwo\r\nth".utf8)
    var splitter = LineSplitter()
    var lines: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      lines += try splitter.append(bytes[start..<min(start + size, bytes.count)])
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(lines == ["one", "", "two\r"])
  }

  @Test("a line at the limit is read, a longer one is refused before it is whole")
  func limit() throws {
    var splitter = LineSplitter(limit: 3)
    #expect(try splitter.append(Array("abc\n".utf8)) == [Array("abc".utf8)])
    #expect(throws: LineTooLong.self) { try splitter.append(Array("abcd".utf8)) }
  }
}
