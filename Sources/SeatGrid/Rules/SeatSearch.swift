/// A search for seats among those that a buyer could have now.
struct SeatSearch {
    let plan: SeatPlan
    /// Free to the buyer and for sale.
    let usable: [UInt64]

    @inline(__always)
    func isUsable(_ index: Int) -> Bool {
        usable[index >> 6] >> UInt64(index & 63) & 1 == 1
    }

    /// Whether the seat and its right neighbour sit together, and the neighbour is usable.
    @inline(__always)
    private func hasRight(_ index: Int) -> Bool {
        plan.geometry.isJoined(index) && isUsable(index + 1)
    }

    @inline(__always)
    private func hasLeft(_ index: Int) -> Bool {
        plan.geometry.isJoined(index - 1) && isUsable(index - 1)
    }

    /// Whether taking a block would leave a single free seat beside it that was not single before.
    func strands(_ block: Range<Int>) -> Bool {
        let left = block.lowerBound - 1
        if hasLeft(block.lowerBound), !hasLeft(left) { return true }
        return hasRight(block.upperBound - 1) && !hasRight(block.upperBound)
    }

    /// The same for any selection.
    func strands(_ list: SeatList) -> Bool {
        var rest = usable
        for seat in list { rest[Int(seat.rawValue >> 6)] &= ~(1 << UInt64(seat.rawValue & 63)) }
        let after = SeatSearch(plan: plan, usable: rest)
        for seat in list {
            let index = Int(seat.rawValue)
            if after.hasLeft(index), !after.hasLeft(index - 1) { return true }
            if after.hasRight(index), !after.hasRight(index + 1) { return true }
        }
        return false
    }

    /// Bit `i`: the `count` seats from `i` on are in `plane` and sit together. O(count * words).
    func starts(of count: Int, in plane: [UInt64]) -> [UInt64] {
        var starts = plane
        let joined = plan.geometry.joined
        for _ in 1..<max(count, 1) {
            var any: UInt64 = 0
            for word in starts.indices {
                let above = word + 1 < starts.count ? starts[word + 1] << 63 : 0
                starts[word] = plane[word] & joined[word] & (starts[word] >> 1 | above)
                any |= starts[word]
            }
            if any == 0 { break }
        }
        return starts
    }

    /// Calls `body` with every set bit of `plane` within `range`, in order.
    @inline(__always)
    func forEachBit(in range: Range<Int>, of plane: [UInt64], _ body: (Int) -> Void) {
        guard !range.isEmpty else { return }
        for word in (range.lowerBound >> 6)...((range.upperBound - 1) >> 6) {
            var bits = plane[word]
            if word == range.lowerBound >> 6 { bits &= ~0 << UInt64(range.lowerBound & 63) }
            if word == (range.upperBound - 1) >> 6 {
                bits &= ~0 >> UInt64(63 - (range.upperBound - 1) & 63)
            }
            while bits != 0 {
                body(word << 6 | bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
    }

    /// `usable` narrowed to a category and a section.
    func plane(category: UInt8?, section: UInt16?) -> [UInt64] {
        var plane = usable
        if let category {
            let wanted = plan.categoryPlanes[Int(category)]
            for word in plane.indices { plane[word] &= wanted[word] }
        }
        if let section {
            var wanted = [UInt64](repeating: 0, count: plane.count)
            for row in plan.rows where row.section == section {
                for seat in row.seats { wanted[seat >> 6] |= 1 << UInt64(seat & 63) }
            }
            for word in plane.indices { plane[word] &= wanted[word] }
        }
        return plane
    }
}
