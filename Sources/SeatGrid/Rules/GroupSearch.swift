/// A search for seats in the fewest blocks, near one another.
struct GroupSearch {
    /// A group, and how good it is: less is better, in this order.
    struct Found {
        var blocks: Int
        /// The sum of the ways between any two of its seats, in thousandths.
        var spread: Int64
        /// The sum of the distances to the focal point.
        var distance: Int64
        var seats: [Int]

        static let none = Found(blocks: .max, spread: 0, distance: 0, seats: [])

        func isBetter(than other: Found) -> Bool {
            (blocks, spread, distance) < (other.blocks, other.spread, other.distance)
        }
    }

    /// Free seats about a centre that are looked at first, for each seat wished for.
    private static let nearby = 16
    /// A longer way counts as this, so that those to all seats of a hold are a cost of one seat.
    private static let farthest = Double(BlockChoice.dearest >> 7)

    private let plan: SeatPlan
    private let wish: BestAvailable
    private let seats: [GroupSeat]
    /// The seats of each row that has any.
    private let rows: [(row: Int, seats: Range<Int>)]
    /// The best group so far. From the start on its blocks are the fewest there can be.
    private(set) var best = Found.none
    /// How many values it may still compute in looking for a better one: bounds the work of a turn.
    private(set) var effort = 1 << 20

    /// - Parameter seats: those that may be taken, in order.
    init(plan: SeatPlan, wish: BestAvailable, seats: [GroupSeat]) {
        self.plan = plan
        self.wish = wish
        self.seats = seats
        var rows: [(row: Int, seats: Range<Int>)] = []
        for position in seats.indices {
            let row = plan.row(of: SeatIndex(seats[position].index))
            let first = rows.last?.row == row ? rows.removeLast().seats.lowerBound : position
            rows.append((row, first..<(position + 1)))
        }
        self.rows = rows
    }

    /// The seats about which to look, the most promising first: those of which every group has
    /// some, those with most seats beside them, those nearest to the focal point. O(n log n).
    func centers() -> [Int] {
        let isMixed = wish.accessible > 0 && wish.accessible < wish.count
        var keys: [UInt64] = []
        keys.reserveCapacity(seats.count)
        var end = 0
        var run = 0
        for position in seats.indices {
            if position == end {
                repeat { end += 1 } while end < seats.count && seats[end].isJoined
                run = min(end - position, wish.count)
            }
            let seat = seats[position]
            let distance = plan.geometry.distance(of: seat.index..<(seat.index + 1))
            // One number each, which is quick to sort.
            keys.append(
                (isMixed && !seat.isAccessible ? 1 << 63 : 0)
                    | UInt64(Limits.seatsPerHold - run) << 56
                    | UInt64(distance) << 16
                    | UInt64(seat.index)
            )
        }
        return keys.sorted().map { Int($0 & 0xffff) }
    }

    /// Finds a first group, among all seats; false: there are not so many.
    mutating func start(about center: Int) -> Bool {
        guard let group = choice(seats, toward: [center]).group() else { return false }
        best = rated(group)
        return true
    }

    /// Looks for a better group about a seat: among the rows next to it, and among more of them as
    /// long as those have none of so few blocks.
    mutating func look(about center: Int) {
        var wanted = Self.nearby * wish.count
        while effort > 0 {
            let near = nearest(wanted, to: center)
            // To sort the rows takes time, too.
            effort -= 8 * rows.count + near.count * (states + 1)
            if let group = choice(near, toward: [center]).group(), group.blocks == best.blocks {
                return improve(group, among: near)
            }
            if near.count == seats.count { return }
            wanted *= 4
        }
    }

    /// Chooses again, what is near all of the group's seats, as long as that betters it.
    private mutating func improve(_ group: BlockChoice.Group, among near: [GroupSeat]) {
        var found = rated(group)
        while effort > 0 {
            effort -= near.count * (states + wish.count)
            guard let next = choice(near, toward: found.seats).group().map(rated),
                next.isBetter(than: found)
            else { break }
            found = next
        }
        if found.isBetter(than: best) { best = found }
    }

    private var states: Int { (wish.accessible + 1) * (wish.count - wish.accessible + 1) }

    private func choice(_ near: [GroupSeat], toward targets: [Int]) -> BlockChoice {
        BlockChoice(
            near,
            costs: near.map { seat in targets.reduce(0) { $0 + way(seat.index, $1) } },
            accessible: wish.accessible,
            plain: wish.count - wish.accessible
        )
    }

    /// The seats of the rows nearest to a seat, so many or a few more.
    private func nearest(_ wanted: Int, to center: Int) -> [GroupSeat] {
        if wanted >= seats.count { return seats }
        let x = plan.geometry.x[center], y = plan.geometry.y[center]
        let order = rows.indices.map { (plan.rows[rows[$0].row].box.distance(toX: x, y: y), $0) }
            .sorted { $0 < $1 }
        var chosen: [Int] = []
        var count = 0
        for (_, row) in order where count < wanted {
            chosen.append(row)
            count += rows[row].seats.count
        }
        return chosen.sorted().flatMap { seats[rows[$0].seats] }
    }

    private func rated(_ group: BlockChoice.Group) -> Found {
        var found = Found(blocks: group.blocks, spread: 0, distance: 0, seats: group.seats)
        for (position, seat) in group.seats.enumerated() {
            found.distance += plan.geometry.distance(of: seat..<(seat + 1))
            for other in group.seats[..<position] { found.spread += way(seat, other) }
        }
        return found
    }

    private func way(_ a: Int, _ b: Int) -> Int64 {
        let dx = plan.geometry.x[a] - plan.geometry.x[b]
        let dy = plan.geometry.y[a] - plan.geometry.y[b]
        return Int64(min((dx * dx + dy * dy).squareRoot() * 1_000, Self.farthest).rounded())
    }
}
