import Glibc
import NIOCore
import NIOSSL
import Wire

/// Performs one request and says what came of it.
struct Courier: Sendable {
  let credentials: Credentials

  /// What came of an attempt, and the link that the destination's next one may use.
  struct Result: Sendable {
    var outcome: RelayReply.Outcome
    var link: Link?

    init(outcome: RelayReply.Outcome, link: Link? = nil) {
      self.outcome = outcome
      self.link = link
    }
  }

  /// Takes over `kept`: it comes back in the result, or it is closed.
  func carry(_ request: RelayRequest, over kept: Link?) async -> Result {
    let now = Int64(time(nil))
    let limits = RelayLimits.timeoutSeconds
    let seconds = min(max(request.timeout, limits.lowerBound), limits.upperBound)
    do {
      let outgoing = try Outgoing(request, credentials: credentials, now: now)
      let authorities = try request.authorityFile.map(Courier.authorities)
      let attempt = Attempt(outgoing: outgoing, authorities: authorities, seconds: seconds, now: now)
      return await cancelling(after: .seconds(Int64(seconds))) { await attempt.run(over: kept) }
        ?? Result(outcome: .failed(reason: "the attempt was given up"))
    } catch {
      await kept?.close()
      return Result(outcome: .forbidden(reason: error.reason))
    }
  }

  private static func authorities(in file: String) throws(Refusal) -> [NIOSSLCertificate] {
    let certificates = try? NIOSSLCertificate.fromPEMFile(file)
    guard let certificates, !certificates.isEmpty else {
      throw Refusal("no certificate can be read from the file of authorities `\(file)`")
    }
    return certificates
  }
}
