import Foundation
import Testing
import Wire

/// A name server that gives another address at each look, in the relay's own process.
private final class FickleNames {
  /// `nil` where nothing compiles it.
  static let library: String? = {
    let path = FileManager.default.temporaryDirectory.appending(path: "insiderd-names-\(getpid()).so").path
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/names.c").path
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["cc", "-shared", "-fPIC", "-o", path, source, "-ldl"]
    guard (try? compiler.run()) != nil else { return nil }
    compiler.waitUntilExit()
    return compiler.terminationStatus == 0 ? path : nil
  }()

  private let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID())")

  init(_ addresses: String...) throws {
    try Data(addresses.map { $0 + "\n" }.joined().utf8).write(to: file)
  }

  deinit { try? FileManager.default.removeItem(at: file) }

  /// For the relay.
  var environment: [String: String] {
    ["LD_PRELOAD": FickleNames.library ?? "", "INSIDERD_NAMES": file.path]
  }

  /// The addresses that nobody has asked for yet.
  var left: [String] {
    get throws { try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init) }
  }
}

extension RelayProcessTests.Receivers {
  @Test(
    "a name that has another address at each look is looked up once for an attempt, and reached where it was checked",
    .enabled(if: FickleNames.library != nil, "cc does not compile Support/names.c"))
  func rebinding() throws {
    let receiver = try Receiver()
    let names = try FickleNames("127.0.0.1", "127.0.0.2", "127.0.0.1", "127.0.0.2")
    let bench = try Bench(environment: names.environment)
    var request = bench.request("/status/200", of: receiver, to: "desk")
    request.allowedNetworks = ["127.0.0.1/32"]
    #expect(try bench.perform(request).kind == "answered 200")
    #expect(try names.left.count == 3)
    // The address that is now the name's is checked anew, and the connection that is still open is no way around it.
    #expect(try bench.perform(request).kind == "forbidden")
    #expect(try bench.perform(request).kind == "answered 200")
    #expect(try names.left == ["127.0.0.2"])
    let arrivals = try [receiver.arrival(), receiver.arrival()]
    #expect(Set(arrivals.map(\.connection)).count == 2)
  }
}
