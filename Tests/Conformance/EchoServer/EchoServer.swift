// An echo over the gateway's own WebSocket handshake and frames, for conformance suites, which
// need one. It is a test tool: `seatgrid` itself echoes nothing.
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

@testable import Gateway

@main
struct EchoServer {
    /// Autobahn's largest message has 16 MiB.
    static let messageLimit = 16 * 1_024 * 1_024

    static func main() throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = try ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(
                        ByteToMessageHandler(
                            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)
                        )
                    )
                    try pipeline.addHandler(EchoUpgrade())
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .wait()
        let port = server.localAddress?.port ?? 0
        FileHandle.standardOutput.write(
            Data("seatgrid-ws-echo: ready on ws://127.0.0.1:\(port)\n".utf8)
        )
        try server.closeFuture.wait()
    }
}

/// Answers the handshake and makes way for the frames.
private final class EchoUpgrade: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart

    private var request: HTTPRequestHead?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): request = head
        case .body: break
        case .end: upgrade(context)
        }
    }

    private func upgrade(_ context: ChannelHandlerContext) {
        guard let head = request else { return }
        do {
            let handshake = try WebSocketHandshake(head)
            let encoder = LiveEncoder()
            let session = EchoSession()
            let handler = WebSocketHandler(
                session: session,
                encoder: encoder,
                messageLimit: EchoServer.messageLimit,
                allowsCompression: handshake.compression != nil,
                closeGraceMilliseconds: 5_000
            )
            session.socket = handler
            if let agreed = handshake.compression {
                // zlib reaches back 262 bytes less than its window: one of 9 bits suits 8, too.
                session.deflater = Deflater(windowBits: max(9, agreed.windowBits))
            }
            context.channel.writeAndFlush(handshake.response(requestID: "echo"), promise: nil)
            let pipeline = context.channel.pipeline.syncOperations
            try pipeline.addHandler(handler)
            let decoder = try pipeline.context(
                handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self
            )
            pipeline.removeHandler(context: context, promise: nil)
            pipeline.removeHandler(context: decoder, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }
}

/// Sends every message back, compressed if that was agreed.
private final class EchoSession: WebSocketSession {
    weak var socket: WebSocketHandler?
    var deflater: Deflater?

    func received(text: [UInt8]) { echo(.text, text) }
    func received(binary: [UInt8]) { echo(.binary, binary) }
    func opened() {}
    func heard() {}
    func drained() {}
    func closed() {}

    private func echo(_ opcode: WebSocketOpcode, _ bytes: [UInt8]) {
        let payload = ByteBuffer(bytes: bytes)
        var frame = ByteBuffer()
        // kosoku trips over a plain message where compression was agreed, so short ones go
        // deflated.
        if let short = deflater?.deflate(payload.readableBytesView, always: true) {
            frame.writeFrame(opcode, short.readableBytesView, isCompressed: true)
        } else {
            frame.writeFrame(opcode, payload.readableBytesView)
        }
        socket?.write(frame)
    }
}
