/// The status of every seat in two bit planes, and who has it.
struct SeatPlanes: Sendable {
    /// The owner of a seat that no hold has.
    static let nobody: UInt16 = .max

    /// For each 64 seats the low bits of their status, then the high bits.
    private var words: [UInt64]
    /// Slots of holds.
    private var owners: [UInt16]
    private var tally: InlineArray<4, Int>

    init(seatCount: Int = 0) {
        words = [UInt64](repeating: 0, count: (seatCount + 63) / 64 * 2)
        owners = [UInt16](repeating: Self.nobody, count: seatCount)
        tally = [seatCount, 0, 0, 0]
    }

    var seatCount: Int { owners.count }

    var counts: SeatCounts {
        SeatCounts(free: tally[0], held: tally[1], booked: tally[2], blocked: tally[3])
    }

    @inline(__always)
    private func bits(of seat: SeatIndex) -> Int {
        let word = Int(seat.rawValue >> 6) * 2
        let bit = UInt64(seat.rawValue & 63)
        return Int(words[word] >> bit & 1 | (words[word + 1] >> bit & 1) << 1)
    }

    @inline(__always)
    func status(of seat: SeatIndex) -> SeatStatus {
        switch bits(of: seat) {
        case 0: .free
        case 1: .held
        case 2: .booked
        default: .blocked
        }
    }

    @inline(__always)
    func owner(of seat: SeatIndex) -> UInt16 { owners[Int(seat.rawValue)] }

    @inline(__always)
    mutating func set(_ seat: SeatIndex, _ status: SeatStatus, owner: UInt16) {
        tally[bits(of: seat)] -= 1
        tally[Int(status.rawValue)] += 1
        let word = Int(seat.rawValue >> 6) * 2
        let bit = UInt64(seat.rawValue & 63)
        let value = UInt64(status.rawValue)
        words[word] = words[word] & ~(1 << bit) | (value & 1) << bit
        words[word + 1] = words[word + 1] & ~(1 << bit) | (value >> 1) << bit
        owners[Int(seat.rawValue)] = owner
    }

    /// Sets all seats of a list, which is not changed.
    @inline(__always)
    mutating func set(_ list: inout SeatList, _ status: SeatStatus, owner: UInt16) {
        Self.set(&list, status, owner, &words, &owners, &tally)
    }

    /// Works on spans, which ask but once whether the arrays are their own.
    @inline(__always)
    private static func set(
        _ list: inout SeatList,
        _ status: SeatStatus,
        _ owner: UInt16,
        _ allWords: inout [UInt64],
        _ allOwners: inout [UInt16],
        _ tally: inout InlineArray<4, Int>
    ) {
        var words = allWords.mutableSpan
        var owners = allOwners.mutableSpan
        let low = UInt64(status.rawValue & 1)
        let high = UInt64(status.rawValue >> 1)
        for position in 0..<list.count {
            let seat = list[position].rawValue
            let word = Int(seat >> 6) * 2
            let bit = UInt64(seat & 63)
            let before = words[word] >> bit & 1 | (words[word + 1] >> bit & 1) << 1
            tally[Int(before)] &-= 1
            words[word] = words[word] & ~(1 << bit) | low << bit
            words[word + 1] = words[word + 1] & ~(1 << bit) | high << bit
            owners[Int(seat)] = owner
        }
        tally[Int(status.rawValue)] &+= list.count
    }

    /// Bit `i` of word `w`: seat `64 w + i` is free. O(seats / 64).
    func freePlane() -> [UInt64] {
        var plane = [UInt64](repeating: 0, count: words.count / 2)
        for index in plane.indices { plane[index] = ~(words[2 * index] | words[2 * index + 1]) }
        let rest = seatCount & 63
        if rest != 0, let last = plane.indices.last { plane[last] &= (1 << UInt64(rest)) - 1 }
        return plane
    }

    /// 2 bits a seat, seat `i` in bits `2 (i % 4)` and up of byte `i / 4` (contract §3).
    func packed() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(words.count * 8)
        var index = 0
        while index < words.count {
            for half in [UInt64(0), 32] {
                var pairs =
                    Self.spread(words[index] >> half) | Self.spread(words[index + 1] >> half) << 1
                for _ in 0..<8 {
                    bytes.append(UInt8(truncatingIfNeeded: pairs))
                    pairs >>= 8
                }
            }
            index += 2
        }
        bytes.removeLast(bytes.count - (seatCount + 3) / 4)
        return bytes
    }

    /// Moves bit `i` of the lower 32 to bit `2 i`.
    private static func spread(_ word: UInt64) -> UInt64 {
        var bits = word & 0xffff_ffff
        bits = (bits | bits << 16) & 0x0000_ffff_0000_ffff
        bits = (bits | bits << 8) & 0x00ff_00ff_00ff_00ff
        bits = (bits | bits << 4) & 0x0f0f_0f0f_0f0f_0f0f
        bits = (bits | bits << 2) & 0x3333_3333_3333_3333
        return (bits | bits << 1) & 0x5555_5555_5555_5555
    }
}
