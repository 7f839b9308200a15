import Filings
import Foundation

/// `judging RULES DIRECTORY` reads every filing of a directory, and holds it against the rules of a file twice: with the
/// index, and each rule by itself as if there were none. It is compiled as one module with `Sources/Rules`, as `readers`
/// is with `Sources/Filings`: the shipped program always has its index.
@main
enum Judging {
  static func main() {
    guard CommandLine.arguments.count == 3 else { fatal("usage: judging RULES DIRECTORY") }
    let rules = rules(CommandLine.arguments[1])
    let filings = filings(CommandLine.arguments[2])
    let (indexed, alerts) = timed { filings.reduce(0) { $0 + rules.judge($1).count } }
    let (unindexed, others) = timed { filings.reduce(0) { $0 + everyRule(of: rules, on: $1).count } }
    guard alerts == others else { fatal("\(alerts) alerts with the index, and \(others) without") }
    print(
      "{\"filings\":\(filings.count),\"indexed\":\(indexed),\"unindexed\":\(unindexed),\"alerts\":\(alerts)}")
  }

  private static func everyRule(of rules: RuleSet, on filing: Filing) -> [Alert] {
    let dossier = Dossier(Report(filing, rules.demands, calendar: rules.calendar))
    let alerts = rules.shared.flatMap { shared -> [Alert] in
      let judge = Judge(shared, dossier: dossier)
      return judge.judgements().filter { $0.verdict != .none }.compactMap { Alert($0, of: judge) }
    }
    return Digest.condensed(alerts, of: filing)
  }

  private static func rules(_ path: String) -> RuleSet {
    let compilation = RuleSet.compile([SourceFile(name: path, text: contents(path))])
    guard let rules = compilation.ruleSet else { fatal("\(path): the rules have mistakes") }
    return rules
  }

  private static func filings(_ directory: String) -> [Filing] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.sorted().flatMap { name -> [Filing] in
      do throws(FilingError) {
        return try FilingReader.read(contents("\(directory)/\(name)"))
      } catch {
        fatal("\(name): \(error)")
      }
    }
  }

  private static func contents(_ path: String) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { fatal("\(path) cannot be read") }
    return Array(data)
  }

  /// Seconds of processor time.
  private static func timed(_ work: () -> Int) -> (Double, Int) {
    let began = clock()
    let result = work()
    return (Double(clock() - began) / Double(CLOCKS_PER_SEC), result)
  }

  private static func fatal(_ message: String) -> Never {
    FileHandle.standardError.write(Data("judging: \(message)\n".utf8))
    exit(1)
  }
}
