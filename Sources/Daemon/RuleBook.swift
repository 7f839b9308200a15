import Filings
package import Rules

/// The rules that are live, and how they came to be: read from files, compiled with the code of `insiderd check`,
/// each bad file replaced by its last good text.
struct RuleBook {
  private(set) var rules: RuleSet = .empty
  /// What the live rules were compiled from.
  private(set) var files: [SourceFile] = []
  /// Everything that is wrong with the files as they are; empty when they are what is live.
  private(set) var complaint: Complaint?

  /// Why the files on disk are not what is live.
  struct Complaint {
    /// For people: the diagnostics as `insiderd check` prints them, or why a file cannot be read.
    let text: String
    /// The first of them, in one line.
    let summary: String
    let badFiles: [String]
  }

  /// Compiles the files as they are now. Good files replace the live rules whole; for a bad one its last good text
  /// stays, and without one it is left out.
  mutating func reload(from paths: [String], lastGood: [String: [UInt8]]) {
    let (loaded, unreadable) = RuleFiles.load(paths)
    let compilation = RuleSet.compile(loaded, lists: RuleFiles.list)
    if let compiled = compilation.ruleSet, unreadable.isEmpty {
      (rules, files, complaint) = (compiled, RuleBook.kept(compilation, rules: loaded.count), nil)
      return
    }
    complaint = RuleBook.complaint(about: compilation, unreadable)
    fallBack(on: lastGood, loaded: loaded, bad: complaint?.badFiles ?? [])
  }

  /// The rules as they were in force last, whatever the files say now.
  mutating func restore(_ lastGood: [String: [UInt8]]) {
    let names = lastGood.keys.map { name in
      name.hasPrefix(RuleBook.listMark) ? String(name.dropFirst(RuleBook.listMark.count)) : name
    }
    fallBack(on: lastGood, loaded: [], bad: names)
  }

  private mutating func fallBack(on lastGood: [String: [UInt8]], loaded: [SourceFile], bad: [String]) {
    let kept = RuleBook.mended(loaded, bad: Set(bad), lastGood)
    let held = lastGood.filter { !$0.key.hasPrefix(RuleBook.listMark) }.sorted { $0.key < $1.key }
      .map { SourceFile(name: $0.key, text: $0.value) }
    for candidate in [kept, held] {
      let compilation = RuleSet.compile(candidate) { RuleBook.list($0, bad: bad, lastGood) }
      if let compiled = compilation.ruleSet {
        (rules, files) = (compiled, RuleBook.kept(compilation, rules: candidate.count))
        return
      }
    }
    (rules, files) = (.empty, [])
  }

  /// Before the name under which a list's text is kept, since it is no rule file.
  private static let listMark = "list "

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
    let old = bad.sorted().compactMap { name in lastGood[name].map { SourceFile(name: name, text: $0) } }
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
    return Complaint(
      text: (reasons + [rendered]).filter { !$0.isEmpty }.joined(separator: "\n"),
      summary: reasons.first ?? first ?? "", badFiles: names.sorted())
  }
}

/// Rule files from the disk.
package enum RuleFiles {
  /// A file that could not be read.
  package struct Unreadable: Sendable, Hashable {
    package let name: String
    package let reason: String
    /// There is no such file.
    package let isMissing: Bool
  }

  /// The files that the paths name, and in folders all `*.rules`, in the order of their names.
  package static func load(_ paths: [String]) -> (files: [SourceFile], unreadable: [Unreadable]) {
    var files: [SourceFile] = []
    var unreadable: [Unreadable] = []
    func attempt(_ path: String, _ body: () throws(SystemError) -> Void) {
      do {
        try body()
      } catch {
        unreadable.append(Unreadable(name: path, reason: error.description, isMissing: !Files.exists(path)))
      }
    }
    for path in paths {
      attempt(path) { () throws(SystemError) in
        for file in try names(at: path) {
          attempt(file) { () throws(SystemError) in
            files.append(SourceFile(name: file, text: try Files.read(file, limit: Limits.ruleFileBytes)))
          }
        }
      }
    }
    return (files, unreadable)
  }

  /// The file of a list.
  package static func list(_ file: ListFile) -> ListFile.Contents {
    do throws(SystemError) {
      return .file(
        SourceFile(name: file.path, text: try Files.read(file.path, limit: Limits.ruleFileBytes)))
    } catch {
      return .unreadable(error.description)
    }
  }

  private static func names(at path: String) throws(SystemError) -> [String] {
    guard Files.isDirectory(path) else { return [path] }
    let names = try Files.names(in: path).filter {
      $0.bytes.first != UInt8(ascii: ".") && $0.bytes.suffix(6).elementsEqual(".rules".utf8)
    }
    return names.map { path + "/" + String(decoding: $0.bytes, as: UTF8.self) }
  }
}
