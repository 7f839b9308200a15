import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// The least that sending webhooks with async-http-client can cost: a loop that sends one body again and again, and
/// knows neither judge nor credentials.
///
///     relay-floor URL COUNT BYTES
///
/// Prints the seconds of processor time that COUNT requests took after the first.
@main struct RelayFloor {
  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count == 4, let count = Int(words[2]), let bytes = Int(words[3]), bytes > 8 else {
      print("usage: relay-floor URL COUNT BYTES")
      exit(EX_USAGE)
    }
    NIOSingletons.groupLoopCountSuggestion = 1
    NIOSingletons.blockingPoolThreadCountSuggestion = 1
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
    configuration.httpVersion = .http1Only
    let client = HTTPClient(configuration: configuration)
    let body = "{\"x\":\"" + String(repeating: "x", count: bytes - 8) + "\"}"
    try await send(body, to: words[1], with: client)
    let before = processorSeconds()
    for _ in 0..<count { try await send(body, to: words[1], with: client) }
    print("{\"cpu_seconds\":\(processorSeconds() - before)}")
    try await client.shutdown()
  }

  private static func send(_ body: String, to url: String, with client: HTTPClient) async throws {
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: body))
    let response = try await client.execute(request, timeout: .seconds(15))
    for try await _ in response.body {}
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    let times = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }
    return times[0] + times[1]
  }
}
