import SeatGrid

/// Writes JSON by hand. The caller keeps the grammar; this keeps escapes and digits.
///
/// `SeatGrid.JSONWriter` keeps the grammar, too, but grows an array: the catalogue's bodies are
/// copied once out of it. Answers of the hot lane are written where they leave from.
extension ByteWriter {
    /// A string with its quotes, escaped as RFC 8259 asks.
    @inline(__always)
    mutating func writeJSON(_ text: String) {
        var text = text
        text.withUTF8 { unsafe writeJSON(UnsafeRawBufferPointer($0)) }
    }

    /// The same for text that is UTF-8 already.
    @inline(__always)
    mutating func writeJSON(_ text: UnsafeRawBufferPointer) {
        let start = count
        let place = unsafe take(text.count + 2)
        unsafe place.storeBytes(of: 0x22, as: UInt8.self)
        var isPlain = true
        for index in 0..<text.count {
            let byte = unsafe text[index]
            isPlain = isPlain && byte >= 0x20 && byte != 0x22 && byte != 0x5c
            unsafe place.storeBytes(of: byte, toByteOffset: index + 1, as: UInt8.self)
        }
        unsafe place.storeBytes(of: 0x22, toByteOffset: text.count + 1, as: UInt8.self)
        if !isPlain {
            drop(to: start)
            unsafe writeEscaped(text)
        }
    }

    private mutating func writeEscaped(_ text: UnsafeRawBufferPointer) {
        write(0x22)
        for index in 0..<text.count {
            let byte = unsafe text[index]
            switch byte {
            case 0x22, 0x5c:
                write(0x5c)
                write(byte)
            case 0x0a: writeStaticString("\\n")
            case 0x0d: writeStaticString("\\r")
            case 0x09: writeStaticString("\\t")
            case 0..<0x20:
                writeStaticString("\\u00")
                write(Self.hexDigit(byte >> 4))
                write(Self.hexDigit(byte & 15))
            default: write(byte)
            }
        }
        write(0x22)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    /// A number in decimal digits.
    @inline(__always)
    mutating func writeDecimal(_ value: some BinaryInteger) {
        if value < 0 { write(0x2d) }
        writeDigits(UInt64(value.magnitude))
    }

    private mutating func writeDigits(_ value: UInt64) {
        var digits = 1
        var rest = value
        while rest >= 10 {
            digits += 1
            rest /= 10
        }
        writePadded(value, digits)
    }

    /// The last `width` digits of `value`, with leading zeros.
    @inline(__always)
    mutating func writePadded(_ value: UInt64, _ width: Int) {
        let place = unsafe take(width)
        var rest = value
        var index = width - 1
        while index >= 0 {
            unsafe place.storeBytes(
                of: UInt8(truncatingIfNeeded: 0x30 + rest % 10),
                toByteOffset: index,
                as: UInt8.self
            )
            rest /= 10
            index -= 1
        }
    }

    /// 26 characters of Crockford's base 32.
    @inline(__always)
    mutating func writeCrockford(_ bits: Bits128) {
        unsafe Crockford.encode(bits, to: take(Crockford.length))
    }

    /// RFC 3339 in UTC with milliseconds, in quotes.
    mutating func writeJSON(_ time: WallTime) {
        write(0x22)
        let parts = CalendarTime(time)
        writePadded(UInt64(parts.year), 4)
        write(0x2d)
        writePadded(UInt64(parts.month), 2)
        write(0x2d)
        writePadded(UInt64(parts.day), 2)
        write(0x54)
        writePadded(UInt64(parts.hour), 2)
        write(0x3a)
        writePadded(UInt64(parts.minute), 2)
        write(0x3a)
        writePadded(UInt64(parts.second), 2)
        write(0x2e)
        writePadded(UInt64(parts.millisecond), 3)
        writeStaticString("Z\"")
    }

    /// `{"amount":25000,"currency":"INR"}`
    @inline(__always)
    mutating func writeMoney(_ amount: Int64, _ currency: String) {
        writeStaticString("{\"amount\":")
        writeDecimal(amount)
        writeStaticString(",\"currency\":")
        writeJSON(currency)
        write(0x7d)
    }
}
