/// One file of the checkout: its path from the top, and its text.
struct SourceText: Sendable {
  let path: String
  let text: String

  /// The path without its last component: `Sources/Daemon/Ledger`.
  var folder: String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// The last component without its extension: `Ledger` of `Sources/Daemon/Ledger/Ledger.swift`.
  var name: String {
    let last = path.split(separator: "/").last ?? ""
    return String(last.prefix { $0 != "." })
  }

  var lines: [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The text with everything but `wanted` blanked, so that lines and columns stay where they are.
  func only(_ wanted: Stretch) -> SourceText {
    SourceText(path: path, text: blank(text, except: wanted))
  }

  /// Each line on which `pattern` occurs, as `path:line: why`.
  func complaints(about pattern: Regex<Substring>, _ why: String) -> [String] {
    // The default kind of boundary sees `b.unsafelyUnwrapped` as one word.
    let pattern = pattern.wordBoundaryKind(.simple)
    return lines.enumerated().compactMap { index, line in
      guard let found = line.firstMatch(of: pattern) else { return nil }
      return "\(path):\(index + 1): `\(found.output)`: \(why)"
    }
  }
}

/// What a stretch of Swift is. Interpolations count as part of the literal around them.
enum Stretch: Equatable {
  case code
  case comment
  case literal
}

/// A lexer as small as these checks need: comments (nested), string literals (one line, several lines, raw).
private func blank(_ text: String, except wanted: Stretch) -> String {
  var rest = Substring(text)
  var out = ""
  while !rest.isEmpty {
    let (stretch, length) = nextStretch(rest)
    let piece = rest.prefix(length)
    out += stretch == wanted ? String(piece) : String(piece.map { $0 == "\n" ? "\n" : " " })
    rest = rest.dropFirst(length)
  }
  return out
}

private func nextStretch(_ rest: Substring) -> (Stretch, Int) {
  if rest.hasPrefix("//") { return (.comment, rest.prefix { $0 != "\n" }.count) }
  if rest.hasPrefix("/*") { return (.comment, lengthOfBlockComment(rest)) }
  if let literal = rest.prefixMatch(of: /(#*)("""|")/) {
    return (.literal, lengthOfLiteral(rest, hashes: literal.1, quote: literal.2))
  }
  // A name or a run of other characters that cannot begin a comment or a literal.
  let plain = rest.prefix { $0 != "/" && $0 != "\"" && $0 != "#" }
  return (.code, max(1, plain.count))
}

private func lengthOfBlockComment(_ rest: Substring) -> Int {
  var depth = 0
  var length = 0
  var left = rest
  while !left.isEmpty {
    let step = left.hasPrefix("/*") || left.hasPrefix("*/") ? 2 : 1
    if left.hasPrefix("/*") { depth += 1 }
    if left.hasPrefix("*/") { depth -= 1 }
    length += step
    left = left.dropFirst(step)
    if depth == 0 { break }
  }
  return length
}

private func lengthOfLiteral(_ rest: Substring, hashes: Substring, quote: Substring) -> Int {
  let end = String(quote + hashes)
  let escape = "\\" + hashes
  var length = hashes.count + quote.count
  var left = rest.dropFirst(length)
  while !left.isEmpty, !left.hasPrefix(end) {
    let step = left.hasPrefix(escape) ? escape.count + 1 : 1
    length += step
    left = left.dropFirst(step)
  }
  return length + (left.isEmpty ? 0 : end.count)
}
