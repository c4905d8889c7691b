/// Crockford's base 32, as ULIDs use it (github.com/ulid/spec): 26 characters for 128 bits.
package enum Crockford {
    package static let length = 26

    private static let alphabet: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

    /// Writes the 26 characters of `bits` to `place`, most significant first.
    package static func encode(_ bits: Bits128, to place: UnsafeMutableRawPointer) {
        var high = bits.high
        var low = bits.low
        let alphabet = unsafe alphabet.utf8Start
        var index = length - 1
        while index >= 0 {
            unsafe place.storeBytes(
                of: alphabet[Int(low & 31)],
                toByteOffset: index,
                as: UInt8.self
            )
            low = low >> 5 | high << 59
            high >>= 5
            index -= 1
        }
    }

    /// The 26 characters of `bits`.
    package static func string(_ bits: Bits128) -> String {
        unsafe String(unsafeUninitializedCapacity: length) { text in
            if let place = text.baseAddress {
                unsafe encode(bits, to: UnsafeMutableRawPointer(place))
            }
            return length
        }
    }

    /// The bits that `text` stands for; nil unless it is 26 upper-case characters of the alphabet
    /// that fit 128 bits.
    @inline(__always)
    package static func decode(_ text: Span<UInt8>) -> Bits128? {
        guard text.count == length else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var first = true
        for index in 0..<length {
            let value = value(of: text[index])
            guard value != 0xff, !first || value < 8 else { return nil }
            first = false
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
        }
        return Bits128(high: high, low: low)
    }

    /// 255 for a character that is not of the alphabet.
    @inline(__always)
    private static func value(of character: UInt8) -> UInt8 {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x41...0x48: character - 0x41 + 10
        case 0x4a...0x4b: character - 0x4a + 18
        case 0x4d...0x4e: character - 0x4d + 20
        case 0x50...0x54: character - 0x50 + 22
        case 0x56...0x5a: character - 0x56 + 27
        default: 0xff
        }
    }
}

extension BookingID {
    /// Reads a booking's id as the contract writes it: `bk_` and 26 characters.
    package init?(text: String) {
        guard text.hasPrefix("bk_"), let bits = Crockford.decode(Array(text.utf8.dropFirst(3)).span)
        else { return nil }
        self.init(bits)
    }
}
