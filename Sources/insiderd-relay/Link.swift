import AsyncHTTPClient
import NIOCore
import NIOSSL

/// A client that reaches one checked address and no other, for as long as one burst of alerts takes.
struct Link: Sendable {
  /// What must not have changed for the next attempt to use the same client.
  struct Pin: Hashable, Sendable {
    var host: String
    var address: Address
    /// The authorities in place of the system's.
    var authorities: [NIOSSLCertificate]?
    /// Seconds to open a connection, TLS included.
    var patience: Int
  }

  let pin: Pin
  let client: HTTPClient
  /// Old enough to go: the system's authorities may have changed meanwhile.
  let expiry: ContinuousClock.Instant

  init(_ pin: Pin) {
    self.pin = pin
    client = HTTPClient(configuration: Link.configuration(pin))
    expiry = .now + .seconds(RelayLimits.linkSeconds)
  }

  /// Closes its connections.
  func close() async {
    // The only error is that the client is closed already.
    try? await client.shutdown()
  }

  private static func configuration(_ pin: Pin) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls(pin.authorities),
      redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(Int64(pin.patience))),
      connectionPool: .init(
        idleTimeout: .seconds(RelayLimits.idleSeconds), concurrentHTTP1ConnectionsPerHostSoftLimit: 1),
      decompression: .disabled
    )
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    configuration.http1_1ConnectionDebugInitializer = AnswerBound.install
    configuration.dnsOverride = [pin.host: pin.address.description]
    return configuration
  }

  /// TLS 1.0 and 1.1 are historic (RFC 8996), and there is no way to switch verification off.
  private static func tls(_ authorities: [NIOSSLCertificate]?) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    tls.certificateVerification = .fullVerification
    tls.trustRoots = authorities.map(NIOSSLTrustRoots.certificates) ?? .default
    return tls
  }
}
