import FoundationEssentials
import NIOCore
import NIOPosix
import Wire

/// The connection to the judge, opened again whenever it is lost.
struct Judge: Sendable {
  let socket: String

  /// Tells `events` who comes and what is asked, until it is cancelled.
  func listen(_ events: AsyncStream<RelayEvent>.Continuation) async {
    var pause = RelayLimits.reconnectSeconds.lowerBound
    while !Task.isCancelled {
      do {
        try await converse(events)
        pause = RelayLimits.reconnectSeconds.lowerBound
        events.yield(.disconnected(reason: "the judge closed the connection"))
      } catch {
        events.yield(.disconnected(reason: reason(for: error)))
      }
      try? await Task.sleep(for: .seconds(pause))
      pause = min(pause * 2, RelayLimits.reconnectSeconds.upperBound)
    }
  }

  /// Making one costs as much as a message does.
  private static let decoder = JSONDecoder()

  /// A message to the judge as one line.
  static func line(_ message: JSON) -> ByteBuffer {
    var line = ByteBuffer(string: message.text)
    line.writeInteger(UInt8(ascii: "\n"))
    return line
  }

  private func converse(_ events: AsyncStream<RelayEvent>.Continuation) async throws {
    let connection = try await connect()
    try await connection.executeThenClose { inbound, _ in
      try await connection.channel.writeAndFlush(Judge.line(RelayHello().json)).get()
      events.yield(.connected(connection.channel))
      var splitter = LineSplitter()
      for try await piece in inbound {
        for line in try splitter.append(piece.readableBytesView) {
          events.yield(.asked(try request(line)))
        }
      }
    }
  }

  private func connect() async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
    try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(unixDomainSocketPath: socket) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel(wrappingChannelSynchronously: channel)
        }
      }
  }

  private struct Unintelligible: Error {}

  private func request(_ line: [UInt8]) throws(Unintelligible) -> RelayRequest {
    do {
      return try Judge.decoder.decode(RelayRequest.self, from: Data(line))
    } catch {
      throw Unintelligible()
    }
  }

  /// Quotes nothing of what was said.
  private func reason(for error: any Error) -> String {
    switch error {
    case is Unintelligible: "the judge sent a line that is no request"
    case let error as LineTooLong: "the judge sent too much: \(error)"
    case let error as IOError: "no connection to the judge at `\(socket)`: \(systemMessage(error.errnoCode))"
    case is SocketAddressError: "`\(socket)` is no path for a Unix socket: it is too long"
    default: "no connection to the judge at `\(socket)`"
    }
  }
}
