import SeatGrid

/// A fixed piece of work, the same in every run, whose instructions callgrind counts
/// (LoadTests/bench/instructions.sh): no clock, no chance, no disk, no second thread.
///
/// Its parts are counted each by itself: a search costs as much as a hundred plain turns, and
/// would hide what became of them.
struct InstructionScenario {
    enum Part: String, CaseIterable {
        /// Shows of 500 seats sell by named seats: holds, bookings, releases, extensions, lapses.
        case sales
        /// Best available and refusals with a suggestion, in half-taken halls of 500 and 20,000.
        case searches
        /// Each kind of event, and a show's whole state, to bytes and back.
        case codec
        /// Plain requests of each kind, read off their bytes.
        case narrow
    }

    private let part: Part
    private var box = BoxOffice()
    private var hall = Bench(rows: 20, seatsInRow: 25)
    private var arena = Bench(rows: 200, seatsInRow: 100)

    /// Makes the halls: what a new layout costs is no part of it.
    init(_ part: Part) {
        self.part = part
        hall.takeSome(percent: 50)
        arena.takeSome(percent: 50)
        if part == .codec { box.sell(turns: 400) }
    }

    /// The script finds it by its name, and counts nothing else.
    @inline(never)
    mutating func run() {
        switch part {
        case .sales: for _ in 0..<50 { box.sell(turns: 400) }
        case .searches: search()
        case .codec: code()
        case .narrow: for (_, text) in SampleRequests.all { RequestReader(text).read(times: 5_000) }
        }
    }

    private mutating func search() {
        bestTurns(&hall, turns: 2_000)
        conflictTurns(&hall, turns: 1_000)
        bestTurns(&arena, turns: 200)
        conflictTurns(&arena, turns: 200)
    }

    private func code() {
        for (_, sample) in SampleEvents.all {
            var codec = CodecBench(sample)
            for _ in 0..<5_000 {
                codec.encode()
                codec.decode()
            }
        }
        for _ in 0..<20 {
            let bytes = box.bench.state.encoded()
            guard (try? ShowState(decoding: bytes)) != nil else {
                preconditionFailure("a show can't be read as it was written")
            }
        }
    }

    /// What was done: with another line the work is another one, and its count can't be compared.
    var work: String {
        let bytes = box.bench.bytes + hall.bytes + arena.bytes
        return "\(box.held) holds, \(box.booked) bookings, \(box.late) too late, \(bytes) bytes"
    }
}

/// Sells shows by chance from a fixed seed.
private struct BoxOffice {
    var bench = Bench(rows: 20, seatsInRow: 25)
    var held = 0
    var booked = 0
    /// Requests for holds that had lapsed.
    var late = 0
    private var open: [HoldID] = []

    /// A fresh show, and `turns` requests for it: in the end about half of it is taken.
    mutating func sell(turns: Int) {
        bench.beginAnew()
        open.removeAll(keepingCapacity: true)
        for _ in 0..<turns {
            // The shortest holds run for a second: the first lapse long before the end.
            bench.now += 5
            ask()
        }
    }

    private mutating func ask() {
        switch bench.bits() % 100 {
        case ..<55: hold()
        case ..<75: book()
        case ..<90: end { .release($0) }
        default: end { .extend($0, ttl: 1_200) }
        }
    }

    private mutating func hold() {
        let id = bench.holdID()
        let request = HoldRequest(
            id: id,
            selection: .seats(freePair()),
            ttl: 1_000,
            holder: HolderID(Bits128(high: 1, low: bench.bits()))
        )
        let mark = IdempotencyMark(
            key: Bits128(high: bench.bits(), low: bench.bits()),
            fingerprint: 1
        )
        guard bench.turn(.hold(request), mark: mark) else {
            preconditionFailure("a free pair was refused")
        }
        open.append(id)
        held += 1
    }

    /// A refusal would measure the search for a suggestion.
    private mutating func freePair() -> SeatList {
        while true {
            let first = Int(bench.bits() % 250) * 2
            let pair: SeatList = [SeatIndex(first), SeatIndex(first + 1)]
            if bench.state.status(of: pair[0]) == .free { return pair }
        }
    }

    private mutating func book() {
        guard let id = take() else { return }
        let booking = BookingID(Bits128(high: bench.bits(), low: bench.bits()))
        let request = BookRequest(hold: id, id: booking, reference: "order-17")
        if bench.turn(.book(request)) { booked += 1 } else { late += 1 }
    }

    private mutating func end(_ command: (HoldID) -> Command) {
        guard let id = take() else { return }
        if !bench.turn(command(id)) { late += 1 }
    }

    /// One of the holds that were given; it may have lapsed since.
    private mutating func take() -> HoldID? {
        guard !open.isEmpty else { return nil }
        let last = open.count - 1
        open.swapAt(Int(bench.bits() % UInt64(open.count)), last)
        return open.removeLast()
    }
}
