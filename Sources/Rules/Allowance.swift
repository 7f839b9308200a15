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
    var stretch = Stretch()
    let sections = syntax.sections
    for span in syntax.comments {
      guard let words = wish(source.string(span.start..<span.end)) else { continue }
      guard !words.reason.isEmpty, words.codes.allSatisfy(isWarning) else {
        mistakes.append(.badAllow(at: span))
        continue
      }
      let reach = reach(of: span, sections, source, &stretch)
      found += words.codes.map { Allowance(code: $0, span: span, reach: reach) }
    }
    return (found, mistakes)
  }

  /// Leaves out what is allowed, and warns of what allows nothing.
  static func applied(_ allowances: [Allowance], to diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !allowances.isEmpty else { return diagnostics }
    let reaches = Dictionary(grouping: Set(allowances.map(\.what)), by: \.subject).mapValues(Reaches.init)
    var used: Set<What> = []
    let left = diagnostics.filter { diagnostic in
      let subject = Subject(code: diagnostic.code, file: diagnostic.span.file)
      let found = reaches[subject]?.covering(diagnostic.span.start) ?? []
      used.formUnion(found)
      return found.isEmpty
    }
    return left
      + allowances.filter { !used.contains($0.what) }.map { .nothingAllowed($0.code, at: $0.span) }
  }

  /// What an allowance allows, which several comments may do.
  private struct What: Hashable {
    var subject: Subject
    var reach: Range<Int>
  }

  private struct Subject: Hashable {
    var code: String
    var file: Int
  }

  private var what: What { What(subject: Subject(code: code, file: span.file), reach: reach) }

  /// In the order of the file. A rule's reach holds those of its lines, so that the one that covers a place may stand
  /// some way before it; none does before the first whose furthest end is behind the place.
  private struct Reaches {
    private let all: [What]
    private let ranges: [Range<Int>]
    private let furthest: [Int]

    init(_ all: [What]) {
      self.all = all.sorted { $0.reach.lowerBound < $1.reach.lowerBound }
      ranges = self.all.map(\.reach)
      furthest = ranges.reduce(into: []) { $0.append(max($0.last ?? 0, $1.upperBound)) }
    }

    func covering(_ place: Int) -> [What] {
      var found: [What] = []
      var index = ranges.firstIndex(from: place + 1) - 1
      while index >= 0, furthest[index] > place {
        if all[index].reach.contains(place) { found.append(all[index]) }
        index -= 1
      }
      return found
    }
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

  /// Lines that hold nothing but comments, and the line behind them: comments that stand below one another share it.
  private struct Stretch {
    var lines = 0..<0
    var last = 0..<0
  }

  /// The comment's own line, or the next line with anything else on it; where that begins a section, all of it.
  private static func reach(
    of span: Span, _ sections: [Range<Int>], _ source: SourceFile, _ stretch: inout Stretch
  ) -> Range<Int> {
    var line = source.line(at: span.start)
    if stretch.lines.contains(line.lowerBound) {
      line = stretch.last
    } else if isComment(source.text[line]) {
      let start = line.lowerBound
      while line.upperBound < source.text.count, isComment(source.text[line]) {
        let next = source.text[line.upperBound...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.text.count
        guard next > line.lowerBound, next < source.text.count else { break }
        line = source.line(at: next)
      }
      stretch = Stretch(lines: start..<line.lowerBound, last: line)
    }
    let place = sections.firstIndex(from: line.lowerBound)
    let section = sections.dropFirst(place).first.flatMap {
      line.contains($0.lowerBound) && isComment(source.text[line.lowerBound..<$0.lowerBound]) ? $0 : nil
    }
    return section ?? line.lowerBound..<(line.upperBound + 1)
  }

  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let first = line.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    return first == nil || first == UInt8(ascii: "#")
  }
}

extension FileSyntax {
  /// From the keyword to the closing brace of each block, in the order of the file.
  fileprivate var sections: [Range<Int>] {
    let blocks =
      rules.map { $0.keyword.start..<$0.close.end } + webhooks.map { $0.keyword.start..<$0.close.end }
      + tests.map { $0.keyword.start..<$0.close.end }
    return blocks.sorted { $0.lowerBound < $1.lowerBound }
  }
}

extension [Range<Int>] {
  /// The first that begins here or later, of ranges in order; the end where none does.
  fileprivate func firstIndex(from place: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low
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
