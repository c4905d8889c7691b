/// Signed numbers as ZigZag LEB128 with at most nine bytes: the ninth carries eight bits.
struct VarInts {
    private(set) var bytes: [UInt8] = []
    private var at = 0

    init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    mutating func append(_ number: Int64) {
        var left = UInt64(bitPattern: number << 1 ^ number >> 63)
        for _ in 0..<8 {
            if left < 0x80 { break }
            bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
            left >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: left))
    }

    /// The next number; nil at the end, or when the last one is cut off.
    mutating func next() -> Int64? {
        var value: UInt64 = 0
        for place in 0..<9 {
            guard at + place < bytes.count else { return nil }
            let byte = bytes[at + place]
            value |= UInt64(place == 8 ? byte : byte & 0x7f) << UInt64(7 * place)
            if byte < 0x80 || place == 8 {
                at += place + 1
                break
            }
        }
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    var isAtEnd: Bool { at == bytes.count }
}
