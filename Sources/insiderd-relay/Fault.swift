import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why an exchange broke off, in words. The libraries' own are never passed on: they may quote the URL.
enum Fault: Hashable {
  case refusedConnection(errno: CInt)
  case connectTimeout
  case timeout
  case closed
  case untrustedCertificate
  case certificateForAnotherName
  case handshake
  case handshakeTimeout
  case notHTTP
  case headers
  case excess
  case system(errno: CInt)
  case other(type: String)

  init(_ error: any Error) {
    switch error {
    case is CancellationError: self = .timeout
    case let error as HTTPClientError: self = Fault.client(error)
    case let error as NIOSSLError: self = Fault.tls(error)
    case let error as NIOSSLExtraError: self = Fault.tls(error)
    case is BoringSSLError: self = .handshake
    case HTTPParserError.headerOverflow: self = .headers
    case is HTTPParserError: self = .notHTTP
    case is AnswerBound.Excess: self = .excess
    case let error as IOError: self = Fault.system(error.errnoCode)
    case let error as NIOConnectionError:
      self = error.connectionErrors.first.map { Fault($0.error) } ?? .connectTimeout
    case let error as ChannelError: self = Fault.channel(error)
    default: self = .other(type: "\(type(of: error))")
    }
  }

  /// No connection came about, so that nothing can have been sent.
  var isBeforeConnection: Bool {
    switch self {
    case .refusedConnection, .connectTimeout: true
    default: false
    }
  }

  /// What the end of the answer before can look like on a connection that was kept.
  var isOfLastAnswer: Bool { self == .closed || self == .notHTTP }

  /// `seconds` is the time that the whole attempt had, `patience` what it had for each connection.
  func reason(host: String, seconds: Int, patience: Int) -> String {
    switch self {
    case .refusedConnection(let code): "no connection to `\(host)`: \(systemMessage(code))"
    case .connectTimeout: "no connection to `\(host)` within \(patience) s"
    case .timeout: "no answer from `\(host)` within \(seconds) s"
    case .closed: "`\(host)` closed the connection before it answered"
    case .untrustedCertificate:
      "the certificate of `\(host)` is not trusted: it is expired, or its authority is not known here"
    case .certificateForAnotherName: "the certificate of `\(host)` is for another name"
    case .handshakeTimeout: "no TLS connection to `\(host)` within \(patience) s"
    case .handshake: "no TLS connection to `\(host)` could be agreed on"
    case .notHTTP: "`\(host)` answered with something other than HTTP"
    case .headers: "`\(host)` answered with more headers, or longer ones, than any answer has"
    case .excess: "`\(host)` sent more than \(RelayLimits.answerBytes >> 10) KiB before its answer was whole"
    case .system(let code): "the connection to `\(host)` broke: \(systemMessage(code))"
    case .other(let type): "the exchange with `\(host)` failed (\(type))"
    }
  }

  private static func client(_ error: HTTPClientError) -> Fault {
    switch error {
    case .connectTimeout: .connectTimeout
    case .tlsHandshakeTimeout: .handshakeTimeout
    case .deadlineExceeded, .cancelled, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout: .timeout
    case .remoteConnectionClosed, .uncleanShutdown: .closed
    default: .other(type: error.shortDescription)
    }
  }

  private static func tls(_ error: NIOSSLError) -> Fault {
    switch error {
    case .handshakeFailed(let cause):
      "\(cause)".contains("CERTIFICATE_VERIFY_FAILED") ? .untrustedCertificate : .handshake
    case .uncleanShutdown: .closed
    case .unableToValidateCertificate: .untrustedCertificate
    default: .handshake
    }
  }

  private static func tls(_ error: NIOSSLExtraError) -> Fault {
    error == .failedToValidateHostname ? .certificateForAnotherName : .handshake
  }

  private static func channel(_ error: ChannelError) -> Fault {
    if case .connectTimeout = error { .connectTimeout } else { .closed }
  }

  private static func system(_ code: CInt) -> Fault {
    switch code {
    case ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT, EACCES, EPERM:
      .refusedConnection(errno: code)
    case ECONNRESET, EPIPE: .closed
    default: .system(errno: code)
    }
  }
}
