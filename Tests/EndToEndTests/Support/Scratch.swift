import Foundation

/// A folder of its own for one test, gone when the test is.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "insiderd-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func path(_ name: String) -> String {
    folder.appending(path: name).path
  }

  /// Writes a file beside its place and renames it there, as whoever fills an inbox should.
  func write(_ text: String, to name: String) throws {
    let target = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: target, options: .atomic)
  }

  /// Fills an inbox that nobody watches yet.
  func fill(_ name: String, with filings: [MadeUpFiling]) throws {
    let inbox = folder.appending(path: name)
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    for filing in filings {
      try Data(filing.text.utf8).write(to: inbox.appending(path: filing.name))
    }
  }

  /// Copies the files of a folder that may be read-only.
  func copy(_ source: URL, to name: String) throws {
    let target = folder.appending(path: name)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil) {
      try Data(contentsOf: file).write(to: target.appending(path: file.lastPathComponent))
    }
  }

  func create(_ name: String) throws -> FileHandle {
    try Data().write(to: folder.appending(path: name))
    return try FileHandle(forWritingTo: folder.appending(path: name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// Paths of all files below a folder of the scratch folder, relative to that, in order. None when it is not there.
  func files(below name: String) -> [String] {
    let base = folder.appending(path: name)
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { path in
      var isFolder = ObjCBool(false)
      let exists = FileManager.default.fileExists(
        atPath: base.appending(path: path).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }
}
