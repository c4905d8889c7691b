import NIOCore

/// What talks over a WebSocket: a viewer's session, or in tests an echo.
///
/// Called on the socket's loop. After `closed` nothing more comes.
protocol WebSocketSession: AnyObject {
    func opened()
    func received(text: [UInt8])
    func received(binary: [UInt8])
    /// Bytes of any kind came: the other side lives.
    func heard()
    /// The socket was full and can take bytes again.
    func drained()
    func closed()
}

/// The server's end of one WebSocket: parses, answers pings and closes by the book.
///
/// Confined to its channel's loop.
final class WebSocketHandler: ChannelInboundHandler, LiveTransport {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case open
        /// Our close frame is out; theirs has not come.
        case closing
        /// The stream is broken or over: what still comes is dropped.
        case deaf
    }

    private var phase = Phase.open
    private var parser: WebSocketParser
    private let encoder: LiveEncoder
    private let closeGrace: TimeAmount
    private var context: ChannelHandlerContext?
    private var session: (any WebSocketSession)?

    init(
        session: any WebSocketSession,
        encoder: LiveEncoder,
        messageLimit: Int,
        allowsCompression: Bool,
        closeGraceMilliseconds: Int64
    ) {
        self.session = session
        self.encoder = encoder
        parser = WebSocketParser(limit: messageLimit, allowsCompression: allowsCompression)
        closeGrace = .milliseconds(closeGraceMilliseconds)
    }

    // MARK: Out

    /// As the channel said last: to ask it for each of thousands of frames is a tenth of their
    /// price.
    private(set) var isWritable = false

    /// Sends whole frames, unless a close frame is out.
    func write(_ frames: ByteBuffer) {
        guard phase == .open, let context else { return }
        context.writeAndFlush(wrapOutboundOut(frames), promise: nil)
    }

    func ping() {
        write(Self.pingFrame)
    }
    private static let pingFrame = ByteBuffer(bytes: [0x89, 0x00])

    func close(_ code: WebSocketCloseCode, _ reason: String) {
        guard phase == .open, let context else { return }
        phase = .closing
        sendClose(code, reason, context)
        giveUpLater(context)
    }

    func abort() {
        phase = .deaf
        context?.close(promise: nil)
    }

    // MARK: In

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        isWritable = context.channel.isWritable
        session?.opened()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .deaf else { return }
        session?.heard()
        var bytes = unwrapInboundIn(data)
        do throws(WebSocketFault) {
            let inflater = parser.allowsCompression ? encoder.inflater : nil
            while phase != .deaf,
                let input = try parser.next(from: &bytes, inflater: inflater)
            {
                take(input, context)
            }
        } catch {
            fail(error, context)
        }
    }

    private func take(_ input: WebSocketInput, _ context: ChannelHandlerContext) {
        switch input {
        case .close(let code):
            // RFC 6455 §7.1.1: the server closes the connection first, once both frames are out.
            if phase == .open { sendClose(code, "", context) }
            phase = .deaf
            endSession()
            closeWhenFlushed(context)
        case .text, .binary, .ping, .pong:
            guard phase == .open else { return }
            switch input {
            case .text(let bytes): session?.received(text: bytes)
            case .binary(let bytes): session?.received(binary: bytes)
            case .ping(let bytes): answerPing(bytes)
            case .pong, .close: break
            }
        }
    }

    private func answerPing(_ payload: [UInt8]) {
        // A client that pings and does not read is not worth a queue.
        guard isWritable else { return }
        var frame = ByteBuffer()
        frame.writeFrame(.pong, ByteBuffer(bytes: payload).readableBytesView)
        write(frame)
    }

    private func fail(_ fault: WebSocketFault, _ context: ChannelHandlerContext) {
        if phase == .open { sendClose(fault.code, fault.reason, context) }
        phase = .deaf
        endSession()
        // Not a full close: unread bytes would turn it into a reset, and the close frame be lost.
        context.close(mode: .output, promise: nil)
        giveUpLater(context)
    }

    private func sendClose(
        _ code: WebSocketCloseCode?,
        _ reason: String,
        _ context: ChannelHandlerContext
    ) {
        var frame = ByteBuffer()
        if let code {
            frame.writeClose(code, reason)
        } else {
            frame.writeFrame(.close, ByteBuffer().readableBytesView)
        }
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    private func closeWhenFlushed(_ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete {
            [weak self] _ in self?.context?.close(promise: nil)
        }
        giveUpLater(context)
    }

    /// Never cancelled: a timer that finds the channel closed costs nothing.
    private func giveUpLater(_ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: closeGrace) { [weak self] in
            self?.abort()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable { session?.drained() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        endSession()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        endSession()
        isWritable = false
        self.context = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A broken socket says nothing that the log should hear.
        context.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    /// Breaks the cycle of handler and session.
    private func endSession() {
        let ended = session
        session = nil
        ended?.closed()
    }
}
