/// The labels of a plan's seats, all in one piece of memory, found by an open-addressed table.
struct LabelTable: Sendable {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// Seat index + 1; 0 is empty.
    private var slots: [UInt32]
    private let mask: Int

    init(_ labels: [String]) {
        var capacity = 8
        while capacity < labels.count * 2 { capacity *= 2 }
        slots = [UInt32](repeating: 0, count: capacity)
        mask = capacity - 1
        for label in labels {
            bytes.append(contentsOf: label.utf8)
            ends.append(UInt32(bytes.count))
            insert(SeatIndex(ends.count - 1))
        }
    }

    func range(of seat: SeatIndex) -> Range<Int> {
        let index = Int(seat.rawValue)
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    func find(_ label: UnsafeRawBufferPointer) -> SeatIndex? {
        var hash = Self.basis
        for position in label.indices { hash = unsafe Self.mix(hash, label[position]) }
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while slots[slot] != 0 {
            let seat = SeatIndex(Int(slots[slot]) - 1)
            let range = range(of: seat)
            if unsafe range.count == label.count && matches(range, label) { return seat }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func matches(_ range: Range<Int>, _ label: UnsafeRawBufferPointer) -> Bool {
        for offset in 0..<range.count
        where unsafe bytes[range.lowerBound + offset] != label[offset] { return false }
        return true
    }

    private mutating func insert(_ seat: SeatIndex) {
        let range = range(of: seat)
        var hash = Self.basis
        for position in range { hash = Self.mix(hash, bytes[position]) }
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(seat.rawValue) + 1
    }

    /// FNV-1a, 64 bits.
    private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
}
