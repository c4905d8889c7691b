/// Makes the bytes of requests to one target: the constant part of the head is built once.
public struct Requests: Sendable {
    private let common: [UInt8]

    /// Requests to `target`, with its key.
    public init(_ target: Target) {
        let key = target.key.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        common = Array(" HTTP/1.1\r\nHost: \(target.authority)\r\n\(key)".utf8)
    }

    /// A request with a JSON body, or with none when `body` is nil; `etag` is the version that is
    /// known already; with `accept` it says that JSON is wanted.
    public func make(
        _ method: StaticString,
        _ path: [UInt8],
        body: [UInt8]? = nil,
        key: [UInt8]? = nil,
        etag: UInt64? = nil,
        accept: Bool = false
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(384)
        bytes.append(method)
        bytes.append(0x20)
        bytes.append(contentsOf: path)
        bytes.append(contentsOf: common)
        if accept { bytes.append("Accept: application/json\r\n") }
        if let key {
            bytes.append("Idempotency-Key: ")
            bytes.append(contentsOf: key)
            bytes.append("\r\n")
        }
        if let etag {
            bytes.append("If-None-Match: \"")
            bytes.append(decimal: Int(clamping: etag))
            bytes.append("\"\r\n")
        }
        if let body {
            bytes.append("Content-Type: application/json\r\nContent-Length: ")
            bytes.append(decimal: body.count)
            bytes.append("\r\n\r\n")
            bytes.append(contentsOf: body)
        } else {
            bytes.append("\r\n")
        }
        return bytes
    }

    /// The opening handshake of a live connection.
    public func upgrade(_ path: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append("GET ")
        bytes.append(contentsOf: path)
        bytes.append(contentsOf: common)
        bytes.append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
        bytes.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
        bytes.append("Sec-WebSocket-Protocol: seatgrid.v1.json\r\n\r\n")
        return bytes
    }

    /// A text frame as a client sends it; the mask is zero, since nothing between us reads it.
    public static func frame(_ text: String) -> [UInt8] {
        precondition(text.utf8.count < 126, "a longer frame has another head")
        return [0x81, 0x80 | UInt8(text.utf8.count), 0, 0, 0, 0] + Array(text.utf8)
    }
}

extension [UInt8] {
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { unsafe append(contentsOf: $0) }
    }

    mutating func append(decimal value: Int) {
        precondition(value >= 0)
        guard value >= 10 else {
            append(UInt8(0x30 + value))
            return
        }
        append(decimal: value / 10)
        append(UInt8(0x30 + value % 10))
    }
}
