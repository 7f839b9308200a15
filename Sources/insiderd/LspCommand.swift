import ArgumentParser
import Daemon
import FoundationEssentials
import Glibc
import Rules
import Wire

struct LspCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor with mistakes, completion, explanations and formatting of rule files.",
    discussion: """
      It speaks the Language Server Protocol on standard input and output. The rule files that are named are read \
      together with those that the editor has open.

      Exit status: 0 when the editor shut the server down before it left, else 1.
      """
  )

  @Argument(help: "Rule files, and folders of *.rules.", completion: .file())
  var rules: [String] = []

  func run() throws {
    let files = RuleFiles.load(rules).files.map { (LspCommand.uri(of: $0.name), $0.text) }
    var server = LanguageServer(
      files: Dictionary(files) { first, _ in first }, lists: RuleFiles.list)
    var frames = MessageFrames()
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while !server.hasExited {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      guard count > 0, let messages = frames.append(buffer[..<count]) else { break }
      for message in messages { LspCommand.answer(message, &server) }
    }
    throw ExitCode(server.exitStatus)
  }

  private static func answer(_ message: [UInt8], _ server: inout LanguageServer) {
    let received = try? JSONDecoder().decode(Received.self, from: Data(message))
    for answer in received.map({ server.receive($0.value) }) ?? [server.complain()] {
      let bytes = Array(MessageFrames.framed(JSON(answer).text).utf8)
      var start = 0
      while start < bytes.count {
        let count = bytes[start...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        start += count
      }
    }
  }

  /// The URI under which editors open a file.
  private static func uri(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return "file://\(path)" }
    defer { free(resolved) }
    let bytes = UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))
    let plain = Set("/-._~".utf8)
    let escaped = bytes.map { byte in
      let isPlain =
        plain.contains(byte) || byte < 0x80 && Character(UnicodeScalar(byte)).isLetter
        || (0x30...0x39).contains(byte)
      return isPlain
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return "file://" + escaped.joined()
  }
}

/// JSON of any shape as the rules' own values.
private struct Received: Decodable {
  let value: PlainValue

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Key.self) {
      value = .record(
        try members.allKeys.map { ($0.stringValue, try members.decode(Received.self, forKey: $0).value) })
    } else if var elements = try? decoder.unkeyedContainer() {
      var values: [PlainValue] = []
      while !elements.isAtEnd { values.append(try elements.decode(Received.self).value) }
      value = .list(values)
    } else {
      value = Received.single(try decoder.singleValueContainer())
    }
  }

  private static func single(_ container: any SingleValueDecodingContainer) -> PlainValue {
    if let flag = try? container.decode(Bool.self) { return .flag(flag) }
    if let number = try? container.decode(Int.self) { return .integer(number) }
    if let text = try? container.decode(String.self) { return .text(text) }
    return .null
  }
}
