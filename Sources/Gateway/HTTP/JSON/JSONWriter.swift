import NIOCore
import SeatGrid

/// Writes JSON by hand into a buffer. The caller keeps the grammar; this keeps escapes and digits.
///
/// `SeatGrid.JSONWriter` keeps the grammar, too, but knows no `ByteBuffer`: the catalogue's bodies
/// are copied once out of it. Answers of the hot lane go straight into the connection's bytes.
extension ByteBuffer {
    /// A string with its quotes, escaped as RFC 8259 asks.
    @inline(__always)
    mutating func writeJSON(_ text: String) {
        writeInteger(UInt8(0x22))
        if text.utf8.allSatisfy(Self.isPlain) {
            writeString(text)
        } else {
            writeEscaped(text)
        }
        writeInteger(UInt8(0x22))
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x22 && byte != 0x5c
    }

    private mutating func writeEscaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5c:
                writeInteger(UInt8(0x5c))
                writeInteger(byte)
            case 0x0a: writeStaticString("\\n")
            case 0x0d: writeStaticString("\\r")
            case 0x09: writeStaticString("\\t")
            case 0..<0x20:
                writeStaticString("\\u00")
                writeInteger(Self.hexDigits[Int(byte >> 4)])
                writeInteger(Self.hexDigits[Int(byte & 15)])
            default: writeInteger(byte)
            }
        }
    }

    static let hexDigits = Array("0123456789abcdef".utf8)

    /// A number in decimal digits.
    @inline(__always)
    mutating func writeDecimal(_ value: some BinaryInteger) {
        if value < 0 { writeInteger(UInt8(0x2d)) }
        writeDigits(UInt64(value.magnitude))
    }

    private mutating func writeDigits(_ value: UInt64) {
        if value < 10 {
            writeInteger(UInt8(truncatingIfNeeded: 0x30 + value))
            return
        }
        writeWithOutputRawSpan(minimumWritableBytes: 20) { out in
            var divisor: UInt64 = 10
            while value / divisor >= 10 { divisor *= 10 }
            var rest = value
            while divisor > 0 {
                unsafe out.append(UInt8(truncatingIfNeeded: 0x30 + rest / divisor), as: UInt8.self)
                rest %= divisor
                divisor /= 10
            }
        }
    }

    /// 26 characters of Crockford's base 32.
    @inline(__always)
    mutating func writeCrockford(_ bits: Bits128) {
        writeWithOutputRawSpan(minimumWritableBytes: Crockford.length) { out in
            Crockford.encode(bits) { unsafe out.append($0, as: UInt8.self) }
        }
    }

    /// RFC 3339 in UTC with milliseconds, in quotes.
    mutating func writeJSON(_ time: WallTime) {
        writeInteger(UInt8(0x22))
        let parts = CalendarTime(time)
        writePadded(parts.year, 4)
        writeInteger(UInt8(0x2d))
        writePadded(parts.month, 2)
        writeInteger(UInt8(0x2d))
        writePadded(parts.day, 2)
        writeInteger(UInt8(0x54))
        writePadded(parts.hour, 2)
        writeInteger(UInt8(0x3a))
        writePadded(parts.minute, 2)
        writeInteger(UInt8(0x3a))
        writePadded(parts.second, 2)
        writeInteger(UInt8(0x2e))
        writePadded(parts.millisecond, 3)
        writeStaticString("Z\"")
    }

    /// `value` with leading zeros.
    mutating func writePadded(_ value: Int, _ width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            writeInteger(UInt8(truncatingIfNeeded: 0x30 + value / divisor % 10))
            divisor /= 10
        }
    }

    /// `{"amount":25000,"currency":"INR"}`
    @inline(__always)
    mutating func writeMoney(_ amount: Int64, _ currency: String) {
        writeStaticString("{\"amount\":")
        writeDecimal(amount)
        writeStaticString(",\"currency\":")
        writeJSON(currency)
        writeInteger(UInt8(0x7d))
    }
}
