import NIOCore
import SeatGrid

/// A request's id: the caller's own, or one made here.
enum RequestID: Equatable {
    case given(String)
    case made(Bits128)

    /// CONTRACT §1: `^[A-Za-z0-9._-]{8,64}$`.
    static func isAcceptable(_ text: String) -> Bool {
        guard text.utf8.count >= 8, text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2e, 0x5f, 0x2d: true
            default: false
            }
        }
    }

    @inline(__always)
    func write(to buffer: inout ByteWriter) {
        switch self {
        case .given(let text): buffer.writeString(text)
        case .made(let bits):
            buffer.writeStaticString("req_")
            buffer.writeCrockford(bits)
        }
    }

    var text: String {
        switch self {
        case .given(let text): text
        case .made(let bits): "req_" + Crockford.string(bits)
        }
    }
}

/// Makes ULIDs for requests: the time of the last tick, then 80 bits that count on from a random
/// start. They are unique, and no secret.
struct RequestIDSource {
    private var time: UInt64 = 0
    private var high: UInt16
    private var low: UInt64

    init(seed: Bits128) {
        high = UInt16(truncatingIfNeeded: seed.high)
        low = seed.low
    }

    /// Called at each tick.
    mutating func advance(to wall: WallTime) { time = UInt64(max(0, wall.rawValue)) }

    @inline(__always)
    mutating func next() -> RequestID {
        low &+= 1
        if low == 0 { high &+= 1 }
        return .made(Bits128(high: time << 16 | UInt64(high), low: low))
    }
}
