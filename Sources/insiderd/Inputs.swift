import ArgumentParser
import Daemon
import Filings
import Rules

/// What the commands have in common: rules and filings from the disk, and the exit statuses that go with them.
enum Inputs {
  /// `EX_NOINPUT` of sysexits(3): a file is not there.
  static let missing = ExitCode(66)
  /// `EX_DATAERR`: a file is no filing.
  static let unreadable = ExitCode(65)

  /// Compiles what the paths name, with all diagnostics. A file that cannot be read ends the program.
  static func compile(_ paths: [String]) throws -> Compilation {
    let (files, unreadable) = RuleFiles.load(paths)
    for file in unreadable { StandardError.print("insiderd: \(file.name): \(file.reason)") }
    if !unreadable.isEmpty { throw missing }
    if files.isEmpty { StandardError.print("insiderd: no *.rules in \(paths.joined(separator: ", "))") }
    return RuleSet.compile(files, lists: RuleFiles.list)
  }

  /// The rule set, or the mistakes on standard error and the end of the program.
  static func ruleSet(_ paths: [String]) throws -> (rules: RuleSet, files: [SourceFile]) {
    let compilation = try compile(paths)
    if let rules = compilation.ruleSet { return (rules, compilation.files) }
    let errors = compilation.diagnostics.filter { $0.level == .error }
    StandardError.print(DiagnosticRenderer(files: compilation.files).render(errors))
    throw ExitCode(1)
  }

  /// The filings in a file.
  static func filings(in path: String) throws(FilingError) -> [Filing] {
    try FilingReader.read(bytes(of: path))
  }

  static func bytes(of path: String) throws(FilingError) -> [UInt8] {
    do {
      return try Files.read(path, limit: Limits.filingBytes)
    } catch {
      throw FilingError(error.description)
    }
  }
}
