import SeatGrid

/// A fixed piece of work, the same in every run, whose instructions callgrind counts
/// (LoadTests/bench/instructions.sh): no clock, no chance, no disk, no second thread.
///
/// Shows of 500 seats sell out one after the other, by named seats and by best available, with
/// releases, lapses, extensions and the refusals that come with a hall that fills; then searches
/// in a half-taken hall of 20,000; then each kind of event and a whole show to bytes and back.
///
/// The script finds it by its name, and counts nothing else: keep it a function without arguments.
@inline(never)
func instructionScenario() {
    var box = BoxOffice()
    for _ in 0..<20 { box.sellOut(turns: 1_000) }
    var arena = Bench(rows: 200, seatsInRow: 100)
    arena.takeSome(percent: 50)
    bestTurns(&arena, turns: 200)
    conflictTurns(&arena, turns: 200)
    for (_, sample) in SampleEvents.all {
        var codec = CodecBench(sample)
        for _ in 0..<5_000 {
            codec.encode()
            codec.decode()
        }
    }
    box.roundTrip()
    // What was done, for the script: another line is other work, and its count can't be compared.
    print(
        "work: \(box.done) turns, \(box.refused) refused, \(box.booked) bookings,",
        "\(box.bench.bytes + arena.bytes) bytes of records"
    )
}

/// Sells shows out, by chance from a fixed seed.
private struct BoxOffice {
    var bench = Bench(rows: 20, seatsInRow: 25)
    var done = 0
    var refused = 0
    var booked = 0
    private var open: [HoldID] = []

    /// A fresh show, and `turns` requests for it.
    mutating func sellOut(turns: Int) {
        bench.beginAnew()
        open.removeAll(keepingCapacity: true)
        for _ in 0..<turns {
            // Holds run for a second at least: the first lapse before the show is over.
            bench.now += 5
            ask()
            done += 1
        }
    }

    private mutating func ask() {
        switch bench.bits() % 100 {
        case ..<45: hold(.seats(pair()))
        case ..<60: hold(.bestAvailable(BestAvailable(count: 4)))
        case ..<85: book()
        case ..<95: end { .release($0) }
        default: end { .extend($0, ttl: 2_000) }
        }
    }

    private mutating func pair() -> SeatList {
        let first = Int(bench.bits() % 250) * 2
        return [SeatIndex(first), SeatIndex(first + 1)]
    }

    private mutating func hold(_ selection: SeatSelection) {
        let id = bench.holdID()
        let holder = HolderID(Bits128(high: 1, low: bench.bits()))
        let request = HoldRequest(id: id, selection: selection, ttl: 1_500, holder: holder)
        let mark = IdempotencyMark(
            key: Bits128(high: bench.bits(), low: bench.bits()),
            fingerprint: 1
        )
        if bench.turn(.hold(request), mark: mark) { open.append(id) } else { refused += 1 }
    }

    private mutating func book() {
        guard let id = take() else { return }
        let booking = BookingID(Bits128(high: bench.bits(), low: bench.bits()))
        let request = BookRequest(hold: id, id: booking, reference: "order-17")
        if bench.turn(.book(request)) { booked += 1 } else { refused += 1 }
    }

    private mutating func end(_ command: (HoldID) -> Command) {
        guard let id = take() else { return }
        if !bench.turn(command(id)) { refused += 1 }
    }

    /// One of the holds that were given; it may have lapsed since.
    private mutating func take() -> HoldID? {
        guard !open.isEmpty else { return nil }
        let last = open.count - 1
        open.swapAt(Int(bench.bits() % UInt64(open.count)), last)
        return open.removeLast()
    }

    /// The last show to bytes and back.
    func roundTrip() {
        let bytes = bench.state.encoded()
        guard let back = try? ShowState(decoding: bytes), back == bench.state else {
            preconditionFailure("a show was not read back as it was written")
        }
    }
}
