import Foundation
import Testing
import Wire

extension RelayProcessTests.Judges {
  @Test("it comes back when the judge closes the connection, and when what it hears is no request")
  func reconnects() throws {
    let bench = try Bench()
    try bench.hangUp()
    try bench.judge.write(Array("canary, no JSON\n".utf8))
    try bench.acceptAgain()
    #expect(try bench.perform(bench.request("https://127.0.0.1/")).kind == "forbidden")
    #expect(try bench.complaints.contains("the judge sent a line that is no request"))
    #expect(try !bench.complaints.contains("canary"))
  }

  @Test("it does not read a line without end")
  func endlessLine() throws {
    let bench = try Bench()
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    #expect(throws: UnixSocket.Failed.self) {
      for _ in 0...(WireLimits.lineBytes / block.count + 8) { try bench.judge.write(block) }
    }
    try bench.acceptAgain()
  }

  @Test("it waits for a judge that is not there yet")
  func waits() throws {
    let path = "/tmp/insiderd-relay-\(UUID().uuidString.prefix(8))"
    defer { unlink(path) }
    let errors = Pipe()
    let relay = try Bench.start(["--socket", path], errors: errors.fileHandleForWriting)
    let complaints = LineReader(errors.fileHandleForReading.fileDescriptor, keeping: errors)
    #expect(
      String(decoding: try complaints.line(), as: UTF8.self)
        == "insiderd-relay: waiting for the judge: no connection to the judge at `\(path)`: no such file or directory"
    )
    let listener = try UnixSocket.listening(at: path)
    let judge = try listener.accepted()
    #expect(try LineReader(judge.descriptor, keeping: judge).line() == Data("{\"relay\":3}".utf8))
    relay.terminate()
    #expect(try relay.ended() == 0)
  }

  @Test("it ends at once when it has nothing to do", arguments: [SIGTERM, SIGINT])
  func endsIdle(signal: Int32) throws {
    let bench = try Bench()
    kill(bench.relay.processIdentifier, signal)
    #expect(try bench.relay.ended() == 0)
  }

  @Test("it ends with the process that started it, when it is told to")
  func diesWithParent() throws {
    let (output, errors) = (Pipe(), Pipe())
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    let script = "\"$0\" --socket /nonexistent/judge --die-with-parent & echo $!; exec >&-; wait"
    shell.arguments = ["-c", script, Bench.executable.path]
    shell.standardOutput = output
    shell.standardError = errors
    try shell.run()
    try errors.fileHandleForWriting.close()
    let numbers = LineReader(output.fileHandleForReading.fileDescriptor, keeping: output)
    let relay = try #require(pid_t(String(decoding: try numbers.line(), as: UTF8.self)))
    defer { kill(relay, SIGKILL) }
    let complaints = LineReader(errors.fileHandleForReading.fileDescriptor, keeping: errors)
    _ = try complaints.line()
    kill(shell.processIdentifier, SIGKILL)
    // Nobody has the pipe open any more only when both are gone.
    try complaints.end()
  }

  @Test("a mistake on the command line is told, with exit status 64")
  func usage() throws {
    let relay = try Bench.start(["--sokcet", "x"])
    #expect(try relay.ended() == 64)
  }

  @Test("systemd hears when it is ready, whom it waits for and that it ends")
  func notifies() throws {
    let path = "/tmp/insiderd-notify-\(UUID().uuidString.prefix(8))"
    defer { unlink(path) }
    let socket = try UnixSocket.receivingDatagrams(at: path)
    let bench = try Bench(environment: ["NOTIFY_SOCKET": path])
    // The reply says that the relay has come so far.
    _ = try bench.perform(bench.request("https://127.0.0.1/"))
    bench.relay.terminate()
    #expect(try bench.relay.ended() == 0)
    let heard = try (0..<3).map { _ in try socket.datagram() }
    #expect(
      heard == ["READY=1\nSTATUS=waiting for the judge", "STATUS=connected to the judge", "STOPPING=1"])
  }
}
