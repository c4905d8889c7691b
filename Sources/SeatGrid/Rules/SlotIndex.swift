/// Finds slots of a slab by random bits: open addressing, linear probing, no tombstones.
///
/// An entry is 16 bits of the key and 16 of the slot, so a probe looks at the slab only when it has
/// most likely found what it seeks, and entries can be moved without looking at it.
struct SlotIndex: Sendable {
    /// Tag << 16 | slot + 1; 0 is empty.
    private var entries: [UInt32] = []
    private var count = 0
    /// A tag's home is its upper bits.
    private var shift: UInt16 = 16

    private static let largest = 65_536

    /// Spreads a key's bits, so that keys made by counting (in tests) do not crowd.
    @inline(__always)
    static func tag(_ bits: Bits128) -> UInt16 {
        UInt16(truncatingIfNeeded: ((bits.low ^ bits.high) &* 0x9e37_79b9_7f4a_7c15) >> 48)
    }

    /// The slot with that tag for which `matches` holds, nil if there is none.
    @inline(__always)
    func find(_ tag: UInt16, where matches: (Int) -> Bool) -> Int? {
        if count == 0 { return nil }
        let mask = entries.count - 1
        var position = Int(tag >> shift)
        while true {
            let entry = entries[position]
            if entry == 0 { return nil }
            if UInt16(truncatingIfNeeded: entry >> 16) == tag {
                let slot = Int(entry & 0xffff) - 1
                if matches(slot) { return slot }
            }
            position = (position + 1) & mask
        }
    }

    /// Adds a slot; the same one may not be there already.
    mutating func insert(_ tag: UInt16, _ slot: Int) {
        if (count + 1) * 4 > entries.count * 3 && entries.count < Self.largest { grow() }
        precondition(count < entries.count - 1, "a slot index is full")
        place(UInt32(tag) << 16 | UInt32(slot + 1))
        count += 1
    }

    /// Takes a slot out that is there.
    mutating func remove(_ tag: UInt16, _ slot: Int) {
        let shift = shift
        count -= 1
        // A span asks once, not at each step, whether the array is its own.
        var entries = entries.mutableSpan
        let mask = entries.count - 1
        let sought = UInt32(tag) << 16 | UInt32(slot + 1)
        var hole = Int(tag >> shift)
        while entries[hole] != sought {
            precondition(entries[hole] != 0, "a slot index lacks a slot")
            hole = (hole + 1) & mask
        }
        // Whatever probed past the hole moves back into it, so that no search ends too soon.
        var next = (hole + 1) & mask
        while entries[next] != 0 {
            let home = Int(UInt16(truncatingIfNeeded: entries[next] >> 16) >> shift)
            if (next - home) & mask >= (next - hole) & mask {
                entries[hole] = entries[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        entries[hole] = 0
    }

    private mutating func place(_ entry: UInt32) {
        let shift = shift
        var entries = entries.mutableSpan
        let mask = entries.count - 1
        var position = Int(UInt16(truncatingIfNeeded: entry >> 16) >> shift)
        while entries[position] != 0 { position = (position + 1) & mask }
        entries[position] = entry
    }

    private mutating func grow() {
        let old = entries
        let capacity = max(8, old.count * 2)
        entries = [UInt32](repeating: 0, count: capacity)
        shift = UInt16(16 - capacity.trailingZeroBitCount)
        for entry in old where entry != 0 { place(entry) }
    }
}
