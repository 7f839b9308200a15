import Foundation
import Testing

@testable import Rules

@Suite("Messages")
struct DiagnosticTests {
  @Test("Every mistake is drawn as people see it", arguments: Golden.names(".rules"))
  func golden(name: String) throws {
    let file = SourceFile(name: "\(name).rules", text: Array(try Golden.data("\(name).rules")))
    let compilation = RuleSet.compile([file])
    let text = DiagnosticRenderer(files: compilation.files).render(compilation.diagnostics) + "\n"
    try Golden.check(text, against: "\(name).screen")
  }
}
