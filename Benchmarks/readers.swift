import Glibc

/// `readers DIRECTORY ROUNDS` reads every file of a directory as `floor` does, and gives it to the reader of filings. It
/// is compiled as one module with `Sources/Filings`, as the fuzzer is, because the shipped program has no subcommand for
/// measurements and no package beside it can call what is `package` there.
@main
enum Readers {
  static func main() {
    guard CommandLine.arguments.count == 3, let rounds = Int(CommandLine.arguments[2]) else {
      fatal("usage: readers DIRECTORY ROUNDS", 64)
    }
    let directory = open(CommandLine.arguments[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { fatal("\(CommandLine.arguments[1]): cannot be opened", 66) }
    let names = names(in: directory)
    var seconds: [Double] = []
    var bytes = 0
    var rows = 0
    for _ in 0..<rounds {
      let began = cpuSeconds()
      bytes = 0
      for name in names {
        let contents = contents(of: name, in: directory)
        bytes += contents.count
        rows += self.rows(in: consume contents, name)
      }
      seconds.append(cpuSeconds() - began)
    }
    print("{\"filings\":\(names.count),\"cpu_seconds\":\(seconds),\"bytes\":\(bytes),\"made\":\(rows)}")
  }

  private static func rows(in contents: consuming [UInt8], _ name: [CChar]) -> Int {
    do throws(FilingError) {
      let filings = try FilingReader.read(consume contents)
      return filings.reduce(0) { $0 + $1.transactions.count + $1.holdings.count }
    } catch {
      fatal("\(shown(name)): \(error)", 65)
    }
  }

  private static func names(in directory: Int32) -> [[CChar]] {
    guard let stream = fdopendir(dup(directory)) else { fatal("the directory cannot be listed", 66) }
    defer { closedir(stream) }
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        $0.prefix { $0 != 0 }.map(CChar.init(bitPattern:))
      }
      if name.first != CChar(bitPattern: UInt8(ascii: ".")) { names.append(name + [0]) }
    }
    return names
  }

  private static func contents(of name: [CChar], in directory: Int32) -> [UInt8] {
    let file = openat(directory, name, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard file >= 0, fstat(file, &status) == 0 else { fatal("\(shown(name)): cannot be read", 66) }
    defer { close(file) }
    let count = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: count + XMLBytes.room) { buffer, initialized in
      initialized = max(0, read(file, buffer.baseAddress, count))
    }
  }

  private static func shown(_ name: [CChar]) -> String {
    String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(0, &usage)
    let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(micros) * 1e-6
  }

  private static func fatal(_ message: String, _ status: Int32) -> Never {
    let line = Array("readers: \(message)\n".utf8)
    _ = write(2, line, line.count)
    exit(status)
  }
}
