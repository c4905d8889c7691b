extension SeatSearch {
    /// The block nearest to `list` that is its equal: as many seats, of the same categories,
    /// together. With orphan rules one that strands no single seat; with lenient ones, if there is
    /// none, any. Ties go by layout order.
    func equalBlock(to list: SeatList, orphans: OrphanRule) -> SeatList? {
        guard let first = list.first else { return nil }
        let categories = list.map { plan.category(of: $0) }.sorted()
        let uniform = categories.first == categories.last ? categories.first : nil
        let starts = starts(of: list.count, in: plane(category: uniform, section: nil))
        var nearest = Nearest(
            search: self,
            count: list.count,
            categories: uniform == nil ? categories : [],
            orphans: orphans,
            center: center(of: list.map { Int($0.rawValue) })
        )
        // The row asked for first: it sets a mark by which most others are passed over.
        nearest.look(in: plan.rows[plan.row(of: first)], starts)
        for row in plan.rows { nearest.look(in: row, starts) }
        return nearest.block.map { SeatList($0.map { SeatIndex($0) }) }
    }

    /// The best block so far of a search for the one nearest to a point.
    private struct Nearest {
        let search: SeatSearch
        let count: Int
        /// Sorted; empty: the starts are of the right one already.
        let categories: [UInt8]
        let orphans: OrphanRule
        let center: (x: Double, y: Double)
        var block: Range<Int>?
        private var distance = Int64.max
        private var strands = true

        init(
            search: SeatSearch,
            count: Int,
            categories: [UInt8],
            orphans: OrphanRule,
            center: (x: Double, y: Double)
        ) {
            self.search = search
            self.count = count
            self.categories = categories
            self.orphans = orphans
            self.center = center
        }

        mutating func look(in row: SeatPlan.Row, _ starts: [UInt64]) {
            if block != nil, !strands {
                // One less for each seat, as their distances are rounded.
                let bound = (row.box.distance(toX: center.x, y: center.y) * 1_000 - 1)
                if bound * Double(count) > Double(distance) { return }
            }
            var candidates: [Int] = []
            search.forEachBit(in: row.seats, of: starts) { candidates.append($0) }
            for start in candidates { consider(start..<(start + count)) }
        }

        private mutating func consider(_ candidate: Range<Int>) {
            let plan = search.plan
            if !categories.isEmpty,
                candidate.map({ plan.category(of: SeatIndex($0)) }).sorted() != categories
            {
                return
            }
            let candidateStrands = orphans != .off && search.strands(candidate)
            if candidateStrands && orphans == .strict { return }
            let away = candidate.reduce(Int64(0)) { $0 + way(to: $1) }
            if let block {
                let new = (candidateStrands ? 1 : 0, away, candidate.lowerBound)
                guard new < (strands ? 1 : 0, distance, block.lowerBound) else { return }
            }
            block = candidate
            distance = away
            strands = candidateStrands
        }

        private func way(to seat: Int) -> Int64 {
            let dx = search.plan.geometry.x[seat] - center.x
            let dy = search.plan.geometry.y[seat] - center.y
            return Int64(min((dx * dx + dy * dy).squareRoot() * 1_000, 1e12).rounded())
        }
    }
}
