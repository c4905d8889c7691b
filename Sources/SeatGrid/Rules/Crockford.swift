/// Crockford's base 32, as ULIDs use it (github.com/ulid/spec): 26 characters for 128 bits.
package enum Crockford {
    package static let length = 26
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xff, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// Writes the 26 characters of `bits`, most significant first.
    @inline(__always)
    package static func encode(_ bits: Bits128, _ emit: (UInt8) -> Void) {
        var shift = 125
        while shift >= 0 {
            emit(alphabet[Int(fiveBits(of: bits, at: shift))])
            shift -= 5
        }
    }

    /// The 26 characters of `bits`.
    package static func string(_ bits: Bits128) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(length)
        encode(bits) { text.append($0) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bits that `text` stands for; nil unless it is 26 upper-case characters of the alphabet
    /// that fit 128 bits.
    package static func decode(_ text: some Collection<UInt8>) -> Bits128? {
        guard text.count == length else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var first = true
        for character in text {
            let value = values[Int(character)]
            guard value != 0xff, !first || value < 8 else { return nil }
            first = false
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
        }
        return Bits128(high: high, low: low)
    }

    @inline(__always)
    private static func fiveBits(of bits: Bits128, at shift: Int) -> UInt64 {
        if shift >= 64 { return bits.high >> UInt64(shift - 64) & 31 }
        if shift == 0 { return bits.low & 31 }
        return (bits.low >> UInt64(shift) | bits.high << UInt64(64 - shift)) & 31
    }
}
