extension DiagnosticRenderer {
  /// All of them as one SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0), for code review tools.
  package func sarif(_ diagnostics: [Diagnostic]) -> PlainValue {
    let codes = Set(diagnostics.map(\.code)).sorted().compactMap(DiagnosticCode.init)
    let driver: PlainValue = .record([
      ("name", .text("insiderd")), ("rules", .list(codes.map { rule($0) })),
    ])
    return .record([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .text("2.1.0")),
      (
        "runs",
        .list([
          .record([
            ("tool", .record([("driver", driver)])), ("columnKind", .text("unicodeCodePoints")),
            ("results", .list(diagnostics.map(result))),
          ])
        ])
      ),
    ])
  }

  private func rule(_ code: DiagnosticCode) -> PlainValue {
    .record([
      ("id", .text(code.rawValue)), ("shortDescription", message(code.title)),
      ("fullDescription", message(code.explanation)),
      ("defaultConfiguration", .record([("level", .text(code.level.rawValue))])),
    ])
  }

  private func message(_ text: String) -> PlainValue {
    .record([("text", .text(text))])
  }

  private func result(_ diagnostic: Diagnostic) -> PlainValue {
    let help = diagnostic.help.map { " (\($0))" } ?? ""
    return .record([
      ("ruleId", .text(diagnostic.code)), ("level", .text(diagnostic.level.rawValue)),
      ("message", message(diagnostic.message + help)),
      ("locations", .list([location(diagnostic.span, nil)])),
      ("relatedLocations", .list(diagnostic.labels.map { location($0.span, $0.text) })),
    ])
  }

  private func location(_ span: Span, _ text: String?) -> PlainValue {
    let members: [(key: String, value: PlainValue)] = [("physicalLocation", physicalLocation(span))]
    guard let text, !text.isEmpty else { return .record(members) }
    return .record(members + [("message", message(text))])
  }

  private func physicalLocation(_ span: Span) -> PlainValue {
    let region = region(of: span)
    return .record([
      ("artifactLocation", .record([("uri", .text(uri(region.file)))])),
      (
        "region",
        .record([
          ("startLine", .integer(region.start.line)), ("startColumn", .integer(region.start.column)),
          ("endLine", .integer(region.end.line)), ("endColumn", .integer(region.end.column)),
        ])
      ),
    ])
  }

  /// A relative reference (RFC 3986): what it does not allow is written with `%`.
  private func uri(_ path: String) -> String {
    path.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._~/".contains(character))
      return isPlain
        ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    .joined()
  }
}

extension DiagnosticCode {
  /// The explanation's first sentence.
  fileprivate var title: String {
    let end = explanation.utf8.indices.first { index in
      let rest = explanation.utf8[index...]
      return rest.starts(with: ". ".utf8) || rest.count == 1
    }
    return end.map { String(explanation[..<$0]) } ?? explanation
  }
}
