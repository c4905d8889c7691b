import WAL

extension Show {
    func read(_ query: ShowQuery, at time: TurnTime) -> Reply {
        switch query {
        case .seats:
            return .seats(seatMap())
        case .hold(let id):
            guard let view = state.hold(id, at: time) else {
                return .refused(.holdNotFound, plan: entry.plan)
            }
            return .hold(view, plan: entry.plan)
        case .booking(let id):
            guard let view = state.booking(id) else {
                return .refused(.bookingNotFound, plan: entry.plan)
            }
            return .booking(view, plan: entry.plan)
        case .report:
            return .report(report(at: time))
        case .checkout(let query):
            return read(query, at: time)
        }
    }

    /// All seats now; made once a version.
    func seatMap() -> SeatMap {
        if let map { return map }
        let fresh = SeatMap(
            show: entry.id,
            version: state.version,
            layout: entry.layout,
            counts: seatCounts,
            states: packedStates,
            plan: entry.plan
        )
        map = fresh
        return fresh
    }

    /// A show that nobody has touched has no seats of its own yet: all of its layout's are free.
    private var isUntouched: Bool { state.terms == nil }

    private var seatCounts: SeatCounts {
        guard isUntouched else { return state.counts }
        return SeatCounts(free: entry.plan.seatCount, held: 0, booked: 0, blocked: 0)
    }

    private var packedStates: [UInt8] {
        guard isUntouched else { return state.packedStates() }
        return [UInt8](repeating: 0, count: (entry.plan.seatCount + 3) / 4)
    }

    private func report(at time: TurnTime) -> ShowReport {
        ShowReport(
            show: entry.id,
            version: state.version,
            phase: phase(at: time.wall),
            counts: seatCounts,
            activeHolds: state.activeHolds,
            bookings: state.bookingCount,
            takings: state.takings(plan: entry.plan),
            currency: terms.currency,
            soldOutBy: seatCounts.free == 0 && seatCounts.held == 0 ? state.lastSale : nil
        )
    }

    /// Where the sale stands under the catalogue's newest terms, in force already or not.
    func phase(at wall: WallTime) -> ShowPhase {
        guard state.terms?.revision != terms.revision else { return state.phase(at: wall) }
        let time = TurnTime(now: lastUse, wall: wall)
        guard let news = try? newTerms(at: time) else { return state.phase(at: wall) }
        var trial = state
        trial.apply(news)
        return trial.phase(at: wall)
    }

    /// From its newest version on, loop `loop` hears of every change.
    func subscribe(_ loop: Int, at time: TurnTime, on home: EngineLoop) {
        settle(at: time, on: home)
        lastUse = time.now
        var only = LoopSet()
        only.insert(loop)
        let news = LiveNews.snapshot(seatMap(), phase: phase(at: time.wall))
        home.keep(.live(news, loops: only), after: position)
        if listeners.isEmpty { toldPhase = phase(at: time.wall) }
        listeners.insert(loop)
        watchIfNeeded(at: time, on: home)
    }

    func unsubscribe(_ loop: Int) { listeners.remove(loop) }
}
