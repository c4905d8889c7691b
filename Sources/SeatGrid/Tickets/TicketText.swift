/// The two alphabets in which a ticket's bytes are written.
enum TicketText {
    private static let base32 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    private static let base64 = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// RFC 4648 base 32 without padding: upper case, so that a QR code holds it in 5.5 bits a
    /// character, and nothing that a shell or an address would read otherwise.
    static func base32(_ bytes: [UInt8]) -> String { encode(bytes, base32, bits: 5) }

    /// nil for anything but what `base32` writes, so that a text has one spelling.
    static func bytes(base32 text: Substring) -> [UInt8]? {
        decode(Array(text.utf8), base32, bits: 5)
    }

    /// RFC 4648 base 64, of either alphabet.
    static func base64(_ bytes: [UInt8], isURL: Bool) -> String {
        let text = encode(bytes, alphabet(isURL), bits: 6)
        return isURL ? text : text + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }

    /// nil for anything but what `base64` writes.
    static func bytes(base64 text: String, isURL: Bool) -> [UInt8]? {
        let digits = Array(text.utf8.prefix { isURL || $0 != UInt8(ascii: "=") })
        guard let bytes = decode(digits, alphabet(isURL), bits: 6),
            isURL || text == base64(bytes, isURL: false)
        else { return nil }
        return bytes
    }

    private static func alphabet(_ isURL: Bool) -> [UInt8] {
        isURL ? base64.dropLast(2) + "-_".utf8 : base64
    }

    private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], bits: Int) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 8 + bits - 1) / bits)
        var rest = 0
        var count = 0
        for byte in bytes {
            rest = rest << 8 | Int(byte)
            count += 8
            while count >= bits {
                count -= bits
                text.append(alphabet[rest >> count])
                rest &= 1 << count - 1
            }
        }
        if count > 0 { text.append(alphabet[rest << (bits - count)]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func decode(_ text: [UInt8], _ alphabet: [UInt8], bits: Int) -> [UInt8]? {
        var values = [Int](repeating: -1, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = value }
        var bytes: [UInt8] = []
        var rest = 0
        var count = 0
        for digit in text {
            let value = values[Int(digit)]
            guard value >= 0 else { return nil }
            rest = rest << bits | value
            count += bits
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(rest >> count))
                rest &= 1 << count - 1
            }
        }
        // Neither a digit too many nor a bit that means nothing.
        return count < bits && rest == 0 ? bytes : nil
    }
}
