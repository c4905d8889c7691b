import NIOCore

/// The kinds of frame of RFC 6455 §5.2.
enum WebSocketOpcode: UInt8 {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    var isControl: Bool { rawValue & 0x8 != 0 }
}

/// A close code: RFC 6455 §7.4 and those of CONTRACT §6.
struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt16
    init(rawValue: UInt16) { self.rawValue = rawValue }

    static let normal = WebSocketCloseCode(rawValue: 1000)
    static let goingAway = WebSocketCloseCode(rawValue: 1001)
    static let protocolError = WebSocketCloseCode(rawValue: 1002)
    static let invalidText = WebSocketCloseCode(rawValue: 1007)
    static let tooBig = WebSocketCloseCode(rawValue: 1009)
    static let restart = WebSocketCloseCode(rawValue: 1012)
    static let badMessage = WebSocketCloseCode(rawValue: 4400)
    static let noSuchShow = WebSocketCloseCode(rawValue: 4404)
    static let tooSlow = WebSocketCloseCode(rawValue: 4408)
    static let tooMany = WebSocketCloseCode(rawValue: 4429)

    /// Whether it may stand in a close frame: 1004 to 1006 and 1015 may not, nor may unassigned
    /// ones.
    var maySend: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

/// The first 2 to 14 bytes of a client's frame, understood.
struct WebSocketFrameHeader {
    let isFinal: Bool
    let isCompressed: Bool
    let opcode: WebSocketOpcode
    let length: Int
    let mask: UInt32

    /// Gathers a header byte by byte and refuses it at its first wrong one.
    struct Reader {
        private var bytes = InlineArray<14, UInt8>(repeating: 0)
        private var count = 0

        /// The header once it is whole, or nil if `buffer` ends before.
        mutating func read(
            from buffer: inout ByteBuffer
        ) throws(WebSocketFault) -> WebSocketFrameHeader? {
            while let byte = buffer.readInteger(as: UInt8.self) {
                bytes[count] = byte
                count += 1
                if count <= 2 { try check() }
                if count >= 2, count == size {
                    defer { count = 0 }
                    return try header()
                }
            }
            return nil
        }

        private var size: Int {
            switch bytes[1] & 0x7F {
            case 126: 8
            case 127: 14
            default: 6
            }
        }

        private func check() throws(WebSocketFault) {
            guard bytes[0] & 0x30 == 0 else { throw .violation("reserved bit") }
            guard let opcode = WebSocketOpcode(rawValue: bytes[0] & 0x0F) else {
                throw .violation("reserved opcode")
            }
            if opcode.isControl, bytes[0] & 0x80 == 0 { throw .violation("control in pieces") }
            guard count == 2 else { return }
            guard bytes[1] & 0x80 != 0 else { throw .violation("not masked") }
            if opcode.isControl, bytes[1] & 0x7F > 125 { throw .violation("control too long") }
        }

        private func header() throws(WebSocketFault) -> WebSocketFrameHeader {
            let short = Int(bytes[1] & 0x7F)
            var length = UInt64(short)
            if short >= 126 {
                length = 0
                for i in 2..<(size - 4) { length = length << 8 | UInt64(bytes[i]) }
                guard length >= (short == 126 ? 126 : 65_536) else {
                    throw .violation("length not minimal")
                }
                guard length <= UInt64(Int32.max) else {
                    if length >> 63 == 1 { throw .violation("length with its highest bit") }
                    throw WebSocketFault(code: .tooBig, reason: "frame too long")
                }
            }
            var mask: UInt32 = 0
            for i in (size - 4)..<size { mask = mask << 8 | UInt32(bytes[i]) }
            return WebSocketFrameHeader(
                isFinal: bytes[0] & 0x80 != 0,
                isCompressed: bytes[0] & 0x40 != 0,
                opcode: WebSocketOpcode(rawValue: bytes[0] & 0x0F) ?? .continuation,
                length: Int(length),
                mask: mask
            )
        }
    }
}

extension ByteBuffer {
    /// Writes a server's frame: final, not masked, so the same bytes suit every client.
    mutating func writeFrame(
        _ opcode: WebSocketOpcode,
        _ payload: ByteBufferView,
        isCompressed: Bool = false
    ) {
        writeInteger(0x80 | (isCompressed ? 0x40 : 0) | opcode.rawValue)
        switch payload.count {
        case ...125: writeInteger(UInt8(payload.count))
        case ...65_535:
            writeInteger(126 as UInt8)
            writeInteger(UInt16(payload.count))
        default:
            writeInteger(127 as UInt8)
            writeInteger(UInt64(payload.count))
        }
        writeBytes(payload)
    }

    /// Writes a close frame; of the reason as much as a control frame holds.
    mutating func writeClose(_ code: WebSocketCloseCode, _ reason: String) {
        var payload = ByteBuffer()
        payload.writeInteger(code.rawValue)
        payload.writeBytes(reason.utf8.prefix(123).filter { $0 < 0x80 })
        writeFrame(.close, payload.readableBytesView)
    }
}
