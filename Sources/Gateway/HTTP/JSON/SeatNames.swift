import SeatGrid

/// Reads arrays of seat labels and finds their indices.
///
/// A label that the layout does not have is only complained of (404 `seat_not_found`) when the
/// whole body was good JSON of the right shape: 400 goes first.
struct SeatNames {
    let plan: SeatPlan
    let maximum: Int
    private(set) var missing: String?

    init(plan: SeatPlan, maximum: Int = Limits.seatsPerHold) {
        self.plan = plan
        self.maximum = maximum
    }

    /// `"seats": ["A-1", …]`: not empty, no seat twice, at most `maximum`.
    mutating func read(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at pointer: String,
        _ append: (SeatIndex) -> Void
    ) throws(Problem) {
        var count = 0
        var seen = SeatSet()
        var missing: String?
        let plan = self.plan
        let maximum = self.maximum
        try scanner.array(bytes, at: pointer) { scanner, bytes, index throws(Problem) in
            guard index < maximum else { throw .invalid(pointer, "has more than \(maximum) seats") }
            let label = try scanner.string(bytes, at: "\(pointer)/\(index)")
            count += 1
            guard let seat = plan.index(ofLabel: label) else {
                missing = missing ?? label
                return
            }
            guard seen.insert(seat) else {
                throw .invalid("\(pointer)/\(index)", "seat \"\(label)\" is named twice")
            }
            append(seat)
        }
        if count == 0 { throw .invalid(pointer, "must name at least one seat") }
        self.missing = self.missing ?? missing
    }

    /// To be called when the body has been read to its end.
    func finish() throws(Problem) {
        guard let missing else { return }
        let shown = missing.utf8.count > 64 ? String(missing.prefix(64)) + "…" : missing
        throw Problem(
            .seatNotFound,
            "The layout has no seat \"\(shown)\"; GET /v1/layouts/{layout} lists its labels."
        )
    }
}

/// A few seats, for finding one that is named twice. Linear: lists are short.
private struct SeatSet {
    private var few = SeatList()
    private var many: Set<SeatIndex> = []

    /// Whether `seat` was new.
    mutating func insert(_ seat: SeatIndex) -> Bool {
        if few.count < SeatList.inlineCapacity {
            for other in few where other == seat { return false }
            few.append(seat)
            return true
        }
        if few.contains(seat) { return false }
        return many.insert(seat).inserted
    }
}
