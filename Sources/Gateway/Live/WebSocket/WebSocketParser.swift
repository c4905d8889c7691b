import NIOCore

/// What the other side broke, and the close code that says so.
struct WebSocketFault: Error, Equatable {
    let code: WebSocketCloseCode
    let reason: String

    static func violation(_ reason: String) -> WebSocketFault {
        WebSocketFault(code: .protocolError, reason: reason)
    }
}

/// A whole message or control frame from a client.
enum WebSocketInput: Equatable {
    case text([UInt8])
    case binary([UInt8])
    case ping([UInt8])
    case pong
    case close(WebSocketCloseCode?)
}

/// Turns a client's bytes into messages, by RFC 6455 and RFC 7692 to the letter.
///
/// It works on bytes as they come, so that a broken header or text is refused before the frame is
/// complete, and keeps nothing but the message in progress, which `limit` bounds.
struct WebSocketParser {
    let limit: Int
    /// Whether permessage-deflate was agreed.
    let allowsCompression: Bool

    private var header = WebSocketFrameHeader.Reader()
    private var frame: WebSocketFrameHeader?
    private var done = 0
    private var message: [UInt8] = []
    private var control: [UInt8] = []
    private var opcode: WebSocketOpcode?
    private var isCompressed = false
    private var text = UTF8Checker()

    init(limit: Int, allowsCompression: Bool) {
        self.limit = limit
        self.allowsCompression = allowsCompression
    }

    /// The next whole input in `buffer`, or nil once all its bytes are taken in.
    ///
    /// After a fault the parser is of no more use.
    mutating func next(
        from buffer: inout ByteBuffer,
        inflater: Inflater?
    ) throws(WebSocketFault) -> WebSocketInput? {
        while true {
            if frame == nil {
                guard let fresh = try header.read(from: &buffer) else { return nil }
                try admit(fresh)
                frame = fresh
                done = 0
            }
            guard let current = frame else { return nil }
            try takePayload(of: current, from: &buffer)
            guard done == current.length else { return nil }
            frame = nil
            if let input = try finish(current, inflater: inflater) { return input }
        }
    }

    /// Refuses a frame that may not come now.
    private func admit(_ frame: WebSocketFrameHeader) throws(WebSocketFault) {
        if frame.opcode.isControl {
            guard !frame.isCompressed else { throw .violation("compressed control frame") }
            return
        }
        if frame.opcode == .continuation {
            guard opcode != nil else { throw .violation("nothing to continue") }
            guard !frame.isCompressed else { throw .violation("RSV1 on a continuation") }
        } else {
            guard opcode == nil else { throw .violation("message inside a message") }
            guard allowsCompression || !frame.isCompressed else {
                throw .violation("RSV1 without an extension")
            }
        }
        guard frame.length <= limit - message.count else {
            throw WebSocketFault(code: .tooBig, reason: "more than \(limit) bytes")
        }
    }

    private mutating func takePayload(
        of frame: WebSocketFrameHeader,
        from buffer: inout ByteBuffer
    ) throws(WebSocketFault) {
        let count = min(frame.length - done, buffer.readableBytes)
        guard count > 0, var bytes = buffer.readBytes(length: count) else { return }
        for i in bytes.indices {
            bytes[i] ^= UInt8(truncatingIfNeeded: frame.mask >> (24 - 8 * UInt32((done + i) & 3)))
        }
        done += count
        if frame.opcode.isControl {
            control += bytes
            return
        }
        let isText = frame.opcode == .text || (frame.opcode == .continuation && opcode == .text)
        let isPlain = frame.opcode == .continuation ? !isCompressed : !frame.isCompressed
        if isText, isPlain, !text.take(bytes) { throw Self.badText }
        message += bytes
    }

    private mutating func finish(
        _ frame: WebSocketFrameHeader,
        inflater: Inflater?
    ) throws(WebSocketFault) -> WebSocketInput? {
        guard !frame.opcode.isControl else {
            defer { control = [] }
            return try Self.controlInput(frame.opcode, control)
        }
        if frame.opcode != .continuation {
            opcode = frame.opcode
            isCompressed = frame.isCompressed
        }
        guard frame.isFinal, let kind = opcode else { return nil }
        defer {
            message = []
            opcode = nil
            text = UTF8Checker()
        }
        var bytes = message
        if isCompressed {
            guard let inflater else { throw .violation("RSV1 without an extension") }
            bytes = try inflater.inflate(bytes, limit: limit)
            guard kind == .binary || UTF8Checker.accepts(bytes) else { throw Self.badText }
        } else if kind == .text, !text.isComplete {
            throw Self.badText
        }
        return kind == .text ? .text(bytes) : .binary(bytes)
    }

    private static func controlInput(
        _ opcode: WebSocketOpcode,
        _ bytes: [UInt8]
    ) throws(WebSocketFault) -> WebSocketInput {
        switch opcode {
        case .ping: return .ping(bytes)
        case .pong: return .pong
        default:
            guard !bytes.isEmpty else { return .close(nil) }
            guard bytes.count >= 2 else { throw .violation("half a close code") }
            let code = WebSocketCloseCode(rawValue: UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
            guard code.maySend else { throw .violation("invalid close code") }
            guard UTF8Checker.accepts(bytes.dropFirst(2)) else { throw badText }
            return .close(code)
        }
    }

    private static let badText = WebSocketFault(code: .invalidText, reason: "not UTF-8")
}
