import NIOCore
import SeatGrid

/// The form `seatgrid.v1.bin`: a kind byte, then numbers as unsigned LEB128. See docs/LIVE.md.
extension LiveMessage {
    enum BinaryKind {
        static let welcome: UInt8 = 0x01
        static let snapshot: UInt8 = 0x02
        static let delta: UInt8 = 0x03
        static let show: UInt8 = 0x04
        static let bye: UInt8 = 0x05
        static let pong: UInt8 = 0x06
        static let hello: UInt8 = 0x11
        static let ping: UInt8 = 0x12
    }

    func writeBinary(to out: inout ByteBuffer) {
        switch self {
        case .welcome(let version, let heartbeat):
            out.writeInteger(BinaryKind.welcome)
            out.writeLEB128(version)
            out.writeLEB128(UInt64(heartbeat))
        case .snapshot(let version, let states):
            out.writeInteger(BinaryKind.snapshot)
            out.writeLEB128(version)
            out.writeBytes(states)
        case .delta(let first, let last, let changes):
            out.writeInteger(BinaryKind.delta)
            out.writeLEB128(first)
            out.writeLEB128(last - first)
            var previous: UInt64 = 0
            for change in changes {
                let seat = UInt64(change.seat.rawValue)
                out.writeLEB128((seat - previous) << 2 | UInt64(change.status.rawValue))
                previous = seat
            }
        case .show(let phase):
            out.writeInteger(BinaryKind.show)
            out.writeInteger(phase.rawValue)
        case .bye(let reason, let retry):
            out.writeInteger(BinaryKind.bye)
            out.writeLEB128(UInt64(retry ?? 0))
            out.writeString(reason)
        case .pong:
            out.writeInteger(BinaryKind.pong)
        }
    }
}

extension ByteBuffer {
    /// Seven bits a byte, lowest first; the top bit says that more follow.
    mutating func writeLEB128(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            writeInteger(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        writeInteger(UInt8(rest))
    }
}
