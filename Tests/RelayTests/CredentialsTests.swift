import Foundation
import Testing

@testable import insiderd_relay

@Suite struct CredentialsTests {
  /// A directory of credentials that lasts as long as the test.
  private func withDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "credentials-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }

  private func write(_ text: String, to file: URL, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  @Test(
    "the line feed at the end is cut, and nothing else",
    arguments: [
      ("key", "key"), ("key\n", "key"), ("key\r\n", "key"), ("key\n\n", "key\n"), (" key ", " key "),
      ("\n", ""),
    ])
  func contents(file: String, value: String) throws {
    try withDirectory { directory in
      try write(file, to: directory.appending(path: "desk"))
      let credentials = Credentials(directory: directory.path, checksMode: true)
      #expect(try credentials.read("desk") == Array(value.utf8))
    }
  }

  @Test(
    "a file that others may read is refused outside of systemd's own directory",
    arguments: [
      (0o600, true), (0o400, true), (0o700, true), (0o640, false), (0o604, false), (0o660, false),
      (0o602, false),
    ])
  func modes(mode: Int, isRead: Bool) throws {
    try withDirectory { directory in
      try write("key", to: directory.appending(path: "desk"), mode: mode)
      let own = Credentials(directory: directory.path, checksMode: true)
      #expect((try? own.read("desk")) == (isRead ? Array("key".utf8) : nil))
      let systemd = Credentials(directory: directory.path, checksMode: false)
      #expect(try systemd.read("desk") == Array("key".utf8))
    }
  }

  @Test("in systemd's directory a credential is found under the unit's prefix, too, and elsewhere it is not")
  func prefix() throws {
    try withDirectory { directory in
      try write("loaded whole", to: directory.appending(path: "webhook_desk"))
      let systemd = Credentials(directory: directory.path, checksMode: false)
      #expect(try systemd.read("desk") == Array("loaded whole".utf8))
      let own = Credentials(directory: directory.path, checksMode: true)
      #expect(throws: Credentials.Problem.self) { try own.read("desk") }
      try write("loaded by name", to: directory.appending(path: "desk"))
      #expect(try systemd.read("desk") == Array("loaded by name".utf8))
    }
  }

  @Test(
    "a name that leads elsewhere is no name",
    arguments: [
      "", ".", "..", "../desk", "a/b", "/etc/passwd", "a b", "a\nb", "a\0b",
      String(repeating: "x", count: 256),
    ])
  func names(name: String) throws {
    try withDirectory { directory in
      let credentials = Credentials(directory: directory.path, checksMode: true)
      let problem = #expect(throws: Credentials.Problem.self) { try credentials.read(name) }
      #expect(problem?.reason == "`\(name)` is no name of a credential")
    }
  }

  @Test("what is not there, empty, too large or no file is refused, by its name")
  func refused() throws {
    try withDirectory { directory in
      try write("", to: directory.appending(path: "empty"))
      try write(
        String(repeating: "x", count: RelayLimits.credentialBytes), to: directory.appending(path: "largest"))
      try write(
        String(repeating: "x", count: RelayLimits.credentialBytes + 1), to: directory.appending(path: "large")
      )
      try FileManager.default.createDirectory(
        at: directory.appending(path: "folder"), withIntermediateDirectories: false)
      #expect(mkfifo(directory.appending(path: "pipe").path, 0o600) == 0)
      let credentials = Credentials(directory: directory.path, checksMode: true)
      func reason(_ name: String) -> String? {
        #expect(throws: Credentials.Problem.self) { try credentials.read(name) }?.reason
      }
      #expect(reason("missing") == "the credential `missing` cannot be read: no such file or directory")
      #expect(reason("empty") == "the credential `empty` is empty")
      #expect(reason("large") == "the credential `large` has more than \(RelayLimits.credentialBytes) bytes")
      #expect(reason("folder") == "the credential `folder` is not a regular file")
      #expect(reason("pipe") == "the credential `pipe` is not a regular file")
      #expect(try credentials.read("largest").count == RelayLimits.credentialBytes)
    }
  }

  @Test("without a directory there is no credential")
  func nowhere() {
    let credentials = Credentials(directory: nil, checksMode: true)
    let problem = #expect(throws: Credentials.Problem.self) { try credentials.read("desk") }
    #expect(problem?.reason == "the credential `desk` is not there: no directory of credentials was given")
  }
}
