import ArgumentParser
import Daemon
import Rules

/// The ledger, for subcommands: through the running daemon, which alone may open it, or else opened here.
struct LedgerAccess {
  let socket: String
  let state: String
  private let inbox: String

  /// `EX_NOINPUT` of sysexits(3): there is no such thing.
  static let missing = ExitCode(66)
  /// `EX_UNAVAILABLE`: no daemon runs, and without one it cannot be done.
  static let unavailable = ExitCode(69)
  /// `EX_CANTCREAT`: somebody else has the ledger.
  static let taken = ExitCode(73)
  /// `EX_IOERR`: the ledger or the socket failed.
  static let failed = ExitCode(74)
  /// `EX_TEMPFAIL`: not yet; later perhaps.
  static let later = ExitCode(75)
  /// `EX_NOPERM`: whoever asks may not.
  static let forbidden = ExitCode(77)

  init(_ places: PlaceOptions, _ environment: Environment) {
    socket = places.controlSocket(environment)
    state = places.stateDirectory(environment)
    inbox = places.inbox ?? "/var/spool/insiderd/inbox"
  }

  // MARK: - Asking

  /// Settles what hung on a field that could not be read.
  func resolve(_ resolution: Resolution) throws -> Resolution.Answer {
    switch try ask(.resolve(resolution)) {
    case .resolved(let answer): return answer
    case nil: return try withLedger { try Resolution.settle(resolution, on: $0, now: Clock.now()) }
    case .some:
      throw LedgerAccess.end("the daemon answered something else: is it of another version?", ExitCode(70))
    }
  }

  /// The running daemon's answer; `nil` when none runs. An answer that is no answer ends the program.
  func ask(_ request: ControlRequest) throws -> ControlReply? {
    let reply: ControlReply?
    do throws(SystemError) {
      reply = try ControlClient.ask(request, at: socket)
    } catch {
      guard error.isForbidden else { throw LedgerAccess.end("\(error)", LedgerAccess.failed) }
      throw LedgerAccess.end("\(error); try again with sudo", LedgerAccess.forbidden)
    }
    switch reply {
    case .refused(let words): throw LedgerAccess.end(words, LedgerAccess.forbidden)
    case .unknown(let words): throw LedgerAccess.end(words, LedgerAccess.missing)
    case .failed(let words): throw LedgerAccess.end(words, LedgerAccess.failed)
    default: return reply
    }
  }

  /// What a running daemon answers, or what the ledger holds where none runs.
  func ask<Answer>(
    _ request: ControlRequest, _ answer: (ControlReply) -> Answer?, else read: (Ledger) throws -> Answer
  ) throws -> Answer {
    guard let reply = try ask(request) else { return try withLedger(read) }
    guard let found = answer(reply) else {
      throw LedgerAccess.end("the daemon answered something else: is it of another version?", ExitCode(70))
    }
    return found
  }

  /// Opens the ledger, where no daemon has it.
  func withLedger<Answer>(_ body: (Ledger) throws -> Answer) throws -> Answer {
    guard Files.exists(state + "/ledger.db") else {
      throw LedgerAccess.end(
        "no daemon listens at \(socket), and there is no ledger in \(state)", LedgerAccess.missing)
    }
    do {
      try Digest.start()
      return try body(Ledger(directory: state))
    } catch let error as LedgerError where error.isBusy {
      throw LedgerAccess.end(
        "a process that does not listen at \(socket) has the ledger in \(state); give its --socket",
        LedgerAccess.taken)
    } catch let error as LedgerError where error.isForbidden {
      throw LedgerAccess.end("\(error); try again with sudo", LedgerAccess.forbidden)
    } catch let error as LedgerError {
      throw LedgerAccess.end("\(error)", LedgerAccess.failed)
    }
  }

  /// One sentence on standard error, and how the program ends.
  static func end(_ words: String, _ code: ExitCode) -> ExitCode {
    StandardError.print("insiderd: \(words)")
    return code
  }

  // MARK: - Status

  /// The status, and whether a daemon runs.
  func status() throws -> (status: DaemonStatus, runs: Bool) {
    if case .status(let status)? = try ask(.status) { return (status, true) }
    let status = try withLedger { ledger in
      var status = DaemonStatus(
        version: Release.version, inbox: inbox, state: "not running", counts: try ledger.counts())
      try status.fill(from: ledger, directory: state)
      return status
    }
    return (status, false)
  }

  /// The rules that were in force last, for a ledger whose daemon does not run.
  static func lastRules(_ ledger: Ledger) throws -> RuleSet {
    RuleSet.lastGood(try ledger.lastGoodRules())
  }
}

/// Moments behind `--since` and `--until`, for all commands that take them.
struct MomentOption {
  /// Seconds since 1970; a word that is none ends the program with 64.
  static func seconds(_ text: String?, _ name: String) throws -> Int64? {
    guard let text else { return nil }
    guard let moment = Moment.seconds(text, now: Clock.now()) else {
      throw ValidationError("\(name) takes \(Moment.forms), and not `\(text)`")
    }
    return moment
  }
}
