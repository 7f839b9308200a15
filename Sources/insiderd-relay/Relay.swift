import Glibc
import NIOCore
import NIOPosix

/// Asks the judge for requests, performs them, and says what happened. It keeps nothing.
@main
struct Relay {
  static func main() async {
    do throws(Arguments.Problem) {
      await run(try Arguments(CommandLine.arguments.dropFirst()))
    } catch {
      end(error)
    }
  }

  private static func run(_ arguments: Arguments) async {
    Hardening.apply()
    let parent = arguments.diesWithParent ? Parent() : nil
    // One thread is enough for sockets that wait most of the time.
    NIOSingletons.groupLoopCountSuggestion = 1
    NIOSingletons.blockingPoolThreadCountSuggestion = 1
    let service = RelayService(arguments: arguments, environment: Environment())
    let executor = LoopExecutor(MultiThreadedEventLoopGroup.singleton.next())
    await withTaskExecutorPreference(executor) { await service.run() }
    withExtendedLifetime(parent) {}
  }

  private static func end(_ problem: Arguments.Problem) {
    switch problem {
    case .help:
      print(Arguments.usage, terminator: "")
    case .usage(let sentence):
      complain("\(sentence)\n\(Arguments.usage)")
      exit(EX_USAGE)
    }
  }
}
