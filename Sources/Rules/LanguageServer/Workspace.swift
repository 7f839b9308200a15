/// The rule files as an editor sees them: the open ones as they are typed, the others as they are on the disk, compiled
/// together.
struct Workspace {
  let uris: [String]
  let compilation: Compilation
  let names: WorkspaceNames

  init(_ texts: [String: [UInt8]], lists: (ListFile) -> ListFile.Contents) {
    uris = texts.keys.sorted()
    compilation = RuleSet.compile(
      uris.map { SourceFile(name: Workspace.path(of: $0), text: texts[$0] ?? []) }, lists: lists)
    names = WorkspaceNames(compilation)
  }

  /// The path of a `file:` URI, and other URIs as they are.
  private static func path(of uri: String) -> String {
    guard uri.hasPrefix("file://") else { return uri }
    var bytes: [UInt8] = []
    var rest = Array(uri.utf8.dropFirst("file://".utf8.count))[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let escaped = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(escaped)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func file(_ uri: String) -> Int? { uris.firstIndex(of: uri) }

  // MARK: Diagnostics

  func diagnostics(of uri: String) -> [PlainValue] {
    guard let file = file(uri) else { return [] }
    return compilation.diagnostics.filter { $0.span.file == file }.map { diagnostic in
      let help = diagnostic.help.map { "\n\($0)" } ?? ""
      return .record([
        ("range", range(of: diagnostic.span)),
        ("severity", .integer(diagnostic.level == .error ? 1 : 2)), ("code", .text(diagnostic.code)),
        ("source", .text("insiderd")), ("message", .text(diagnostic.message + help)),
        ("relatedInformation", .list(diagnostic.labels.compactMap(related))),
      ])
    }
  }

  private func related(_ label: Diagnostic.Label) -> PlainValue? {
    guard uris.indices.contains(label.span.file), !label.text.isEmpty else { return nil }
    return .record([
      (
        "location",
        .record([("uri", .text(uris[label.span.file])), ("range", range(of: label.span))])
      ), ("message", .text(label.text)),
    ])
  }

  // MARK: Formatting

  /// One edit that replaces the whole text; none where the text is as it should be or cannot be understood.
  func formatting(_ uri: String) -> PlainValue {
    guard let file = file(uri),
      let formatted = compilation.formatted.first(where: { $0.file.name == compilation.files[file].name }),
      let text = formatted.text, !formatted.isCanonical
    else { return .list([]) }
    let whole = Span(file: file, start: 0, end: formatted.file.text.count)
    return .list([.record([("range", range(of: whole)), ("newText", .text(text))])])
  }

  // MARK: Positions

  func range(of span: Span) -> PlainValue {
    let file = compilation.files[span.file]
    return .record([("start", position(span.start, file)), ("end", position(span.end, file))])
  }

  /// Lines from 0, and columns in UTF-16.
  private func position(_ offset: Int, _ file: SourceFile) -> PlainValue {
    let line = file.place(at: offset).line - 1
    let start = file.line(at: offset).lowerBound
    let column = file.string(start..<max(start, min(offset, file.text.count))).utf16.count
    return .record([("line", .integer(line)), ("character", .integer(column))])
  }

  /// The byte of a position; the end of the line for a column behind it.
  func offset(_ position: PlainValue, in file: SourceFile) -> Int {
    var start = 0
    for _ in 0..<max(0, position["line"].integer ?? 0) {
      guard let end = file.text[start...].firstIndex(of: 0x0A) else { return file.text.count }
      start = end + 1
    }
    var columns = max(0, position["character"].integer ?? 0)
    var offset = start
    for scalar in file.string(file.line(at: start)).unicodeScalars {
      guard columns > 0 else { break }
      columns -= UTF16.width(scalar)
      offset += UTF8.width(scalar)
    }
    return min(offset, file.text.count)
  }
}

/// What the user's own files name.
struct WorkspaceNames {
  private(set) var lists: [String] = []
  private(set) var defines: [String: String] = [:]
  private(set) var rules: [String] = []
  private(set) var webhooks: [String] = []
  private(set) var tickers: [String] = []

  init(_ compilation: Compilation) {
    var seen: Set<String> = []
    for syntax in compilation.syntaxes {
      let source = compilation.files[syntax.file]
      lists += syntax.lists.map(\.name.text)
      rules += syntax.rules.map(\.name.text)
      webhooks += syntax.webhooks.map(\.name.text)
      for define in syntax.defines {
        defines[define.name.text] = SyntaxPrinter(source: source, units: [:]).text(define.expression)
      }
      for token in Lexer.tokens(of: source, file: syntax.file) {
        if case .ticker(let ticker) = token.kind, !ticker.isEmpty { seen.insert(ticker) }
      }
    }
    tickers = seen.sorted()
  }
}
