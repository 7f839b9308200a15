import Foundation

/// The renderer of pages, a script, so that what reads pages is not tested with its own ideas of them.
enum PageScript {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts")

  static var canRun: Bool {
    let isHere = (try? run(["-c", "import xml.etree.ElementTree"])) == 0
    if !isHere { print("there is no python3: the tests of rendered pages are skipped") }
    return isHere
  }

  struct Pair {
    let name: String
    let xml: [UInt8]
    let page: [UInt8]
  }

  /// Made-up filings, each with its page in `style`.
  static func madeUp(_ count: Int, seed: Int, style: String) throws -> [Pair] {
    try rendered(style, ["--made-up", "\(count)", "\(seed)"]) { name, folder in
      folder.appending(path: "\(name).xml")
    }
  }

  /// The files, each with its page in `style`.
  static func pages(of files: [URL], style: String) throws -> [Pair] {
    try rendered(style, files.map(\.path)) { name, _ in
      files.first { $0.deletingPathExtension().lastPathComponent == name }
    }
  }

  private static func rendered(
    _ style: String, _ arguments: [String], xml: (String, URL) -> URL?
  ) throws -> [Pair] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = Self.folder.appending(path: "render_page.py").path
    guard try run(["-B", script, folder.path, style] + arguments) == 0 else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".html")
    }
    return try names.sorted().map { String($0.dropLast(5)) }.compactMap { name in
      guard let url = xml(name, folder) else { return nil }
      let page = try Data(contentsOf: folder.appending(path: "\(name).html"))
      return Pair(name: name, xml: Array(try Data(contentsOf: url)), page: Array(page))
    }
  }

  private static func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
