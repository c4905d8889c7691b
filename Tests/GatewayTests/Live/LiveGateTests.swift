import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Gateway
@testable import SeatGrid

/// A gate with one hub, and connections that never leave memory.
private final class GateWorld {
    let channel: EmbeddedChannel
    let hub: LiveHub
    let gate: LiveGate
    let source = FakeSource()
    let entry = HubWorld.entry("s1", seats: 40)
    var refused: Problem?

    init(limits: LiveLimits = LiveLimits()) {
        channel = EmbeddedChannel()
        if let peer = try? SocketAddress(ipAddress: "192.0.2.1", port: 1) {
            channel.connect(to: peer, promise: nil)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        hub = LiveHub(loop: channel.embeddedEventLoop, source: source, limits: limits)
        gate = LiveGate(hubs: [hub], limits: limits)
    }

    static let opening = [
        ("Host", "x"), ("Upgrade", "websocket"), ("Connection", "keep-alive, Upgrade"),
        ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ]

    func ask(
        _ headers: [(String, String)],
        version: HTTPVersion = .http1_1,
        isShow: Bool = true
    ) {
        let head = HTTPRequestHead(
            version: version,
            method: .GET,
            uri: "/v1/shows/s1/live",
            headers: HTTPHeaders(headers)
        )
        let handover = LiveHandover(
            channel: channel,
            onTake: { [channel] install in try? install(channel.pipeline.syncOperations) },
            onRefuse: { [self] in refused = $0 }
        )
        gate.upgrade(
            LiveRequest(
                head: head,
                entry: isShow ? entry : nil,
                loop: 0,
                requestID: "req_1",
                address: "192.0.2.1"
            ),
            handover: handover
        )
    }

    func load() {
        hub.load(
            entry.id,
            version: ShowVersion(rawValue: 5),
            states: [UInt8](repeating: 0, count: 10),
            phase: .onSale
        )
    }

    func read() throws -> String {
        String(buffer: try channel.readOutbound(as: ByteBuffer.self) ?? ByteBuffer())
    }

    func readBytes() throws -> [UInt8] {
        Array(buffer: try channel.readOutbound(as: ByteBuffer.self) ?? ByteBuffer())
    }

    func send(_ bytes: [UInt8]) throws { try channel.writeInbound(ByteBuffer(bytes: bytes)) }
}

@Suite struct LiveGateTests {
    @Test func `a handshake is answered as RFC 6455 shows it`() throws {
        let world = GateWorld()
        world.ask(GateWorld.opening + [("Sec-WebSocket-Protocol", "x, seatgrid.v1.json")])
        let head = try world.read()
        #expect(head.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
        #expect(head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
        #expect(head.contains("Sec-WebSocket-Protocol: seatgrid.v1.json\r\n"))
        #expect(head.contains("X-Request-Id: req_1\r\n"))
        #expect(!head.contains("Extensions"))
        world.load()
        let welcome = try world.readBytes()
        #expect(String(decoding: welcome.dropFirst(2), as: UTF8.self).contains("\"welcome\""))
        try world.send(clientFrame(1, Array(#"{"t":"hello"}"#.utf8)))
        #expect(try world.read().contains("\"snap\""))
        try world.send(clientFrame(1, Array(#"{"t":"ping"}"#.utf8)))
        #expect(try world.read().contains("\"pong\""))
    }

    @Test func `a socket for a show that is not is told so, and nothing is subscribed to`() throws {
        let world = GateWorld()
        world.ask(GateWorld.opening, isShow: false)
        #expect(try world.read().hasPrefix("HTTP/1.1 101 "))
        #expect(try world.read().contains(#""reason":"no such show""#))
        #expect(try world.readBytes().prefix(4) == [0x88, 14, 0x11, 0x34], "4404")
        #expect(world.hub.viewerCount == 0 && world.source.subscribed.isEmpty)
        world.ask([("Accept", "text/event-stream")], isShow: false)
        #expect(world.refused != nil)
    }

    @Test func `bad handshakes are refused with what would be right`() {
        func refusal(_ change: (inout [(String, String)]) -> Void) -> ProblemCode? {
            let world = GateWorld()
            var headers = GateWorld.opening
            change(&headers)
            world.ask(headers)
            return world.refused?.code
        }
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.removeLast() } == .invalidRequest)
        #expect(refusal { $0[4].1 = "c2hvcnQ=" } == .invalidRequest)
        #expect(refusal { $0.append($0[4]) } == .invalidRequest)
        #expect(refusal { $0[3].1 = "8" } == .upgradeRequired)
        #expect(refusal { $0[2].1 = "close" } == .invalidRequest)
        #expect(refusal { $0[1].1 = "h2c" } == .upgradeRequired)
        #expect(refusal { $0 = [("Host", "x")] } == .upgradeRequired)
        #expect(refusal { $0.append(("Sec-WebSocket-Protocol", "mqtt")) } == .invalidRequest)
    }

    @Test func `deflate is agreed without context, and only if the offer can be taken`() throws {
        func answer(_ offer: String) throws -> String? {
            let world = GateWorld()
            world.ask(GateWorld.opening + [("Sec-WebSocket-Extensions", offer)])
            let lines = try world.read().split(separator: "\r\n")
            return lines.first { $0.hasPrefix("Sec-WebSocket-Extensions: ") }.map {
                String($0.dropFirst(26))
            }
        }
        let plain = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        #expect(try answer("permessage-deflate") == plain)
        #expect(try answer("permessage-deflate; client_max_window_bits") == plain)
        #expect(
            try answer("permessage-deflate; server_max_window_bits=\"10\"")
                == plain + "; server_max_window_bits=10"
        )
        #expect(try answer("permessage-deflate; x, permessage-deflate") == plain)
        #expect(try answer("permessage-deflate; server_max_window_bits=7") == nil)
        #expect(try answer("permessage-deflate; server_max_window_bits") == nil)
        #expect(try answer("x-webkit-deflate-frame") == nil)
    }

    @Test func `a ping is answered, a close is echoed and ends the connection`() throws {
        let world = GateWorld()
        world.ask(GateWorld.opening)
        _ = try world.read()
        try world.send(clientFrame(9, [1, 2, 3]))
        #expect(try world.readBytes() == [0x8A, 3, 1, 2, 3])
        try world.send(clientFrame(8, [0x03, 0xE9]))
        #expect(try world.readBytes() == [0x88, 2, 0x03, 0xE9])
        world.channel.embeddedEventLoop.run()
        #expect(!world.channel.isActive)
        #expect(world.hub.viewerCount == 0 && world.gate.viewerCount == 0)
    }

    @Test func `a broken frame is answered with its code, and nothing after it is heard`() throws {
        let world = GateWorld()
        world.ask(GateWorld.opening)
        _ = try world.read()
        try world.send(clientFrame(3, []))
        #expect(try world.readBytes().prefix(4).suffix(2) == [0x03, 0xEA])
        try? world.send(clientFrame(9, []))
        #expect(try world.readBytes() == [])
        #expect(world.hub.viewerCount == 0)
    }

    @Test func `a client that never answers a close is cut off`() throws {
        let world = GateWorld()
        world.ask(GateWorld.opening)
        _ = try world.read()
        try world.send(clientFrame(1, Array("nonsense".utf8)))
        #expect(try world.read().contains("\"bye\""))
        #expect(try world.readBytes().prefix(4).suffix(2) == [0x11, 0x30])
        #expect(world.channel.isActive)
        world.channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!world.channel.isActive && world.hub.viewerCount == 0)
    }

    @Test func `an event stream begins with its head and resumes by the last id`() throws {
        let world = GateWorld()
        world.ask([("Accept", "text/html, text/event-stream;q=1"), ("Last-Event-ID", "5")])
        let head = try world.read()
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"))
        #expect(head.hasSuffix("\r\n\r\nretry: 2000\n\n"))
        world.load()
        #expect(try world.read().hasPrefix("data: {\"t\":\"welcome\""))
        #expect(try world.read() == "")
        let six = ShowVersion(rawValue: 6)
        world.hub.changed(
            world.entry.id,
            first: six,
            last: six,
            changes: [SeatChange(seat: SeatIndex(1), status: .held)],
            phase: nil
        )
        world.channel.embeddedEventLoop.advanceTime(by: .milliseconds(50))
        #expect(try world.read() == "id: 6\ndata: {\"t\":\"d\",\"f\":6,\"n\":6,\"c\":[[1,1]]}\n\n")
    }

    @Test func `too many viewers of one address are told by close code or 429`() throws {
        var limits = LiveLimits()
        limits.viewersPerAddress = 0
        let world = GateWorld(limits: limits)
        world.ask(GateWorld.opening)
        #expect(try world.read().hasPrefix("HTTP/1.1 101"))
        #expect(try world.read().contains("too many viewers"))
        #expect(try world.readBytes().prefix(4).suffix(2) == [0x11, 0x4D])
        let other = GateWorld(limits: limits)
        other.ask([("Accept", "text/event-stream")])
        #expect(other.refused?.code == .rateLimited)
    }
}
