import CLinux
import Filings
import Glibc
package import Rules

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
      return .unreadable(error.reason)
    }
  }

  /// How the files are that the paths and the lists name, so that a change is seen without reading them.
  static func snapshot(_ paths: [String], lists: [String]) -> [String: Fingerprint] {
    var snapshot: [String: Fingerprint] = [:]
    for path in paths where Files.isDirectory(path) {
      var status = stat()
      // What else happens in a folder is none of ours, but another folder in its place is.
      if stat(path, &status) == 0 { snapshot[path] = Fingerprint(identityOf: status) }
    }
    for file in paths.flatMap({ (try? names(at: $0)) ?? [] }) + lists {
      var status = stat()
      if stat(file, &status) == 0 { snapshot[file] = Fingerprint(status) }
    }
    return snapshot
  }

  /// Whether a name in a folder is a rule file's.
  static func isRuleFile(_ name: FileName) -> Bool {
    name.bytes.first != UInt8(ascii: ".") && name.bytes.suffix(6).elementsEqual(".rules".utf8)
  }

  private static func names(at path: String) throws(SystemError) -> [String] {
    guard Files.isDirectory(path) else { return [path] }
    let names = try Files.names(in: path).filter(isRuleFile)
    return names.map { path + "/" + String(decoding: $0.bytes, as: UTF8.self) }
  }
}
