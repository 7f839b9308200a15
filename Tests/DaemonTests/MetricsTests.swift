import Foundation
import Glibc
import Rules
import Testing

@testable import Daemon

@Suite("Metrics")
struct MetricsTests {
  @Test(
    "they are served at the path of a socket, or to this machine alone",
    arguments: [
      ("/run/m.sock", MetricsPlace.socket(path: "/run/m.sock")), ("./m", .socket(path: "./m")),
      ("9464", .port(host: "127.0.0.1", number: 9464)), (":9464", .port(host: "127.0.0.1", number: 9464)),
      ("localhost:9464", .port(host: "127.0.0.1", number: 9464)),
      ("127.8.0.1:1", .port(host: "127.8.0.1", number: 1)), ("[::1]:9464", .port(host: "::1", number: 9464)),
    ])
  func places(text: String, place: MetricsPlace) throws {
    #expect(try MetricsPlace(text) == place)
  }

  @Test(
    "any other address is refused, with what to write",
    arguments: [
      "0.0.0.0:9464", "[::]:9464", "192.0.2.1:9464", "10.0.0.1:9464", "example.org:9464",
      "[::ffff:127.0.0.1]:1",
      "0", "65536", "metrics", "127.0.0.1:", "", "127.0.0.1:9464:1", "127.0.0.1:-1",
    ])
  func refused(text: String) {
    let problem = #expect(throws: MetricsPlace.Problem.self) { try MetricsPlace(text) }
    #expect(problem?.description.contains("`") == true)
  }

  @Test(
    "a request is its first line, and what is none is answered all the same",
    arguments: [
      ("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n", MetricsServer.Request.page(.prometheus)),
      ("GET /metrics HTTP/1.0\n\n", .page(.prometheus)),
      ("HEAD /metrics?a=b HTTP/1.1\r\n\r\n", .page(.prometheus)), ("GET /metrics HTTP/1.1\r\n", .unfinished),
      ("", .unfinished),
      (
        "GET /metrics HTTP/1.1\r\nHost: x\r\nACCEPT: application/openmetrics-text\r\n\r\n",
        .page(.openMetrics(version: "1.0.0"))
      ),
      (
        "GET / HTTP/1.1\r\n\r\n", .none(status: "404 Not Found", text: "metrics are at /metrics\n")
      ),
      (
        "POST /metrics HTTP/1.1\r\n\r\n",
        .none(status: "405 Method Not Allowed", text: "metrics are only read: GET /metrics\n")
      ),
      ("nonsense\r\n\r\n", .none(status: "400 Bad Request", text: "this is no request of HTTP\n")),
      ("GET /metrics\r\n\r\n", .none(status: "400 Bad Request", text: "this is no request of HTTP\n")),
    ])
  func requests(head: String, request: MetricsServer.Request) {
    #expect(MetricsServer.request(Array(head.utf8)) == request)
  }

  @Test(
    "a reader gets the format that it would rather have, and else what everybody reads",
    arguments: [
      ("", MetricsFormat.prometheus), ("*/*", .prometheus), ("text/html", .prometheus),
      ("text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .prometheus),
      (
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics(version: "1.0.0")
      ),
      (
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain; version=0.0.4; q=0.3",
        .openMetrics(version: "1.0.0")
      ),
      ("application/openmetrics-text; version=0.0.1", .openMetrics(version: "0.0.1")),
      ("application/openmetrics-text; version=2.0.0, text/plain;q=0.1", .prometheus),
      ("application/openmetrics-text;q=0.2, text/plain;q=0.9", .prometheus),
      ("application/openmetrics-text;q=0", .prometheus), ("application/openmetrics-text;q=x", .prometheus),
      ("text/plain;q=0, application/openmetrics-text;q=0.001", .openMetrics(version: "1.0.0")),
    ])
  func formats(accept: String, format: MetricsFormat) {
    #expect(MetricsFormat(accept: accept) == format)
  }

  @Test("OpenMetrics names the families of counters without _total, and ends with an end")
  func openMetrics() {
    var text = MetricsText(.openMetrics(version: "1.0.0"))
    text.add("a_total", .counter, "Help.", [MetricsText.Sample(["label": "x"], "1")])
    var times = Meters.ScanTimes()
    times.add(7)
    text.add("scan_seconds", "Looks.", times)
    #expect(
      text.whole == """
        # HELP a Help.
        # TYPE a counter
        a_total{label="x"} 1
        # HELP scan_seconds Looks.
        # TYPE scan_seconds histogram
        scan_seconds_bucket{le="0.001"} 0
        scan_seconds_bucket{le="0.01"} 1
        scan_seconds_bucket{le="0.1"} 1
        scan_seconds_bucket{le="1.0"} 1
        scan_seconds_bucket{le="10.0"} 1
        scan_seconds_bucket{le="+Inf"} 1
        scan_seconds_sum 0.007
        scan_seconds_count 1
        # EOF

        """)
  }

  @Test("values and labels are written as Prometheus reads them")
  func text() {
    var text = MetricsText()
    text.add("a_total", .counter, "Help.", [MetricsText.Sample(["label": "a\"b\\c\nd"], "1")])
    text.add("empty", .gauge, "Left out.", nil)
    var times = Meters.ScanTimes()
    for milliseconds: Int64 in [0, 1, 7, 1_234] { times.add(milliseconds) }
    text.add("scan_seconds", "Looks.", times)
    #expect(
      text.text == """
        # HELP a_total Help.
        # TYPE a_total counter
        a_total{label="a\\"b\\\\c\\nd"} 1
        # HELP scan_seconds Looks.
        # TYPE scan_seconds histogram
        scan_seconds_bucket{le="0.001"} 2
        scan_seconds_bucket{le="0.010"} 3
        scan_seconds_bucket{le="0.100"} 3
        scan_seconds_bucket{le="1.000"} 3
        scan_seconds_bucket{le="10.000"} 4
        scan_seconds_bucket{le="+Inf"} 4
        scan_seconds_sum 1.242
        scan_seconds_count 4

        """)
  }

  @Test("alerts of more rules than a store would pay for are counted together")
  func cardinality() {
    let meters = Meters()
    for number in 0..<5_000 {
      let alert = Rules.Alert(
        rule: "rule_\(number)", severity: .info, certainty: .certain, identity: "", message: "")
      meters.raise(alert, .raised)
    }
    #expect(meters.alerts.count == 1_001)
    #expect(meters.alerts.values.reduce(0, +) == 5_000)
  }

  @Test(
    "reasons of rejected files fall into few classes",
    arguments: [
      ("the file has 99 bytes; insiderd reads at most 9", RejectionClass.tooLarge),
      ("the element `a` is not closed at line 3; the file is cut off or still being written", .truncated),
      ("this is a PDF document, which is not read; drop its recognised text", .unsupported),
      ("the file is empty; it may still be on its way", .empty),
      ("judging the file ended the program 3 times", .poison), ("no filing is recognised", .malformed),
    ])
  func classes(reason: String, expected: RejectionClass) {
    #expect(RejectionClass(reason: reason) == expected)
  }
}

@Suite("The metrics' socket waits for nobody")
struct MetricsServerTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let server: MetricsServer

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path + "/m.sock"
    server = try MetricsServer(.socket(path: path))
  }

  @Test("a page goes out whole, and the connection with it")
  func page() throws {
    let client = try SocketClient(path)
    let socket = try #require(server.accept(now: 0))
    client.say("GET /metrics HTTP/1.1\r\n")
    #expect(server.receive(socket) == .unfinished)
    client.say("\r\n")
    #expect(server.receive(socket) == .page(.prometheus))
    #expect(!server.answer(socket, type: "text/plain", Array("a 1\n".utf8)))
    #expect(
      client.everything()
        == "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\na 1\n"
    )
    #expect(server.deadline == nil)
  }

  @Test("a head without an end, a reader that sleeps, and one too many are not waited for")
  func hostile() throws {
    let endless = try SocketClient(path)
    let socket = try #require(server.accept(now: 0))
    endless.say(String(repeating: "x", count: MetricsServer.requestBytes))
    #expect(server.receive(socket) == .unfinished)
    endless.say("x")
    #expect(server.receive(socket) == nil)
    #expect(endless.everything() == "")

    let sleeper = try SocketClient(path)
    let second = try #require(server.accept(now: 100))
    #expect(server.answer(second, type: "text/plain", [UInt8](repeating: 120, count: 8 << 20)))
    #expect(server.deadline == 100 + MetricsServer.patience)
    server.endOverdue(now: 100 + MetricsServer.patience)
    #expect(server.deadline == nil)
    _ = sleeper

    var clients: [SocketClient] = []
    var accepted = 0
    for _ in 0..<MetricsServer.connections + 4 {
      clients.append(try SocketClient(path))
      if server.accept(now: 0) != nil { accepted += 1 }
    }
    #expect(accepted == MetricsServer.connections)
    #expect(clients.last?.everything() == "")
  }
}
