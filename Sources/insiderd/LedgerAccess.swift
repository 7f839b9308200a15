import ArgumentParser
import Daemon

/// The ledger, for subcommands: through the running daemon, which alone may open it, or else opened here.
struct LedgerAccess {
  private let socket: String
  private let state: String
  private let inbox: String

  init(_ places: PlaceOptions, _ environment: Environment) {
    socket = places.controlSocket(environment)
    state = places.stateDirectory(environment)
    inbox = places.inbox ?? "/var/spool/insiderd/inbox"
  }

  /// The status, and whether a daemon runs.
  func status() throws -> (DaemonStatus, runs: Bool) {
    if case .status(let status)? = try ControlClient.ask(.status, at: socket) { return (status, true) }
    return (DaemonStatus(inbox: inbox, state: "not running", counts: try ledger().counts()), false)
  }

  func alerts(_ filter: AlertFilter) throws -> [String] {
    if case .alerts(let alerts)? = try ControlClient.ask(.alerts(filter), at: socket) { return alerts }
    return try ledger().alerts(matching: filter)
  }

  /// Settles what hung on a field that could not be read.
  func resolve(_ resolution: Resolution) throws -> Resolution.Answer {
    switch try ControlClient.ask(.resolve(resolution), at: socket) {
    case .resolved(let answer): return answer
    case nil: break
    case .some: return .refused("the daemon does not know this command: it is another version")
    }
    guard Files.exists(state + "/ledger.db") else {
      StandardError.print("insiderd: no daemon listens at \(socket), and there is no ledger in \(state)")
      throw ExitCode(66)
    }
    return try Resolution.settle(resolution, in: state, now: Clock.now())
  }

  private func ledger() throws -> Ledger {
    guard Files.exists(state + "/ledger.db") else {
      StandardError.print("insiderd: no daemon listens at \(socket), and there is no ledger in \(state)")
      throw ExitCode(66)
    }
    return try Ledger(directory: state)
  }
}
