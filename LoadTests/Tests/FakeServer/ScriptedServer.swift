import NIOCore
import NIOPosix

/// Answers the first bytes of each connection with fixed pieces, one every few milliseconds: for
/// the client's parser.
public final class ScriptedServer: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    /// The port on 127.0.0.1.
    public var port: Int { channel.localAddress?.port ?? 0 }

    /// A server that sends `pieces` and closes after them when `closes`.
    public init(pieces: [String], closes: Bool = false) throws {
        channel = try ServerBootstrap(group: group)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(
                        Script(pieces: pieces, closes: closes)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
    }

    /// Stops it.
    public func stop() throws {
        try channel.close().wait()
        try group.syncShutdownGracefully()
    }
}

private final class Script: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var pieces: [String]
    private let closes: Bool
    private var began = false

    init(pieces: [String], closes: Bool) {
        self.pieces = pieces
        self.closes = closes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !began else { return }
        began = true
        send(context)
    }

    private func send(_ context: ChannelHandlerContext) {
        guard !pieces.isEmpty else {
            if closes { context.close(promise: nil) }
            return
        }
        let piece = pieces.removeFirst()
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: piece)), promise: nil)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(5)) {
            let (script, context) = bound.value
            script.send(context)
        }
    }
}
