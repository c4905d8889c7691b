/// Free seats that sit together, as many as there are.
struct SeatRun {
    var seats: Range<Int>
    var x: Double
    var y: Double
    /// From the focal point, or from where the seats are to be near.
    var distance: Double
}

extension SeatSearch {
    /// Runs that are tried as the middle of a group, times all runs: bounds the work of a turn.
    private static let effort = 65_536

    /// `count` seats of `plane` in the fewest blocks; among those the ones nearest one another,
    /// which is to say: with the least distance from one block to the farthest other. nil: there
    /// are not so many seats.
    func gather(
        _ count: Int,
        in plane: [UInt64],
        near point: (x: Double, y: Double)?
    ) -> [Range<Int>]? {
        let runs = runs(of: plane, near: point)
        let lengths = runs.map(\.seats.count).sorted(by: >)
        var blocks = 0
        var sum = 0
        while sum < count {
            guard blocks < lengths.count else { return nil }
            sum += lengths[blocks]
            blocks += 1
        }
        let middles = runs.indices.sorted {
            let a = runs[$0], b = runs[$1]
            return (-min(a.seats.count, count), a.distance, a.seats.lowerBound)
                < (-min(b.seats.count, count), b.distance, b.seats.lowerBound)
        }
        var best: (spread: Double, distance: Double, seats: [Range<Int>])?
        for middle in middles.prefix(max(8, Self.effort / runs.count)) {
            guard let group = group(around: middle, runs, count: count, blocks: blocks) else {
                continue
            }
            if let best, (best.spread, best.distance) <= (group.spread, group.distance) {
                continue
            }
            best = group
        }
        return best?.seats
    }

    /// The group of `blocks` runs around one of them that reaches `count` seats soonest.
    private func group(
        around middle: Int,
        _ runs: [SeatRun],
        count: Int,
        blocks: Int
    ) -> (spread: Double, distance: Double, seats: [Range<Int>])? {
        let center = runs[middle]
        func away(_ run: SeatRun) -> Double { length(run.x - center.x, run.y - center.y) }
        var chosen: [SeatRun] = []
        var sum = center.seats.count
        var spread = 0.0
        if sum < count {
            guard blocks > 1 else { return nil }
            let others = runs.indices.filter { $0 != middle }
                .map { (away: away(runs[$0]), run: runs[$0]) }
                .sorted { ($0.away, $0.run.seats.lowerBound) < ($1.away, $1.run.seats.lowerBound) }
            for other in others where sum < count {
                chosen.append(other.run)
                sum += other.run.seats.count
                spread = other.away
                if chosen.count == blocks {
                    // The shortest makes room; the latest of equals, as it is the farthest.
                    let least = chosen.map(\.seats.count).min() ?? 0
                    let out = chosen.lastIndex { $0.seats.count == least } ?? 0
                    sum -= chosen.remove(at: out).seats.count
                }
            }
            guard sum >= count else { return nil }
        }
        var seats = chosen.map(\.seats) + [center.seats]
        trim(&seats, at: 0..<seats.count, by: sum - count, center)
        let distance = seats.joined().reduce(0.0) {
            $0 + Double(plan.geometry.distance(of: $1..<($1 + 1)))
        }
        return (spread, distance, seats.filter { !$0.isEmpty })
    }

    /// Gives up `excess` seats, of the farthest block first, at its ends that are farther away.
    private func trim(
        _ blocks: inout [Range<Int>],
        at order: Range<Int>,
        by excess: Int,
        _ center: SeatRun
    ) {
        var left = excess
        for position in order.reversed().dropFirst() + [order.upperBound - 1] {
            while left > 0, !blocks[position].isEmpty {
                let block = blocks[position]
                let isAlone = blocks.count == 1
                let first = away(block.lowerBound, center, isAlone)
                let last = away(block.upperBound - 1, center, isAlone)
                blocks[position] =
                    last >= first
                    ? block.lowerBound..<(block.upperBound - 1)
                    : (block.lowerBound + 1)..<block.upperBound
                left -= 1
            }
        }
    }

    private func away(_ seat: Int, _ center: SeatRun, _ isAlone: Bool) -> Double {
        // A single block is its own middle: there the way to the focal point counts.
        if isAlone { return Double(plan.geometry.distance(of: seat..<(seat + 1))) }
        return length(plan.geometry.x[seat] - center.x, plan.geometry.y[seat] - center.y)
    }

    private func runs(of plane: [UInt64], near point: (x: Double, y: Double)?) -> [SeatRun] {
        var runs: [SeatRun] = []
        var first: Int?
        forEachBit(in: 0..<plan.seatCount, of: plane) { seat in
            let start = first ?? seat
            first = start
            let isIn =
                plan.geometry.isJoined(seat)
                && plane[(seat + 1) >> 6] >> UInt64((seat + 1) & 63) & 1 == 1
            if isIn { return }
            runs.append(run(start..<(seat + 1), near: point))
            first = nil
        }
        return runs
    }

    private func run(_ seats: Range<Int>, near point: (x: Double, y: Double)?) -> SeatRun {
        let center = center(of: Array(seats))
        let distance = point.map { length(center.x - $0.x, center.y - $0.y) }
        return SeatRun(
            seats: seats,
            x: center.x,
            y: center.y,
            distance: distance
                ?? Double(plan.geometry.distance(of: seats)) / Double(seats.count)
        )
    }

    private func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
}
