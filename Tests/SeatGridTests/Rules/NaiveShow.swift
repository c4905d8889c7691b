@testable import SeatGrid

/// The rules once more, as plainly as can be: dictionaries and loops, no index, no planes. What the
/// real ones are compared with. It knows prices and layouts only so far as one that never changes.
struct NaiveShow {
    struct Hold {
        var seats: [Int]
        var holder: HolderID?
        var deadline: Int64
        var acquired: Int64
        var state: HoldState
    }

    let plan: SeatPlan
    let rules: ShowRules
    var holds: [HoldID: Hold] = [:]
    var bookings: [BookingID: HoldID] = [:]
    var blocked: [Int: Int64?] = [:]
    var isClosed = false
    var isCancelled = false

    init(plan: SeatPlan, rules: ShowRules) {
        self.plan = plan
        self.rules = rules
    }

    func status(_ seat: Int) -> SeatStatus {
        if blocked[seat] != nil { return .blocked }
        for hold in holds.values where hold.seats.contains(seat) {
            if hold.state == .active { return .held }
            if hold.state == .booked { return .booked }
        }
        return .free
    }

    mutating func lapse(now: Int64, wall: Int64) {
        for (id, hold) in holds where hold.state == .active && hold.deadline <= now {
            holds[id]?.state = .expired
        }
        blocked = blocked.filter { $0.value.map { $0 > wall } ?? true }
    }

    /// The seats of the hold it made, if any; a refusal without its suggestion.
    mutating func run(_ command: Command, now: Int64, wall: Int64) -> Result<[Int], Refusal> {
        do throws(Refusal) {
            switch command {
            case .hold(let request): return .success(try hold(request, now: now))
            case .extend(let id, let ttl): try extend(id, ttl, now: now)
            case .swap(let id, let seats): try swap(id, seats.map { Int($0.rawValue) })
            case .release(let id): try release(id)
            case .book(let request): try book(request)
            case .block(let seats, _, let until):
                try block(seats.map { Int($0.rawValue) }, until, wall: wall)
            case .unblock(let seats):
                for seat in seats { blocked[Int(seat.rawValue)] = nil }
            case .open:
                if isCancelled { throw .illegalState(.showCancelled) }
                isClosed = false
            case .close:
                if isCancelled { throw .illegalState(.showCancelled) }
                isClosed = true
            case .cancel:
                isCancelled = true
                for (id, hold) in holds where hold.state == .active {
                    holds[id]?.state = .released
                }
            case .configure, .order, .forget: break
            }
            return .success([])
        } catch {
            return .failure(error)
        }
    }

    private func checkOpen() throws(Refusal) {
        if isCancelled { throw .showClosed(.cancelled) }
        if isClosed { throw .showClosed(.closed) }
    }

    private mutating func hold(_ request: HoldRequest, now: Int64) throws(Refusal) -> [Int] {
        let ttl = request.ttl ?? rules.holdTTL
        guard ttl >= 1_000, ttl <= rules.holdMax else { throw .invalid(.badTTL) }
        if holds[request.id] != nil { throw .invalid(.holdTwice) }
        try checkOpen()
        var own: [Int] = []
        if let replaced = request.replaces {
            guard let hold = holds[replaced] else { throw .holdNotFound }
            if hold.state == .booked { throw .illegalState(.holdBooked) }
            if hold.state == .active { own = hold.seats }
        }
        let seats: [Int]
        switch request.selection {
        case .seats(let list):
            seats = list.map { Int($0.rawValue) }
            try checkFree(seats, own)
        case .bestAvailable(let wish): seats = try best(wish, own)
        }
        try checkHolder(request.holder, seats.count, without: own.isEmpty ? nil : request.replaces)
        var deadline = now + ttl
        var acquired = now
        if let replaced = request.replaces, let hold = holds[replaced], hold.state == .active {
            acquired = hold.acquired
            guard acquired + rules.holdMax - now >= 1_000 else { throw .cannotExtend }
            deadline = min(deadline, acquired + rules.holdMax)
            holds[replaced]?.state = .released
        }
        holds[request.id] = Hold(
            seats: seats,
            holder: request.holder,
            deadline: deadline,
            acquired: acquired,
            state: .active
        )
        return seats
    }

    private func checkFree(_ seats: [Int], _ own: [Int]) throws(Refusal) {
        if seats.count > rules.maxSeatsPerHold { throw .ruleViolation(.maxSeats, suggestion: nil) }
        let conflicts = seats.filter { status($0) != .free && !own.contains($0) }
            .map { SeatConflict(seat: SeatIndex($0), reason: status($0)) }
        if !conflicts.isEmpty {
            throw .seatsUnavailable(conflicts: conflicts, suggestion: nil)
        }
        if rules.orphans != .off, strands(seats, own) {
            let others = blocks(of: seats.count).filter { block in
                block.allSatisfy { isFree($0, own) } && !strands(block, own)
                    && categories(block) == categories(seats)
            }
            if rules.orphans == .strict || !others.isEmpty {
                throw .ruleViolation(.orphanSeat, suggestion: nil)
            }
        }
    }

    private func checkHolder(
        _ holder: HolderID?,
        _ count: Int,
        without given: HoldID?
    ) throws(Refusal) {
        guard let holder else { return }
        var sum = count
        for (id, hold) in holds where id != given && hold.holder == holder {
            if hold.state == .active || hold.state == .booked { sum += hold.seats.count }
        }
        if sum > rules.maxSeatsPerHolder { throw .holdLimit(limit: rules.maxSeatsPerHolder) }
    }

    private func active(_ id: HoldID) throws(Refusal) -> Hold {
        guard let hold = holds[id] else { throw .holdNotFound }
        switch hold.state {
        case .booked: throw .illegalState(.holdBooked)
        case .released, .expired: throw .holdExpired
        default: return hold
        }
    }

    private mutating func extend(_ id: HoldID, _ ttl: Int64, now: Int64) throws(Refusal) {
        if ttl < 1_000 { throw .invalid(.badTTL) }
        if isCancelled { throw .showClosed(.cancelled) }
        let hold = try active(id)
        try checkOpen()
        if now + ttl > hold.acquired + rules.holdMax { throw .cannotExtend }
        holds[id]?.deadline = now + ttl
    }

    private mutating func swap(_ id: HoldID, _ seats: [Int]) throws(Refusal) {
        if isCancelled { throw .showClosed(.cancelled) }
        let hold = try active(id)
        try checkOpen()
        try checkFree(seats, hold.seats)
        try checkHolder(hold.holder, seats.count, without: id)
        holds[id]?.seats = seats
    }

    private mutating func release(_ id: HoldID) throws(Refusal) {
        guard let hold = holds[id] else { throw .holdNotFound }
        if hold.state == .booked { throw .illegalState(.holdBooked) }
        if hold.state == .active { holds[id]?.state = .released }
    }

    private mutating func book(_ request: BookRequest) throws(Refusal) {
        if isCancelled { throw .showClosed(.cancelled) }
        _ = try active(request.hold)
        if bookings[request.id] != nil { throw .invalid(.bookingTwice) }
        holds[request.hold]?.state = .booked
        bookings[request.id] = request.hold
    }

    private mutating func block(
        _ seats: [Int],
        _ until: WallTime?,
        wall: Int64
    ) throws(Refusal) {
        if let until, until.rawValue <= wall { throw .invalid(.badReleaseTime) }
        let conflicts = seats.filter { status($0) != .free }
            .map { SeatConflict(seat: SeatIndex($0), reason: status($0)) }
        if !conflicts.isEmpty {
            throw .seatsUnavailable(conflicts: conflicts, suggestion: nil)
        }
        for seat in seats { blocked[seat] = .some(until?.rawValue) }
    }
}

// What the searches must find, by trying everything.
extension NaiveShow {
    func isFree(_ seat: Int, _ own: [Int]) -> Bool { status(seat) == .free || own.contains(seat) }

    func categories(_ seats: [Int]) -> [UInt8] {
        seats.map { plan.category(of: SeatIndex($0)) }.sorted()
    }

    /// Whether two seats sit side by side, by the drawing: 1 apart in a row.
    func areBeside(_ a: Int, _ b: Int) -> Bool {
        guard a >= 0, b >= 0, a < plan.seatCount, b < plan.seatCount else { return false }
        return plan.row(of: SeatIndex(a)) == plan.row(of: SeatIndex(b))
            && abs(plan.geometry.x[a] - plan.geometry.x[b]) == 1
    }

    func blocks(of count: Int) -> [[Int]] {
        guard count <= plan.seatCount else { return [] }
        return (0...(plan.seatCount - count)).compactMap { start in
            let block = Array(start..<(start + count))
            return zip(block, block.dropFirst()).allSatisfy { areBeside($0, $1) } ? block : nil
        }
    }

    /// Whether a seat that is still free has lost its last free neighbour.
    func strands(_ seats: [Int], _ own: [Int]) -> Bool {
        func neighbours(_ seat: Int) -> [Int] {
            [seat - 1, seat + 1].filter { areBeside($0, seat) }
        }
        return (0..<plan.seatCount).contains { seat in
            guard isFree(seat, own), !seats.contains(seat) else { return false }
            let before = neighbours(seat).filter { isFree($0, own) }
            let after = before.filter { !seats.contains($0) }
            return after.isEmpty && !before.isEmpty
        }
    }

    func distance(_ seats: [Int]) -> Int64 {
        seats.reduce(0) { $0 + plan.geometry.distance(of: $1..<($1 + 1)) }
    }

    func best(_ wish: BestAvailable, _ own: [Int]) throws(Refusal) -> [Int] {
        if wish.count > rules.maxSeatsPerHold {
            throw .ruleViolation(.maxSeats, suggestion: nil)
        }
        func suits(_ seat: Int) -> Bool {
            let index = SeatIndex(seat)
            return isFree(seat, own)
                && (wish.category.map { plan.category(of: index) == $0 } ?? true)
                && (wish.section.map { plan.rows[plan.row(of: index)].section == $0 } ?? true)
        }
        guard (0..<plan.seatCount).contains(where: suits) else { throw .soldOut }
        let blocks = blocks(of: wish.count).filter { block in
            block.allSatisfy(suits)
                && block.filter { plan.isAccessible(SeatIndex($0)) }.count == wish.accessible
        }
        let best = blocks.min { a, b in
            (strands(a, own) ? 1 : 0, distance(a), a[0])
                < (strands(b, own) ? 1 : 0, distance(b), b[0])
        }
        guard let best else { throw .notEnoughTogether }
        return best
    }
}
