/// A row's extent, for passing over rows that are too far away to matter.
struct PlanBox: Sendable {
    var minX = Double.infinity
    var maxX = -Double.infinity
    var minY = Double.infinity
    var maxY = -Double.infinity

    init(_ seats: [PlanSeat]) {
        for seat in seats {
            minX = min(minX, seat.x)
            maxX = max(maxX, seat.x)
            minY = min(minY, seat.y)
            maxY = max(maxY, seat.y)
        }
    }

    /// No point of the box is nearer to (x, y) than this.
    func distance(toX x: Double, y: Double) -> Double {
        let dx = max(minX - x, 0, x - maxX)
        let dy = max(minY - y, 0, y - maxY)
        return (dx * dx + dy * dy).squareRoot()
    }
}

/// Where the seats are: who sits beside whom, and how far from the focal point.
struct PlanGeometry: Sendable {
    /// A gap wider than this many usual ones of its row is an aisle.
    static let aisle = 1.6

    let x: [Double]
    let y: [Double]
    /// Bit `i`: seat `i + 1` is the next one to the right of seat `i`, with no aisle between.
    let joined: [UInt64]
    /// Distances to the focal point in thousandths, summed over the seats before `i`: exact whole
    /// numbers, so that ties are ties.
    private let distanceBefore: [Int64]
    private let accessibleBefore: [UInt16]

    init(rows: [PlanRow], focalX: Double, focalY: Double) {
        let seats = rows.flatMap(\.seats)
        x = seats.map(\.x)
        y = seats.map(\.y)
        var distances: [Int64] = [0]
        var accessible: [UInt16] = [0]
        for (index, seat) in seats.enumerated() {
            let dx = seat.x - focalX
            let dy = seat.y - focalY
            let distance = ((dx * dx + dy * dy).squareRoot() * 1_000).rounded()
            // Far beyond any hall, and a sum of them still fits.
            distances.append(distances[index] + Int64(min(distance, 1e12)))
            accessible.append(accessible[index] + (seat.accessible ? 1 : 0))
        }
        distanceBefore = distances
        accessibleBefore = accessible
        joined = Self.neighbours(rows, seatCount: seats.count)
    }

    private static func neighbours(_ rows: [PlanRow], seatCount: Int) -> [UInt64] {
        var joined = [UInt64](repeating: 0, count: (seatCount + 63) / 64)
        var first = 0
        for row in rows {
            let gaps = zip(row.seats, row.seats.dropFirst()).map { gap($0, $1) }
            let usual = gaps.isEmpty ? 0 : gaps.sorted()[gaps.count / 2]
            for (offset, gap) in gaps.enumerated() where gap <= usual * aisle + 1e-9 {
                joined[(first + offset) >> 6] |= 1 << UInt64((first + offset) & 63)
            }
            first += row.seats.count
        }
        return joined
    }

    /// Rows may be curved, so it is the way from seat to seat that counts.
    private static func gap(_ a: PlanSeat, _ b: PlanSeat) -> Double {
        let dx = b.x - a.x
        let dy = b.y - a.y
        return (dx * dx + dy * dy).squareRoot()
    }

    /// The sum of distances to the focal point.
    func distance(of seats: Range<Int>) -> Int64 {
        distanceBefore[seats.upperBound] - distanceBefore[seats.lowerBound]
    }

    func accessible(in seats: Range<Int>) -> Int {
        Int(accessibleBefore[seats.upperBound] - accessibleBefore[seats.lowerBound])
    }

    func nearest(in seats: Range<Int>) -> Int64 {
        seats.lazy.map { distance(of: $0..<($0 + 1)) }.min() ?? 0
    }

    func isJoined(_ index: Int) -> Bool {
        index >= 0 && joined[index >> 6] >> UInt64(index & 63) & 1 == 1
    }
}
