/// What is kept of a finished notice: its name's digest, when, and why. 32 bytes, big-endian:
/// digest 16, milliseconds 8, reason 1, zeros 3, check 4. All zeros: nothing yet.
///
/// Nothing in it leads back to a person, nor to a name that isn't known already.
package struct DoneRecord: Equatable, Sendable {
    package static let size = 32

    package let digest: Bits128
    package let at: WallTime
    package let reason: DoneReason

    package init(digest: Bits128, at: WallTime, reason: DoneReason) {
        self.digest = digest
        self.at = at
        self.reason = reason
    }

    /// The record as it is on disk.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        func put(_ value: UInt64, _ count: Int) {
            for index in (0..<count).reversed() {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
            }
        }
        put(digest.high, 8)
        put(digest.low, 8)
        put(UInt64(bitPattern: at.rawValue), 8)
        put(UInt64(reason.rawValue), 1)
        put(0, 3)
        put(UInt64(check), 4)
        return bytes
    }

    /// nil unless these are 32 bytes of a record whose check is right.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        func number(_ offset: Int, _ count: Int) -> UInt64 {
            let start = bytes.startIndex + offset
            return bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
        }
        guard let reason = DoneReason(rawValue: UInt8(number(24, 1))) else { return nil }
        self.init(
            digest: Bits128(high: number(0, 8), low: number(8, 8)),
            at: WallTime(rawValue: Int64(bitPattern: number(16, 8))),
            reason: reason
        )
        guard number(25, 3) == 0, number(28, 4) == UInt64(check) else { return nil }
    }

    /// Tells a torn record from a whole one: a multiply-fold of all fields.
    private var check: UInt32 {
        var fold: UInt64 = 0x9e37_79b9_7f4a_7c15
        for word in [
            digest.high, digest.low, UInt64(bitPattern: at.rawValue), UInt64(reason.rawValue),
        ] {
            fold = (fold ^ word) &* 0xff51_afd7_ed55_8ccd
            fold ^= fold >> 32
        }
        return UInt32(truncatingIfNeeded: fold)
    }
}
