import Foundation
import Testing

/// The checkout that these tests stand in.
enum Checkout {
  static let root: URL = {
    // This file lies at Tests/TidyTests/Support, also where a folder on the way is a link.
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }()

  /// Names at the top, without those that `.gitignore` leaves out.
  static func topLevel() throws -> [String] {
    let ignored = try ignoredNames()
    return try FileManager.default.contentsOfDirectory(atPath: root.path).sorted().filter { name in
      name != ".git" && !ignored.contains { matches(name, $0) }
    }
  }

  /// The files below `folder` with one of the extensions, in the order of their paths.
  static func files(in folder: String, extensions: Set<String> = ["swift"]) throws -> [SourceText] {
    let base = root.appending(path: folder)
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    let wanted = paths.sorted().filter { path in
      extensions.contains(URL(filePath: path).pathExtension) && !isFolder("\(folder)/\(path)")
    }
    return try wanted.map { path in
      // A fixture need not be UTF-8.
      let bytes = try Data(contentsOf: base.appending(path: path))
      return SourceText(path: "\(folder)/\(path)", text: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// One file; absent files are a failure of the check that asks for them.
  static func file(_ path: String) throws -> SourceText {
    SourceText(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = ObjCBool(false)
    let exists = FileManager.default.fileExists(
      atPath: root.appending(path: path).path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  private static func ignoredNames() throws -> [String] {
    try file(".gitignore").lines.map { $0.drop { $0 == "/" } }.filter { !$0.isEmpty }.map(String.init)
  }

  /// A pattern of `.gitignore` with at most one `*`.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    let halves = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2 else { return name == pattern }
    return name.hasPrefix(halves[0]) && name.hasSuffix(halves[1])
  }
}

/// Fails with all complaints, one on each line.
func expectNone(_ complaints: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(
    complaints.isEmpty, "\(complaints.count):\n\(complaints.joined(separator: "\n"))",
    sourceLocation: sourceLocation)
}
