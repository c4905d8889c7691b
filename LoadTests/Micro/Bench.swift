import SeatGrid

/// A show to measure with, its clock, and a buffer in place of the log.
@safe struct Bench {
    let plan: SeatPlan
    let show = ShowID("sh_bench")
    var state = ShowState()
    var now: Int64 = 1_000_000
    var random: UInt64 = 88_172_645_463_325_252
    /// Lives as long as the process.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    private var context = TurnContext(
        time: TurnTime(now: .start, wall: WallTime(rawValue: 0))
    )
    /// Decided into, turn by turn.
    private var event = Event.blank
    var position = 0
    var bytes = 0

    init(rows: Int, seatsInRow: Int) {
        plan = SeatPlan(
            rows: (0..<rows).map { row in
                PlanRow(
                    section: 0,
                    name: "R\(row)",
                    seats: (0..<seatsInRow).map { seat in
                        PlanSeat(
                            label: "R\(row)-\(seat)",
                            category: row < rows / 2 ? 0 : 1,
                            x: Double(seat),
                            y: Double(row)
                        )
                    }
                )
            },
            categories: ["gold", "silver"],
            sections: ["Main"],
            focalX: Double(seatsInRow) / 2,
            focalY: -5
        )
        beginAnew()
    }

    /// Puts a show in the place of this one of which nothing is taken; clock and chance go on.
    mutating func beginAnew() {
        let terms = ShowTerms(
            revision: 1,
            layout: "bench",
            seatCount: plan.seatCount,
            prices: [500, 300],
            currency: "INR",
            salesOpen: nil,
            salesClose: WallTime(rawValue: .max / 4)
        )
        state = ShowState()
        _ = turn(.configure(Configuration(terms: terms)))
    }

    /// Takes about `percent` of the seats off sale.
    mutating func takeSome(percent: UInt64) {
        var seats: [SeatIndex] = []
        for seat in 0..<plan.seatCount where bits() % 100 < percent {
            seats.append(SeatIndex(seat))
        }
        guard turn(.block(seats: seats, reason: "bench", until: nil)) else {
            preconditionFailure("free seats could not be blocked")
        }
    }

    /// The seats that are not free.
    var taken: [SeatIndex] {
        (0..<plan.seatCount).map { SeatIndex($0) }.filter { state.status(of: $0) != .free }
    }

    mutating func bits() -> UInt64 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return random
    }

    mutating func holdID() -> HoldID { HoldID(Bits128(high: bits(), low: bits())) }

    /// One turn: what is due, decide, append the record to memory, apply.
    @inline(__always)
    mutating func turn(_ command: Command, mark: IdempotencyMark? = nil) -> Bool {
        let time = TurnTime(
            now: Moment(rawValue: now),
            wall: WallTime(rawValue: now + 1_700_000_000_000)
        )
        while state.isDue(at: time), let lapse = state.due(at: time) {
            event = lapse
            take()
        }
        do throws(Refusal) {
            context.time = time
            context.mark = mark
            let verdict = try state.decide(command, in: context, plan: plan, into: &event)
            if case .event = verdict { take() }
            return true
        } catch {
            return false
        }
    }

    @inline(__always)
    private mutating func take() {
        let size = EventCodec.encodedSize(&event, show: show)
        if unsafe position + size > buffer.count { position = 0 }
        unsafe EventCodec.encode(
            &event,
            show: show,
            into: UnsafeMutableRawBufferPointer(
                rebasing: buffer[position..<(position + size)]
            )
        )
        position += size
        bytes += size
        state.apply(&event)
    }
}
