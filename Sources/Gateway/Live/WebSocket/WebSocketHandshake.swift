import Crypto
import NIOCore
import NIOHTTP1

/// The opening of a WebSocket by RFC 6455 §4.2, decided without a socket.
struct WebSocketHandshake: Equatable {
    let accept: String
    /// Nil if the client named none; it then gets JSON.
    let subprotocol: LiveSubprotocol?
    let compression: DeflateOffer?

    enum LiveSubprotocol: String {
        case json = "seatgrid.v1.json"
        case binary = "seatgrid.v1.bin"
    }

    /// Whether the request means to become a WebSocket at all.
    static func isWanted(by head: HTTPRequestHead) -> Bool {
        !head.headers[canonicalForm: "upgrade"].isEmpty
            || head.headers.contains(name: "sec-websocket-key")
    }

    /// Reads the request, or says what is wrong with it.
    init(_ head: HTTPRequestHead) throws(Problem) {
        let headers = head.headers
        guard head.version == .http1_1 else {
            throw Self.bad("A WebSocket needs HTTP/1.1.")
        }
        guard headers[canonicalForm: "upgrade"].contains(where: { Self.equal($0, "websocket") })
        else { throw Self.upgradeRequired("Only an upgrade to websocket is served here.") }
        guard headers[canonicalForm: "connection"].contains(where: { Self.equal($0, "upgrade") })
        else { throw Self.bad("`Connection: Upgrade` is missing.") }
        let versions = headers[canonicalForm: "sec-websocket-version"]
        guard versions.count == 1, versions[0] == "13" else {
            throw Self.upgradeRequired("The WebSocket version must be 13.")
        }
        let keys = headers["sec-websocket-key"]
        guard keys.count == 1, let key = keys.first, Self.isKey(key) else {
            throw Self.bad("`Sec-WebSocket-Key` must be 16 bytes in base64, once.")
        }
        let offered = headers[canonicalForm: "sec-websocket-protocol"]
        let chosen = offered.lazy.compactMap { LiveSubprotocol(rawValue: String($0)) }.first
        guard chosen != nil || offered.isEmpty else {
            throw Self.bad("Served are seatgrid.v1.json and seatgrid.v1.bin.")
        }
        subprotocol = chosen
        compression = DeflateOffer.first(in: headers["sec-websocket-extensions"])
        accept = Self.accept(key: key)
    }

    /// How the viewer gets its messages.
    var encoding: LiveEncoding {
        let deflates = compression.map { $0.windowBits >= Deflater.windowBits } ?? false
        if subprotocol == .binary { return deflates ? .binaryDeflated : .binary }
        return deflates ? .jsonDeflated : .json
    }

    /// The 101 answer.
    func response(requestID: String) -> ByteBuffer {
        var out = ByteBuffer()
        out.writeStaticString(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        )
        out.writeString("Sec-WebSocket-Accept: \(accept)\r\n")
        if let subprotocol {
            out.writeString("Sec-WebSocket-Protocol: \(subprotocol.rawValue)\r\n")
        }
        if let compression {
            out.writeString("Sec-WebSocket-Extensions: \(compression.answer)\r\n")
        }
        out.writeString("X-Request-Id: \(requestID)\r\n\r\n")
        return out
    }

    private static func accept(key: String) -> String {
        // RFC 6455 §4.2.2 asks for SHA-1, and keeps no secret with it.
        let text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        var out = ByteWriter(capacity: 32)
        Base64.write(Array(Insecure.SHA1.hash(data: Array(text.utf8))), to: &out)
        return String(buffer: out.buffer)
    }

    /// Whether `text` is the base64 of exactly 16 bytes.
    private static func isKey(_ text: String) -> Bool {
        let digits = Array(text.utf8)
        guard digits.count == 24, digits[22] == 0x3D, digits[23] == 0x3D else { return false }
        return digits.prefix(22).allSatisfy { digit in
            switch digit {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }

    private static func equal(_ text: Substring, _ word: String) -> Bool {
        text.lowercased() == word
    }

    private static func bad(_ detail: String) -> Problem { Problem(.invalidRequest, detail) }

    /// 426 with the headers that say what would be right.
    static func upgradeRequired(_ detail: String) -> Problem {
        Problem(.upgradeRequired, detail).with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13")
    }
}
