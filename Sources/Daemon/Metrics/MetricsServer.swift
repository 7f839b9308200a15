import CLinux
import Glibc

/// A page of metrics over HTTP/1.0, for a scraper on this machine. It answers one request for each connection and waits
/// for nobody: what a reader does not take in time is dropped with the connection.
final class MetricsServer {
  /// Readers at once: a scraper, and somebody who looks.
  static let connections = 16
  /// Bytes of a request's head.
  static let requestBytes = 8 << 10
  /// Milliseconds of a whole exchange.
  static let patience: Int64 = 10_000

  let listener: Descriptor
  private let place: MetricsPlace
  private var open: [Int32: Exchange] = [:]

  /// What a reader wants.
  enum Request: Sendable, Hashable {
    case page(MetricsFormat)
    /// The status line and the sentence in its place.
    case none(status: String, text: String)
    /// The head is not whole yet.
    case unfinished
  }

  private final class Exchange {
    let deadline: Int64
    var head: [UInt8] = []
    var answer: [UInt8]?

    init(deadline: Int64) {
      self.deadline = deadline
    }
  }

  init(_ place: MetricsPlace) throws(SystemError) {
    self.place = place
    listener = try place.listen()
  }

  deinit {
    for socket in open.keys { close(socket) }
    if case .socket(let path) = place { unlink(path) }
  }

  /// The new connection's descriptor. `now` in milliseconds of the clock that never jumps, here and below.
  func accept(now: Int64) -> Int32? {
    let socket = linux_accept(listener.number)
    guard socket >= 0 else { return nil }
    guard open.count < MetricsServer.connections else {
      close(socket)
      return nil
    }
    open[socket] = Exchange(deadline: now + MetricsServer.patience)
    return socket
  }

  /// What came on a connection; `nil` when it is over, or has its answer on the way.
  func receive(_ socket: Int32) -> Request? {
    guard let exchange = open[socket] else { return nil }
    guard exchange.answer == nil else {
      _ = flush(socket)
      return nil
    }
    var buffer = [UInt8](repeating: 0, count: MetricsServer.requestBytes)
    let count = retrying { read(socket, &buffer, buffer.count) }
    if count < 0, errno == EAGAIN { return .unfinished }
    guard count > 0, exchange.head.count + count <= MetricsServer.requestBytes else {
      end(socket)
      return nil
    }
    exchange.head += buffer.prefix(count)
    return MetricsServer.request(exchange.head)
  }

  /// Answers with a page, or with why there is none.
  /// - Returns: whether some of it has to wait until the socket is writable.
  func answer(_ socket: Int32, status: String = "200 OK", type: String, _ body: [UInt8]) -> Bool {
    let isHead = open[socket]?.head.starts(with: "HEAD ".utf8) ?? false
    let head =
      "HTTP/1.0 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    open[socket]?.answer = Array(head.utf8) + (isHead ? [] : body)
    return flush(socket)
  }

  /// - Returns: whether some of it has to wait.
  private func flush(_ socket: Int32) -> Bool {
    guard let exchange = open[socket], let answer = exchange.answer else { return false }
    var sent = 0
    while sent < answer.count {
      let count = retrying {
        answer.withUnsafeBytes { bytes in
          send(socket, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
        }
      }
      if count < 0, errno == EAGAIN {
        exchange.answer = Array(answer.dropFirst(sent))
        return true
      }
      guard count >= 0 else { break }
      sent += count
    }
    end(socket)
    return false
  }

  func endOverdue(now: Int64) {
    for socket in open.filter({ $0.value.deadline <= now }).keys { end(socket) }
  }

  var deadline: Int64? { open.values.map(\.deadline).min() }

  private func end(_ socket: Int32) {
    guard open.removeValue(forKey: socket) != nil else { return }
    close(socket)
  }

  /// Of a request its first line matters, that it is whole, and what its reader accepts (RFC 1945, section 5).
  static func request(_ head: [UInt8]) -> Request {
    let text = String(decoding: head, as: UTF8.self)
    guard text.contains("\r\n\r\n") || text.contains("\n\n") else { return .unfinished }
    let words = text.prefix { $0 != "\r\n" && $0 != "\n" }.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/") else {
      return .none(status: "400 Bad Request", text: "this is no request of HTTP\n")
    }
    guard words[0] == "GET" || words[0] == "HEAD" else {
      return .none(status: "405 Method Not Allowed", text: "metrics are only read: GET /metrics\n")
    }
    let path = words[1].prefix { $0 != "?" }
    guard path == "/metrics" else {
      return .none(status: "404 Not Found", text: "metrics are at /metrics\n")
    }
    return .page(MetricsFormat(accept: accepted(text)))
  }

  /// What stands in its `Accept` lines.
  private static func accepted(_ head: String) -> String {
    let lines = head.split(whereSeparator: \.isNewline).dropFirst()
    let values = lines.compactMap { line -> Substring? in
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "accept" else { return nil }
      return line[line.index(after: colon)...]
    }
    return values.joined(separator: ",")
  }
}
