import NIOCore
import NIOHTTP1

/// What a client asks of an event stream, and the head of the answer.
struct EventStreamRequest {
    let wish: LiveViewer.Wish

    static func isWanted(by head: HTTPRequestHead) -> Bool {
        head.headers[canonicalForm: "accept"].contains { range in
            range.split(separator: ";").first?.lowercased() == "text/event-stream"
        }
    }

    /// An id that is no number is none of ours: such a viewer begins with a snapshot.
    init(_ head: HTTPRequestHead) {
        let id = head.headers.first(name: "last-event-id").flatMap(UInt64.init)
        wish = id.map { .after($0) } ?? .snapshot
    }

    /// The stream ends with the connection, so it needs no chunks and suits HTTP/1.0, too.
    static func response(requestID: String) -> ByteBuffer {
        var out = ByteBuffer()
        out.writeStaticString(
            """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Cache-Control: no-store\r
            X-Accel-Buffering: no\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r

            """
        )
        out.writeString("X-Request-Id: \(requestID)\r\n\r\nretry: 2000\n\n")
        return out
    }
}
