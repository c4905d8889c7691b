import NIOCore
import NIOHTTP1
import SeatGrid
import Testing

@testable import Gateway

/// Hands every connection to an echo, or refuses it if the query says so.
private final class EchoRoute: LiveRoute {
    func upgrade(_ request: LiveRequest, handover: LiveHandover) {
        if request.head.uri.hasSuffix("refuse") {
            return handover.refuse(Problem(.upgradeRequired, "Not this way."))
        }
        handover.take { pipeline in
            let head = ByteBuffer(
                string: "HTTP/1.1 101 Switching Protocols\r\n"
                    + "X-Show: \(request.entry?.id.rawValue ?? "-")\r\n\r\n"
            )
            handover.channel.writeAndFlush(head, promise: nil)
            try pipeline.addHandler(EchoHandler())
        }
    }
}

private final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        let text = bytes.readString(length: bytes.readableBytes) ?? ""
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }
}

struct LiveSeamTests {
    private let upgrade = ["Connection: Upgrade", "Upgrade: websocket"]

    @Test func `a viewer is handed over after the answers before, with early bytes`() async throws {
        let test = try await TestServer.start(live: EchoRoute())
        let bytes =
            TestClient.request("GET", "/v1/cities")
            + TestClient.request("GET", "/v1/shows/s1/live", headers: upgrade) + "early"
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 3)
        #expect(answers.map(\.status) == [200, 101, 200])
        #expect(answers.dropFirst().first?.headers["x-show"] == "s1")
        #expect(answers.last?.text == "early")
        await test.stop()
    }

    @Test func `a refused viewer gets a problem`() async throws {
        let test = try await TestServer.start(live: EchoRoute())
        let answer = await TestClient(port: test.port).send(
            "GET",
            "/v1/shows/s1/live?refuse",
            headers: upgrade
        )
        #expect(answer.status == 426 && answer.code == "upgrade_required")
        #expect(answer.headers["connection"] == "close")
        await test.stop()
    }

    @Test func `there is no live view of an unknown show`() async throws {
        let test = try await TestServer.start(live: EchoRoute())
        let client = TestClient(port: test.port)
        let answer = await client.send("GET", "/v1/shows/none/live")
        #expect(answer.status == 404 && answer.code == "not_found")
        let wrong = await client.send("POST", "/v1/shows/s1/live", body: "{}")
        #expect(wrong.status == 405 && wrong.headers["allow"] == "GET")
        await test.stop()
    }
}
