import FakeServer
import Foundation
import LoadKit
import Testing

@Suite struct WireTests {
    /// What comes of sending anything to a server that answers with `pieces`: "status body" each.
    private func answers(_ pieces: [String], closes: Bool = false, expecting count: Int) throws
        -> [String]
    {
        let server = try ScriptedServer(pieces: pieces, closes: closes)
        defer { try? server.stop() }
        let wire = Wire(
            target: try Target(url: "http://127.0.0.1:\(server.port)", key: nil),
            capacity: 1
        )
        #expect(wire.connect(0))
        wire.send(0, Array("GET / HTTP/1.1\r\n\r\n".utf8))
        var found: [String] = []
        while found.count < count, let event = wire.next(timeout: 5_000_000_000) {
            let body = String(decoding: wire.body, as: UTF8.self)
            switch event.kind {
            case .response: found.append("\(event.status)\(event.replayed ? "r" : "") \(body)")
            case .frame: found.append("frame \(event.opcode) \(body)")
            case .closed: found.append("closed")
            }
        }
        return found
    }

    @Test func `an answer in one byte pieces is whole`() throws {
        let text = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nX: y\r\n\r\nhello"
        #expect(try answers(text.map(String.init), expecting: 1) == ["200 hello"])
    }

    @Test func `several answers in one piece are several`() throws {
        let text =
            "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}"
            + "HTTP/1.1 201 Created\r\nIdempotency-Replayed: true\r\nContent-Length: 1\r\n\r\nx"
        #expect(try answers([text], expecting: 3) == ["204 ", "409 {}", "201r x"])
    }

    @Test func `chunks are joined, also when they come torn`() throws {
        let pieces = [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "lo\r\n",
            "a;x=1\r\n, my world\r\n0",
            "\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n",
        ]
        #expect(try answers(pieces, expecting: 2) == ["200 hello, my world", "304 "])
    }

    @Test func `an interim answer is passed over`() throws {
        let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        #expect(try answers([text], expecting: 1) == ["200 "])
    }

    @Test func `an answer that never ends is a closed connection`() throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"
        #expect(try answers([text], closes: true, expecting: 1) == ["closed"])
        #expect(try answers(["HTTP/1.1 200 OK\r\n\r\n"], expecting: 1) == ["closed"])
        #expect(try answers(["SSH-2.0-OpenSSH_9 hello\r\n\r\n"], expecting: 1) == ["closed"])
    }

    @Test func `an answer that nobody asked for is not taken for the next one`() throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
        let server = try ScriptedServer(pieces: [text, text])
        defer { try? server.stop() }
        let client = Client(try Target(url: "http://127.0.0.1:\(server.port)", key: nil))
        #expect(try client.call("GET", "/").status == 200)
        Thread.sleep(forTimeInterval: 0.1)
        #expect(throws: Client.Failed.self) { try client.call("GET", "/") }
    }

    @Test func `frames follow an upgrade, torn or not`() throws {
        let pieces = [
            "HTTP/1.1 101 Switching Protocols\r\n\r\n\u{1}\u{3}a", "bc\u{1}\u{0}", "\u{1}\u{1}z",
        ]
        #expect(
            try answers(pieces, expecting: 4) == ["101 ", "frame 1 abc", "frame 1 ", "frame 1 z"]
        )
    }
}
