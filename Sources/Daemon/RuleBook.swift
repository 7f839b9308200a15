import Filings
package import Rules

/// The rules that are live, and how they came to be: read from files, compiled with the code of `insiderd check`,
/// each bad file replaced by its last good text.
struct RuleBook {
  private(set) var rules: RuleSet = .empty
  /// What the live rules were compiled from.
  private(set) var files: [SourceFile] = []
  /// The same by name: the last good texts, where no ledger keeps them.
  var texts: [String: [UInt8]] {
    Dictionary(files.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }
  /// Everything that is wrong with the files as they are; empty when they are what is live.
  private(set) var complaint: Complaint?

  /// Why the files on disk are not what is live.
  struct Complaint {
    /// For people: the diagnostics as `insiderd check` prints them, or why a file cannot be read.
    let text: String
    /// The first of them, in one line.
    let summary: String
    let badFiles: [String]
    /// The first thing that is wrong with each of them.
    var reasons: [String: String] = [:]
  }

  /// Each rule file, and whether it is in force as it is. `goodSince`: the seconds since which each text is known good.
  func status(goodSince: [String: Int64]) -> [DaemonStatus.RuleFile] {
    let bad = complaint.map { Set($0.badFiles) } ?? []
    let live = Set(files.map(\.name)).filter { !$0.hasPrefix(RuleBook.listMark) }
    return live.union(bad).sorted().map { name in
      DaemonStatus.RuleFile(
        name: name, isLive: !bad.contains(name), error: complaint?.reasons[name],
        lastGood: live.contains(name) ? goodSince[name] : nil)
    }
  }

  /// The files that lists name, whether they could be read or not.
  private(set) var lists: [String] = []
  /// How all files were before they were last read.
  private var snapshot: [String: Fingerprint] = [:]

  /// Whether a file is another than when they were last read, or came, or went.
  func hasChanged(_ paths: [String]) -> Bool {
    RuleFiles.snapshot(paths, lists: lists) != snapshot
  }

  /// Compiles the files as they are now. Good files replace the live rules whole; for a bad one its last good text
  /// stays, and without one it is left out.
  mutating func reload(from paths: [String], lastGood: [String: [UInt8]]) {
    var before = RuleFiles.snapshot(paths, lists: lists)
    let (loaded, unreadable) = RuleFiles.load(paths)
    let compilation = RuleSet.compile(loaded, lists: RuleFiles.list)
    lists = compilation.listFiles.map(\.path)
    for list in lists where before[list] == nil { before[list] = RuleFiles.snapshot([], lists: [list])[list] }
    snapshot = before
    let held = RuleBook.held(lastGood, below: paths)
    if loaded.isEmpty, unreadable.isEmpty, !held.isEmpty {
      complaint = RuleBook.complaint(aboutEmpty: paths)
      return fallBack(on: lastGood, [held])
    }
    if let compiled = compilation.ruleSet, unreadable.isEmpty {
      (rules, files, complaint) = (compiled, RuleBook.kept(compilation, rules: loaded.count), nil)
      return
    }
    complaint = RuleBook.complaint(about: compilation, unreadable)
    fallBack(on: lastGood, [RuleBook.mended(loaded, bad: Set(complaint?.badFiles ?? []), lastGood), held])
  }

  /// The rules as they were in force last, whatever the files say now.
  mutating func restore(_ lastGood: [String: [UInt8]]) {
    let files = lastGood.filter { !$0.key.hasPrefix(RuleBook.listMark) }.sorted { $0.key < $1.key }
      .map { SourceFile(name: $0.key, text: $0.value) }
    let lists = lastGood.keys.filter { $0.hasPrefix(RuleBook.listMark) }
    fallBack(on: lastGood, [files], bad: lists.map { String($0.dropFirst(RuleBook.listMark.count)) })
  }

  /// Takes the first of the candidates that compiles. Where none does, what is live stays live.
  private mutating func fallBack(
    on lastGood: [String: [UInt8]], _ candidates: [[SourceFile]], bad names: [String] = []
  ) {
    let bad = (complaint?.badFiles ?? []) + names
    for candidate in candidates {
      let compilation = RuleSet.compile(candidate) { RuleBook.list($0, bad: bad, lastGood) }
      if let compiled = compilation.ruleSet {
        (rules, files) = (compiled, RuleBook.kept(compilation, rules: candidate.count))
        return
      }
    }
  }

  /// The rule files that were good last, of those that the paths name now.
  private static func held(_ lastGood: [String: [UInt8]], below paths: [String]) -> [SourceFile] {
    lastGood.filter { entry in paths.contains { isWithin(entry.key, $0) } }
      .sorted { $0.key < $1.key }.map { SourceFile(name: $0.key, text: $0.value) }
  }

  private static func isWithin(_ name: String, _ path: String) -> Bool {
    name == path || name.hasPrefix(path.hasSuffix("/") ? path : path + "/")
  }

  /// A folder that had rules and has none may be one that is not mounted.
  private static func complaint(aboutEmpty paths: [String]) -> Complaint {
    let text =
      "\(paths.joined(separator: ", ")) holds no rule file any more; to have no rules, put an empty file there, "
      + "such as none.rules"
    return Complaint(text: text, summary: text, badFiles: paths)
  }

  /// Before the name under which a list's text is kept, since it is no rule file.
  fileprivate static let listMark = "list "

  /// The rule files, and behind them those of lists with their mark.
  private static func kept(_ compilation: Compilation, rules count: Int) -> [SourceFile] {
    let lists = compilation.files.dropFirst(count).map { SourceFile(name: listMark + $0.name, text: $0.text) }
    return compilation.files.prefix(count) + lists
  }

  /// A list as it is on the disk, or as it last was good.
  private static func list(_ file: ListFile, bad: [String], _ lastGood: [String: [UInt8]])
    -> ListFile.Contents
  {
    let contents = RuleFiles.list(file)
    if case .file = contents, !bad.contains(file.path) { return contents }
    return lastGood[listMark + file.path].map { .file(SourceFile(name: file.path, text: $0)) } ?? contents
  }

  /// The good files as they are, the bad ones as they last were good.
  private static func mended(_ loaded: [SourceFile], bad: Set<String>, _ lastGood: [String: [UInt8]])
    -> [SourceFile]
  {
    let good = loaded.filter { !bad.contains($0.name) }
    // What is bad may be a whole folder.
    let old = held(lastGood, below: bad.sorted())
    return (good + old).sorted { $0.name < $1.name }
  }

  private static func complaint(about compilation: Compilation, _ unreadable: [RuleFiles.Unreadable])
    -> Complaint
  {
    let errors = compilation.diagnostics.filter { $0.level == .error }
    let names = Set(errors.map { compilation.files[$0.span.file].name } + unreadable.map(\.name))
    let reasons = unreadable.map { "\($0.name): \($0.reason)" }
    let rendered = DiagnosticRenderer(files: compilation.files).render(errors)
    let first = errors.first.map { "\(compilation.files[$0.span.file].name): \($0.message)" }
    let reasonsByName =
      errors.map { (compilation.files[$0.span.file].name, $0.message) }
      + unreadable.map { ($0.name, $0.reason) }
    return Complaint(
      text: (reasons + [rendered]).filter { !$0.isEmpty }.joined(separator: "\n"),
      summary: reasons.first ?? first ?? "", badFiles: names.sorted(),
      reasons: Dictionary(reasonsByName) { first, _ in first })
  }
}

extension RuleSet {
  /// The rules that texts in the ledger make, as far as they still do: for a ledger whose daemon does not run.
  package static func lastGood(_ texts: [String: [UInt8]]) -> RuleSet {
    let mark = RuleBook.listMark
    let files = texts.filter { !$0.key.hasPrefix(mark) }.sorted { $0.key < $1.key }
      .map { SourceFile(name: $0.key, text: $0.value) }
    let compilation = RuleSet.compile(files) { list in
      texts[mark + list.path].map { .file(SourceFile(name: list.path, text: $0)) }
        ?? .unreadable("it is not in the ledger")
    }
    return compilation.ruleSet ?? .empty
  }
}
