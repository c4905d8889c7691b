extension SeatSearch {
    /// The best seats for a wish, in the contract's order of preference (§4).
    ///
    /// One contiguous block in a row with exactly the accessible seats asked for: one that strands
    /// no single seat, else one that does; the one nearest the focal point, ties by layout order.
    /// Else, unless they must be together, the fewest blocks nearest one another.
    func best(_ wish: BestAvailable) throws(Refusal) -> SeatList {
        let plane = plane(category: wish.category, section: wish.section)
        guard plane.contains(where: { $0 != 0 }) else { throw .soldOut }
        if let block = bestBlock(wish.count, accessible: wish.accessible, in: plane) {
            return SeatList(block.map { SeatIndex($0) })
        }
        guard !wish.together, let seats = group(wish, in: plane) else {
            throw .notEnoughTogether
        }
        return seats
    }

    private func bestBlock(_ count: Int, accessible: Int, in plane: [UInt64]) -> Range<Int>? {
        let starts = starts(of: count, in: plane)
        let geometry = plan.geometry
        var best: Range<Int>?
        var bestDistance = Int64.max
        var bestStrands = true
        for row in plan.rows {
            // No block of the row can be nearer than this; a tie goes to the earlier row.
            if !bestStrands, row.nearest * Int64(count) >= bestDistance { continue }
            forEachBit(in: row.seats, of: starts) { start in
                let block = start..<(start + count)
                let distance = geometry.distance(of: block)
                if !bestStrands && distance >= bestDistance { return }
                guard geometry.accessible(in: block) == accessible else { return }
                let strands = strands(block)
                guard strands == bestStrands ? distance < bestDistance : bestStrands else {
                    return
                }
                best = block
                bestDistance = distance
                bestStrands = strands
            }
        }
        return best
    }

    func center(of seats: [Int]) -> (x: Double, y: Double) {
        var x = 0.0
        var y = 0.0
        for seat in seats {
            x += plan.geometry.x[seat]
            y += plan.geometry.y[seat]
        }
        return (x / Double(seats.count), y / Double(seats.count))
    }
}
