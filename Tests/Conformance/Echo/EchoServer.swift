import Foundation
@testable import Gateway
import NIOCore
import NIOHTTP1
import NIOPosix

/// The gateway's WebSocket code with an echo behind it, for conformance suites that need one.
///
/// Prints `echo: ready on 127.0.0.1:PORT`, and serves until it is killed.
@main
enum EchoServer {
    /// Autobahn's largest message has 16 MiB.
    static let messageLimit = 32 << 20
    static let closeGraceMilliseconds: Int64 = 1_000

    static func main() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(
                        ByteToMessageHandler(
                            HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)))
                    try pipeline.addHandler(EchoUpgrade())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let line = "echo: ready on 127.0.0.1:\(server.localAddress?.port ?? 0)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
        try await server.closeFuture.get()
    }
}

/// Sends back every message, in its own kind, compressed if that was agreed.
final class EchoSession: WebSocketSession {
    private weak var transport: (any LiveTransport)?
    private let deflater: Deflater?

    init(isCompressing: Bool) { deflater = isCompressing ? Deflater() : nil }

    func attach(_ transport: any LiveTransport) { self.transport = transport }

    func received(text: [UInt8]) { echo(.text, text) }
    func received(binary: [UInt8]) { echo(.binary, binary) }

    private func echo(_ opcode: WebSocketOpcode, _ bytes: [UInt8]) {
        var frame = ByteBuffer()
        let payload = ByteBuffer(bytes: bytes).readableBytesView
        if let short = deflater?.deflate(payload) {
            frame.writeFrame(opcode, short.readableBytesView, isCompressed: true)
        } else {
            frame.writeFrame(opcode, payload)
        }
        transport?.write(frame)
    }

    func opened() {}
    func heard() {}
    func drained() {}
    func closed() {}
}

/// Opens the WebSocket, and makes way for it.
///
/// Confined to its channel's loop.
final class EchoUpgrade: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private var head: HTTPRequestHead?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            do {
                try upgrade(context)
            } catch {
                context.close(promise: nil)
            }
        }
    }

    private func upgrade(_ context: ChannelHandlerContext) throws {
        guard let head else { return context.close(promise: nil) }
        let handshake = try WebSocketHandshake(head)
        let isCompressing = handshake.compression.map { $0.windowBits >= Deflater.windowBits }
        let session = EchoSession(isCompressing: isCompressing ?? false)
        let handler = WebSocketHandler(
            session: session, encoder: LiveEncoder(), messageLimit: EchoServer.messageLimit,
            allowsCompression: handshake.compression != nil,
            closeGraceMilliseconds: EchoServer.closeGraceMilliseconds)
        session.attach(handler)
        context.writeAndFlush(
            wrapOutboundOut(handshake.response(requestID: "echo")), promise: nil)
        let pipeline = context.pipeline.syncOperations
        try pipeline.addHandler(handler)
        let decoder = try pipeline.context(
            handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
        pipeline.removeHandler(context: context, promise: nil)
        pipeline.removeHandler(context: decoder, promise: nil)
    }
}
