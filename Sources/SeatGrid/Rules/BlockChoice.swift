/// A free seat that a group may take.
struct GroupSeat {
    var index: Int
    var isAccessible: Bool
    /// It sits together with the seat before it in the list.
    var isJoined: Bool
}

/// The fewest blocks that have exactly so many accessible and so many other seats, and of all such
/// groups the one of the least sum of costs, exactly.
///
/// The seats are gone through one by one, with the best value for each number of accessible and of
/// other seats taken so far: O(seats * (accessible + 1) * (plain + 1)) time, and a 32nd of that
/// many values at a time.
struct BlockChoice {
    /// A group that was found. A value is its blocks, then its cost.
    struct Group {
        var blocks: Int
        var seats: [Int]
    }

    /// The most that a seat may cost: a hundred of them stay below a block.
    static let dearest: Int64 = 1 << 40
    private static let block: Int64 = 1 << 48
    /// Beyond any group, and whatever is added to it does not overflow.
    private static let never: Int64 = 1 << 60
    /// Seats from one column that is kept to the next.
    private static let stride = 64

    /// Values by seats taken so far: accessible ones by row, others by column. The first of each is
    /// never reached, so that "one seat fewer" always has a place.
    private struct Column {
        /// Of groups that have the last seat.
        var taken: [Int64]
        /// Of groups that do not.
        var left: [Int64]
    }

    private let seats: [GroupSeat]
    private let costs: [Int64]
    private let rows: Int
    private let width: Int

    /// - Parameter costs: of each seat, 0...`dearest`.
    init(_ seats: [GroupSeat], costs: [Int64], accessible: Int, plain: Int) {
        self.seats = seats
        self.costs = costs
        rows = accessible + 2
        width = plain + 2
    }

    /// nil: there are not so many seats.
    func group() -> Group? {
        var column = Column(
            taken: [Int64](repeating: Self.never, count: rows * width),
            left: [Int64](repeating: Self.never, count: rows * width)
        )
        column.left[width + 1] = 0
        var kept: [Column] = []
        kept.reserveCapacity(seats.count / Self.stride + 1)
        for position in seats.indices {
            if position % Self.stride == 0 { kept.append(column) }
            step(&column, position)
        }
        let all = rows * width - 1
        let value = min(column.taken[all], column.left[all])
        guard value < Self.never else { return nil }
        return Group(
            blocks: Int(value / Self.block),
            seats: retrace(kept, value, isTaken: column.taken[all] == value)
        )
    }

    @inline(__always)
    private func fewer(_ position: Int) -> Int { seats[position].isAccessible ? width : 1 }

    /// A seat that is taken beside one that was continues its block, any other one begins one.
    private func step(_ column: inout Column, _ position: Int) {
        let fewer = fewer(position)
        let cost = costs[position]
        let joining = seats[position].isJoined ? cost : cost + Self.block
        let beginning = cost + Self.block
        for row in (1..<rows).reversed() {
            var cell = (row + 1) * width - 1
            while cell > row * width {
                let before = cell - fewer
                let rest = min(column.taken[cell], column.left[cell])
                let with = min(column.taken[before] + joining, column.left[before] + beginning)
                column.taken[cell] = min(with, Self.never)
                column.left[cell] = rest
                cell -= 1
            }
        }
    }

    /// The seats of the group of that value, found backwards from column to column.
    private func retrace(_ kept: [Column], _ value: Int64, isTaken: Bool) -> [Int] {
        var path = Path(cell: rows * width - 1, value: value, isTaken: isTaken)
        for part in kept.indices.reversed() {
            let first = part * Self.stride
            // Nothing taken in this part.
            if !path.isTaken, path.passes(kept[part]) { continue }
            var columns = [kept[part]]
            for position in first..<(min(first + Self.stride, seats.count) - 1) {
                columns.append(columns[position - first])
                step(&columns[position - first + 1], position)
            }
            for offset in columns.indices.reversed() {
                back(&path, first + offset, columns[offset])
            }
        }
        return path.seats.reversed()
    }

    private struct Path {
        var cell: Int
        var value: Int64
        var isTaken: Bool
        var seats: [Int] = []

        /// Whether the group is the same before as after a seat that is left; goes there if so.
        mutating func passes(_ before: Column) -> Bool {
            isTaken = before.taken[cell] == value
            return isTaken || before.left[cell] == value
        }
    }

    private func back(_ path: inout Path, _ position: Int, _ before: Column) {
        guard path.isTaken else {
            let isSame = path.passes(before)
            precondition(isSame, "a group has lost its way")
            return
        }
        let cost = costs[position]
        let joining = seats[position].isJoined ? cost : cost + Self.block
        path.seats.append(seats[position].index)
        path.cell -= fewer(position)
        path.isTaken = before.taken[path.cell] == path.value - joining
        path.value -= path.isTaken ? joining : cost + Self.block
    }
}
