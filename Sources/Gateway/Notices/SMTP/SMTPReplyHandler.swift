import NIOCore

/// Hands a server's replies to those who wait for them, in order. Lives on its channel's loop.
final class SMTPReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var parser = SMTPReplyParser()
    private var waiting: CircularBuffer<EventLoopPromise<SMTPReply>> = []
    /// Replies nobody has asked for yet: the greeting, or a 421 before the server hangs up.
    private var early: CircularBuffer<SMTPReply> = []
    private var ending: SMTPFailure?

    /// A reply to come, or that has come.
    func next(on loop: any EventLoop) -> EventLoopFuture<SMTPReply> {
        if let reply = early.popFirst() { return loop.makeSucceededFuture(reply) }
        if let ending { return loop.makeFailedFuture(ending) }
        let promise = loop.makePromise(of: SMTPReply.self)
        waiting.append(promise)
        return promise.futureResult
    }

    /// Whether the server has said nothing that was not asked for.
    var isQuiet: Bool { parser.isBetweenReplies && early.isEmpty && ending == nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do throws(SMTPReplyParser.Violation) {
            for byte in unwrapInboundIn(data).readableBytesView {
                guard let reply = try parser.take(byte) else { continue }
                if let promise = waiting.popFirst() {
                    promise.succeed(reply)
                } else if early.count < 4 {
                    early.append(reply)
                } else {
                    throw SMTPReplyParser.Violation(reason: "replies nobody asked for")
                }
            }
        } catch {
            end(.closed(error.reason))
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.closed("the server closed the connection"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.closed("\(error)"))
        context.close(promise: nil)
    }

    /// Nothing more will come; the first reason stays.
    func end(_ failure: SMTPFailure) {
        if ending == nil { ending = failure }
        while let promise = waiting.popFirst() { promise.fail(ending ?? failure) }
    }
}
