import Foundation
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Gathers a request and answers it.
final class FakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: FakeServer
    private var head: HTTPRequestHead?
    private var body = Data()

    init(server: FakeServer) {
        self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = Data()
        case .body(let part):
            body.append(contentsOf: part.readableBytesView)
        case .end:
            guard let head else { return }
            write(server.answer(head, body), context)
        }
    }

    private func write(_ answer: FakeModel.Answer, _ context: ChannelHandlerContext) {
        var head = HTTPResponseHead(
            version: .http1_1,
            status: HTTPResponseStatus(statusCode: answer.status)
        )
        if answer.status != 204 {
            head.headers.add(name: "Content-Length", value: String(answer.body.utf8.count))
            head.headers.add(name: "Content-Type", value: "application/json")
        }
        if answer.replayed { head.headers.add(name: "Idempotency-Replayed", value: "true") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        var buffer = context.channel.allocator.buffer(string: answer.body)
        // NIO lets nobody answer twice, but does not count the bytes of a body.
        if answer.isDoubled {
            buffer.writeString("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        }
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// A live connection: a snapshot at hello, deltas from the server's tick.
final class LiveHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let server: FakeServer
    private let show: String

    init(server: FakeServer, show: String) {
        self.server = server
        self.show = show
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard unwrapInboundIn(data).opcode == .text,
            let snapshot = server.join(context.channel, show: show)
        else { return }
        for text in [#"{"t":"welcome","seq":0,"heartbeat_ms":15000}"#, snapshot] {
            let buffer = context.channel.allocator.buffer(string: text)
            let frame = WebSocketFrame(fin: true, opcode: .text, data: buffer)
            context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        server.leave(context.channel, show: show)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
