/// A warning that its author allows in place, with a reason: `# allow W207: both desks want it`.
struct Allowance {
  var code: String
  /// The comment.
  var span: Span
  /// The part of the file in which the warning may begin.
  var reach: Range<Int>

  /// The allowances of a file, and what is wrong with those that are none.
  static func read(_ syntax: FileSyntax, in source: SourceFile) -> (
    found: [Allowance], mistakes: [Diagnostic]
  ) {
    var found: [Allowance] = []
    var mistakes: [Diagnostic] = []
    for span in syntax.comments {
      guard let words = wish(source.string(span.start..<span.end)) else { continue }
      guard !words.reason.isEmpty, words.codes.allSatisfy(isWarning) else {
        mistakes.append(.badAllow(at: span))
        continue
      }
      let reach = reach(of: span, syntax, source)
      found += words.codes.map { Allowance(code: $0, span: span, reach: reach) }
    }
    return (found, mistakes)
  }

  /// Leaves out what is allowed, and warns of what allows nothing.
  static func applied(_ allowances: [Allowance], to diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !allowances.isEmpty else { return diagnostics }
    var used: Set<Int> = []
    let left = diagnostics.filter { diagnostic in
      let places = allowances.indices.filter { allowances[$0].covers(diagnostic) }
      used.formUnion(places)
      return places.isEmpty
    }
    return left
      + allowances.indices.filter { !used.contains($0) }.map { index in
        .nothingAllowed(allowances[index].code, at: allowances[index].span)
      }
  }

  private func covers(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.code == code && diagnostic.span.file == span.file && reach.contains(diagnostic.span.start)
  }

  private static func isWarning(_ code: String) -> Bool {
    DiagnosticCode(rawValue: code)?.level == .warning
  }

  /// The codes and the reason, when the comment wants to allow something.
  private static func wish(_ comment: String) -> (codes: [String], reason: String)? {
    let words = comment.drop { $0 == "#" || $0 == " " }
    guard words.hasPrefix("allow ") else { return nil }
    let parts = words.dropFirst("allow ".count).split(separator: ":", maxSplits: 1)
    let codes = (parts.first ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    guard let first = codes.first, first.count == 4, first.dropFirst().allSatisfy(\.isNumber) else {
      return nil
    }
    return (codes, parts.count == 2 ? String(parts[1].drop { $0 == " " }) : "")
  }

  /// The comment's own line, or the next line with anything else on it; where that begins a section, all of it.
  private static func reach(of span: Span, _ syntax: FileSyntax, _ source: SourceFile) -> Range<Int> {
    var line = source.line(at: span.start)
    if isComment(source.text[line]) {
      while line.upperBound < source.text.count, isComment(source.text[line]) {
        let next = source.text[line.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.text.count
        guard next > line.lowerBound, next < source.text.count else { break }
        line = source.line(at: next)
      }
    }
    let section = syntax.sections.first {
      line.contains($0.lowerBound) && isComment(source.text[line.lowerBound..<$0.lowerBound])
    }
    return section ?? line.lowerBound..<(line.upperBound + 1)
  }

  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let first = line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return first == nil || first == UInt8(ascii: "#")
  }
}

extension FileSyntax {
  /// From the keyword to the closing brace of each block.
  fileprivate var sections: [Range<Int>] {
    rules.map { $0.keyword.start..<$0.close.end } + webhooks.map { $0.keyword.start..<$0.close.end }
      + tests.map { $0.keyword.start..<$0.close.end }
  }
}

extension Diagnostic {
  fileprivate static func badAllow(at span: Span) -> Diagnostic {
    Diagnostic(
      .badAllow, "this allows nothing: it names no warning or gives no reason", at: span,
      help: "write `# allow W207: both desks want it`")
  }

  fileprivate static func nothingAllowed(_ code: String, at span: Span) -> Diagnostic {
    Diagnostic(.nothingAllowed, "there is no \(code) here to allow", at: span, help: "remove the comment")
  }
}
