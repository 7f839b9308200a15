import Foundation
import Testing
import Wire

extension RelayProcessTests.Receivers {
  @Test("a signed request arrives whole, and the reference library accepts it with each secret")
  func signed() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var request = bench.request("/status/200?a=%2F&b=c", of: receiver)
    request.secrets = try receiver.greeting.secrets.sorted { $0.key < $1.key }
      .map { try bench.keep($0.value + "\n", as: $0.key) }
    request.headers = [.init(name: "Authorization", value: try bench.keep("Bearer x\n", as: "token"))]
    #expect(try bench.perform(request) == .answered(status: 200, retryAfter: nil, excerpt: ""))

    let arrival = try receiver.arrival()
    #expect(arrival.method == "POST")
    #expect(arrival.target == "/status/200?a=%2F&b=c")
    #expect(arrival.body == request.body)
    #expect(arrival.verified == ["first", "second"])
    #expect(arrival.headers["webhook-id"] == request.identifier)
    #expect(arrival.headers["authorization"] == "Bearer x")
    #expect(arrival.headers["content-type"] == "application/json")
    #expect(arrival.headers["host"] == "localhost:\(receiver.greeting.ports["good"] ?? 0)")
    #expect(arrival.headers["content-length"] == String(request.body.utf8.count))
  }

  @Test("one secret gives one signature, and without a secret there is none")
  func signatures() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var request = bench.request("/status/204", of: receiver)
    request.secrets = [.text(receiver.greeting.secrets["second"] ?? "")]
    #expect(try bench.perform(request).kind == "answered 204")
    #expect(try receiver.arrival().verified == ["second"])
    #expect(try bench.perform(bench.request("/status/204", of: receiver)).kind == "answered 204")
    #expect(try receiver.arrival().headers["webhook-signature"] == nil)
  }

  @Test(
    "a server that cannot prove who it is gets nothing",
    arguments: [
      ("wrong-name", "the certificate of `localhost` is for another name"),
      (
        "expired",
        "the certificate of `localhost` is not trusted: it is expired, or its authority is not known here"
      ),
      (
        "not-yet-valid",
        "the certificate of `localhost` is not trusted: it is expired, or its authority is not known here"
      ),
      (
        "stranger",
        "the certificate of `localhost` is not trusted: it is expired, or its authority is not known here"
      ),
      ("old-tls", "no TLS connection to `localhost` could be agreed on"),
      ("hang-up", "`localhost` closed the connection before it answered"),
      ("closed", "no connection to `localhost`: connection refused"),
    ])
  func unproven(listener: String, reason: String) throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    #expect(
      try bench.perform(bench.request("/status/200", of: receiver, listener: listener))
        == .failed(reason: reason))
    try expectNothingArrived(receiver, bench)
  }

  @Test("without an authority file the system's authorities decide, and they do not know the test's")
  func systemAuthorities() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var request = bench.request("/status/200", of: receiver)
    request.authorityFile = nil
    #expect(try bench.perform(request).kind == "failed")
    request = bench.request("/status/200", of: receiver)
    request.authorityFile = "/nonexistent/ca.pem"
    #expect(
      try bench.perform(request)
        == .forbidden(reason: "no certificate can be read from the file of authorities `/nonexistent/ca.pem`")
    )
    try expectNothingArrived(receiver, bench)
  }

  @Test(
    "the inside of the machine is reached only where a network is allowed, by name or by address",
    arguments: ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "127.1.2.3"])
  func loopback(host: String) throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    for listener in ["good", "plain"] {
      var request = bench.request("/status/200", of: receiver, listener: listener, host: host)
      request.allowedNetworks = ["10.0.0.0/8"]
      let outcome = try bench.perform(request)
      #expect(outcome.kind == "forbidden")
      #expect(
        outcome.reason.hasSuffix(
          "is at a loopback address, which a webhook reaches only when `allow` names its network"))
    }
    try expectNothingArrived(receiver, bench)
  }

  @Test("plain http needs an allowed network")
  func plain() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var request = bench.request("/status/200", of: receiver, listener: "plain")
    request.allowedNetworks = []
    #expect(try bench.perform(request).kind == "forbidden")
    try expectNothingArrived(receiver, bench)
    #expect(
      try bench.perform(bench.request("/status/200", of: receiver, listener: "plain")).kind == "answered 200")
  }

  @Test("a redirect is an answer and is not followed", arguments: [301, 302, 303, 307, 308])
  func redirects(status: Int) throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    #expect(
      try bench.perform(bench.request("/redirect/\(status)", of: receiver))
        == .answered(status: status, retryAfter: nil, excerpt: ""))
    #expect(try receiver.arrival().target == "/redirect/\(status)")
    try expectNothingArrived(receiver, bench)
  }

  @Test(
    "a receiver that takes its time, for ever or just too long, is given up, and the others do not wait for it",
    arguments: [["/hang", "/half-head", "/late/3600", "/informational"]])
  func timeouts(paths: [String]) throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var requests =
      paths.map { bench.request($0, of: receiver) } + [bench.request("/", of: receiver, listener: "silent")]
    for index in requests.indices {
      requests[index].timeout = 3
      try bench.send(requests[index])
    }
    let quick = bench.request("/status/200", of: receiver)
    try bench.send(quick)
    #expect(
      try bench.reply()
        == RelayReply(delivery: quick.delivery, outcome: .answered(status: 200, retryAfter: nil, excerpt: ""))
    )
    let outcomes = try requests.map { _ in try bench.reply() }
    #expect(Set(outcomes.map(\.delivery)) == Set(requests.map(\.delivery)))
    #expect(outcomes.allSatisfy { $0.outcome.kind == "failed" })
    #expect(outcomes.allSatisfy { $0.outcome.reason.hasSuffix("`localhost` within 3 s") })
  }

  @Test("a body that hangs, breaks off or never ends does not change what the status said")
  func bodies() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var hanging = bench.request("/hang-in-body", of: receiver)
    hanging.timeout = 2
    #expect(try bench.perform(hanging) == .answered(status: 200, retryAfter: nil, excerpt: "half an answer"))
    #expect(
      try bench.perform(bench.request("/short-body", of: receiver))
        == .answered(status: 200, retryAfter: nil, excerpt: "half an answer"))
    let endless = try bench.perform(bench.request("/endless-body", of: receiver))
    #expect(endless.kind == "answered 200")
    #expect(endless.reason.utf8.count <= WireLimits.excerptBytes)
    #expect(endless.reason.hasPrefix("endless endless"))
  }

  @Test(
    "what is no answer is a failure",
    arguments: [
      ("/garbage", "`localhost` answered with something other than HTTP"),
      ("/drip", "`localhost` answered with something other than HTTP"),
      ("/endless-head", "`localhost` sent more than 256 KiB before its answer was whole"),
      ("/many-headers", "`localhost` answered with more headers, or longer ones, than any answer has"),
      ("/close", "`localhost` closed the connection before it answered"),
      ("/reset", "`localhost` closed the connection before it answered"),
    ])
  func noAnswer(path: String, reason: String) throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    let outcome = try bench.perform(bench.request(path, of: receiver))
    #expect(outcome == .failed(reason: reason))
    #expect(try receiver.arrival().target == path)
    try expectNothingArrived(receiver, bench)
  }

  @Test(
    "status and Retry-After are told as they are",
    arguments: [
      ("/status/500", 500, nil), ("/status/429", 429, nil), ("/status/410", 410, nil),
      ("/retry-after/120", 503, 120),
      ("/retry-after/99999999999999999999", 503, 366 * 86_400), ("/retry-after/-5", 503, nil),
      ("/retry-after/Thu,_01_Jan_1970_00:00:00_GMT", 503, 0),
      ("/retry-after/Fri,_31_Dec_9999_23:59:59_GMT", 503, 366 * 86_400),
    ])
  func statuses(path: String, status: Int, retryAfter: Int?) throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    #expect(
      try bench.perform(bench.request(path, of: receiver))
        == .answered(status: status, retryAfter: retryAfter, excerpt: ""))
  }

  @Test("a burst to one destination goes one after the other over one connection")
  func burst() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    let requests = (0..<20).map { _ in bench.request("/status/200", of: receiver, to: "desk") }
    for request in requests { try bench.send(request) }
    #expect(try requests.map { _ in try bench.reply().delivery } == requests.map(\.delivery))
    let arrivals = try receiver.arrivals(upTo: requests.last?.identifier ?? "")
    #expect(arrivals.map { $0.headers["webhook-id"] } == requests.map(\.identifier))
    #expect(Set(arrivals.map(\.connection)).count == 1)
  }

  @Test(
    "the next request for a destination waits for the answer to the one before, and no other destination's does"
  )
  func order() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var slow = bench.request("/hang", of: receiver, to: "desk")
    slow.timeout = 3
    let next = bench.request("/status/200", of: receiver, to: "desk")
    let other = bench.request("/status/200", of: receiver, to: "pager")
    for request in [slow, next, other] { try bench.send(request) }
    #expect(
      try [bench.reply(), bench.reply(), bench.reply()].map(\.delivery)
        == [other, slow, next].map(\.delivery))
  }

  @Test("asked to end twice, it does not wait for the attempt at hand")
  func endsAtOnce() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    var request = bench.request("/hang", of: receiver)
    request.timeout = 60
    try bench.send(request)
    #expect(try receiver.arrival().target == "/hang")
    bench.relay.terminate()
    #expect(bench.relay.isRunning)
    kill(bench.relay.processIdentifier, SIGINT)
    #expect(try bench.relay.ended() == 0)
  }

  @Test("asked to end, it finishes the attempt at hand, drops what waits and tells the outcome")
  func endsAfterTheAttempt() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    let request = bench.request("/late/0.5", of: receiver, to: "desk")
    try bench.send(request)
    try bench.send(bench.request("/status/200", of: receiver, to: "desk"))
    #expect(try receiver.arrival().target == "/late/0.5")
    bench.relay.terminate()
    #expect(
      try bench.reply()
        == RelayReply(
          delivery: request.delivery, outcome: .answered(status: 200, retryAfter: nil, excerpt: "")))
    #expect(try bench.relay.ended() == 0)
    #expect(throws: LineReader.Ended.self) { try bench.reply() }
  }

  @Test("no secret stands in a reply, on standard error or on the command line")
  func secrets() throws {
    let (receiver, bench) = (try Receiver(), try Bench())
    let port = receiver.greeting.ports["good"] ?? 0
    for (number, path) in ["/echo", "/garbage", "/redirect/302", "/status/500", "/hang"].enumerated() {
      for host in [
        "localhost:\(port)", "localhost:\(receiver.greeting.ports["stranger"] ?? 0)", "nowhere.invalid",
        "0x7f.1", "canary@localhost",
      ] {
        var request = bench.request(path, of: receiver)
        request.url = try bench.keep("https://\(host)\(path)/CANARY-IN-URL?t=CANARY-QUERY", as: "url")
        request.secrets = [try bench.keep("CANARY-KEY-\(number)", as: "key")]
        request.headers = [.init(name: "X-Token", value: try bench.keep("CANARY-TOKEN", as: "token"))]
        request.timeout = 1
        _ = try bench.perform(request)
      }
    }
    for name in ["whsec_CANARY***", "CANARY\u{7}", "https://CANARY"] {
      var request = bench.request("/echo", of: receiver)
      request.secrets = [try bench.keep(name, as: "bad")]
      request.headers = [.init(name: "X-Token", value: .credential("bad"))]
      _ = try bench.perform(request)
    }
    let process = "/proc/\(bench.relay.processIdentifier)"
    let commandLine = try String(contentsOfFile: "\(process)/cmdline", encoding: .utf8)
    let environment = try String(contentsOfFile: "\(process)/environ", encoding: .utf8)
    #expect(bench.said.count == 29)
    #expect(commandLine.contains("insiderd-relay"))
    for text in bench.said + [try bench.complaints, commandLine, environment] {
      #expect(!text.contains("CANARY"))
    }
  }

  /// Whatever was refused before has not reached the receiver: the next request to arrive is a fresh one.
  private func expectNothingArrived(_ receiver: Receiver, _ bench: Bench) throws {
    let control = bench.request("/status/200", of: receiver)
    #expect(try bench.perform(control).kind == "answered 200")
    #expect(try receiver.arrival().headers["webhook-id"] == control.identifier)
  }
}
