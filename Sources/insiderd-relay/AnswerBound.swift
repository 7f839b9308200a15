import NIOCore
import NIOHTTP1

/// Ends a connection on which a receiver says more than any answer has. The parser bounds headers and leaves the words
/// behind a status without one, so that these alone could fill the memory.
final class AnswerBound: ChannelDuplexHandler {
  /// The receiver said more than `RelayLimits.answerBytes`.
  struct Excess: Error {}

  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Bytes since the last piece of a request went out.
  private var received = 0

  /// Between TLS and HTTP, so that what is counted is what the parser gets.
  @Sendable static func install(in channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(AnswerBound(), position: .before(parser))
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += unwrapInboundIn(data).readableBytes
    guard received <= RelayLimits.answerBytes else {
      context.fireErrorCaught(Excess())
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    received = 0
    context.write(data, promise: promise)
  }
}
