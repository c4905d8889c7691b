/// Bytes with numbers in network order, written at the end and read from the start.
struct BigEndian {
    var bytes: [UInt8] = []
    private var at = 0

    init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    mutating func append(_ number: some FixedWidthInteger) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// The next number; nil when there are too few bytes, and then nothing is taken.
    mutating func next<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        let width = Number.bitWidth / 8
        guard left >= width else { return nil }
        defer { at += width }
        return bytes[at..<at + width].reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    /// Bytes that were not read yet.
    var left: Int { bytes.count - at }
    /// The bytes that were not read yet.
    var rest: ArraySlice<UInt8> { bytes[at...] }
}
