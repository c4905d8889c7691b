/// A zlib stream (RFC 1950, 1951) of one block with the fixed codes, that shortens runs of one byte
/// and nothing else.
struct DeflateRuns {
    private var bytes: [UInt8] = [0x78, 0x01]
    private var bits: UInt64 = 0
    private var bitCount: UInt64 = 0
    private var last: UInt8?
    private var repeats = 0
    private var low: UInt32 = 1
    private var high: UInt32 = 0

    init() {
        // The last block, with the fixed codes.
        put(0b011, 3)
    }

    mutating func append(_ byte: UInt8) {
        low = (low + UInt32(byte)) % 65_521
        high = (high + low) % 65_521
        if byte == last, repeats < 258 {
            repeats += 1
            return
        }
        flushRun()
        if byte == last {
            repeats = 1
        } else {
            putSymbol(Int(byte))
            last = byte
        }
    }

    /// The whole stream.
    consuming func finish() -> [UInt8] {
        flushRun()
        putSymbol(256)
        if bitCount > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
        let sum = high << 16 | low
        for shift: UInt32 in [24, 16, 8, 0] {
            bytes.append(UInt8(truncatingIfNeeded: sum >> shift))
        }
        return bytes
    }

    private mutating func flushRun() {
        guard let last else { return }
        if repeats < 3 {
            for _ in 0..<repeats { putSymbol(Int(last)) }
        } else {
            putLength(repeats)
            // Distance 1 is code 0 of five bits.
            put(0, 5)
        }
        repeats = 0
    }

    /// Lengths 3 to 258 by RFC 1951 §3.2.5: symbol 257 on, with extra bits.
    private mutating func putLength(_ length: Int) {
        if length == 258 { return putSymbol(285) }
        var base = 3
        for symbol in 257..<285 {
            let extra = symbol < 265 ? 0 : (symbol - 261) / 4
            if length < base + 1 << extra {
                putSymbol(symbol)
                put(UInt64(length - base), UInt64(extra))
                return
            }
            base += 1 << extra
        }
    }

    /// The fixed code of a literal, the end or a length; codes go in with their highest bit first.
    private mutating func putSymbol(_ symbol: Int) {
        switch symbol {
        case ..<144: putReversed(0x30 + symbol, 8)
        case ..<256: putReversed(0x190 + symbol - 144, 9)
        case ..<280: putReversed(symbol - 256, 7)
        default: putReversed(0xc0 + symbol - 280, 8)
        }
    }

    private mutating func putReversed(_ code: Int, _ width: UInt64) {
        for shift in (0..<Int(width)).reversed() { put(UInt64(code >> shift & 1), 1) }
    }

    private mutating func put(_ value: UInt64, _ width: UInt64) {
        bits |= value << bitCount
        bitCount += width
        while bitCount >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            bitCount -= 8
        }
    }
}
