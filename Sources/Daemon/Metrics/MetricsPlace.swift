import CLinux
import Glibc

/// Where metrics are served: a Unix socket, or a port that this machine alone can reach.
package enum MetricsPlace: Sendable, Hashable {
  case socket(path: String)
  case port(host: String, number: UInt16)

  /// What is wrong with the words, as a clause.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// A path has a slash in it; `9464` and `127.0.0.1:9464` are ports. Others than loopback addresses are refused: what
  /// the daemon does is nobody else's business, and a proxy is there for those who want it.
  package init(_ text: String) throws(Problem) {
    if text.contains("/") {
      self = .socket(path: text)
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = parts.last, let number = UInt16(last), number > 0 else {
      throw Problem(description: "`\(text)` is neither a path with a slash in it nor [HOST:]PORT")
    }
    let named = parts.dropLast().joined(separator: ":")
    let bare = named.hasPrefix("[") && named.hasSuffix("]") ? String(named.dropFirst().dropLast()) : named
    let host = bare.isEmpty || bare == "localhost" ? "127.0.0.1" : bare
    var address = sockaddr_storage()
    guard linux_loopback_address(&address, host, number) > 0 else {
      throw Problem(
        description: "`\(host)` is no loopback address, and metrics are served to this machine alone; write "
          + "127.0.0.1:\(number), or the path of a Unix socket")
    }
    self = .port(host: host, number: number)
  }

  /// A socket that listens there.
  func listen() throws(SystemError) -> Descriptor {
    switch self {
    case .socket(let path): return try UnixSocket.listen(at: path)
    case .port(let host, let number):
      let what = "serve metrics at \(host):\(number)"
      var address = sockaddr_storage()
      let length = linux_loopback_address(&address, host, number)
      let listener = try Descriptor(
        what,
        Glibc.socket(
          Int32(address.ss_family),
          Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0))
      var yes: Int32 = 1
      setsockopt(
        listener.number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener.number, $0, length) }
      }
      guard bound == 0, Glibc.listen(listener.number, 16) == 0 else { throw SystemError(what) }
      return listener
    }
  }
}
