import NIOCore

/// The server's end of one event stream: writes events, hears nothing.
///
/// Confined to its channel's loop.
final class EventStreamHandler: ChannelInboundHandler, LiveTransport {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var viewer: LiveViewer?
    private let closeGrace: TimeAmount
    private var isEnding = false

    init(viewer: LiveViewer, closeGraceMilliseconds: Int64) {
        self.viewer = viewer
        closeGrace = .milliseconds(closeGraceMilliseconds)
    }

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func write(_ frames: ByteBuffer) {
        guard !isEnding, let context else { return }
        context.writeAndFlush(wrapOutboundOut(frames), promise: nil)
    }

    func ping() {
        write(Self.comment)
    }
    private static let comment = ByteBuffer(staticString: ":\n\n")

    func close(_ code: WebSocketCloseCode, _ reason: String) {
        guard !isEnding, let context else { return }
        isEnding = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete {
            [weak self] _ in self?.abort()
        }
        context.eventLoop.assumeIsolated().scheduleTask(in: closeGrace) { [weak self] in
            self?.abort()
        }
    }

    func abort() {
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    /// Whatever a client still sends is not for us.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { viewer?.drained() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        endViewer()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        endViewer()
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func endViewer() {
        let ended = viewer
        viewer = nil
        ended?.closed()
    }
}
