/// Why the daemon cannot start or go on: what, and with which status the process ends (sysexits(3)).
package struct StartError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The exit status (sysexits(3)).
  package enum Cause: Int32, Sendable, Hashable {
    /// A file or directory that must be there is not.
    case noInput = 66
    /// Another daemon has the ledger.
    case taken = 73
    case inputOutput = 74
    /// A failed commit, whose outcome is unknown: started again, the daemon looks.
    case temporary = 75
    case noPermission = 77
    case rules = 78
  }

  package let cause: Cause
  package let description: String

  package init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }

  /// What stopped the start, as a sentence and an exit status.
  package init(_ error: any Error) {
    switch error {
    case let error as StartError: self = error
    case let error as SystemError: self.init(StartError.cause(of: error), "\(error)")
    case let error as LedgerError where error.isBusy:
      self.init(
        .taken, "another insiderd has the ledger of this state directory; stop it, or choose another --state")
    case let error as LedgerError: self.init(.temporary, "\(error)")
    default: self.init(.inputOutput, "\(error)")
    }
  }

  private static func cause(of error: SystemError) -> Cause {
    switch error.code {
    case 2: .noInput
    case 1, 13: .noPermission
    default: .inputOutput
    }
  }
}
