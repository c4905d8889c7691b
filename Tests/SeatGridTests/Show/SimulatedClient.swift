import SimulationKit
import Testing

@testable import SeatGrid

/// Somebody who sends one command after the other, never knows whether the node will crash, and
/// keeps every answer.
struct SimulatedClient {
    /// What is asked for, in seats' labels: layouts come and go.
    enum Wish: Equatable {
        case hold([String], ttl: Int64)
        case extend(HoldID, ttl: Int64)
        case swap(HoldID, [String])
        case release(HoldID)
        case book(HoldID)
        case block([String])
        case unblock([String])
        case close
        case open
    }

    struct Attempt: Equatable {
        let mark: IdempotencyMark
        let show: String
        let wish: Wish
    }

    let ordinal: Int
    private(set) var acknowledged: [(attempt: Attempt, answer: PlainAnswer)] = []
    private(set) var refused: [Attempt] = []
    /// Asked for, and not answered yet: nobody knows whether it has happened.
    private(set) var pending: Attempt?
    private(set) var ticket: Ticket?
    private var holds: [String: [HoldID]] = [:]
    private var count = 0

    init(ordinal: Int) { self.ordinal = ordinal }

    /// The node crashed: no answer will come.
    mutating func disconnect() { ticket = nil }

    /// Thinks of something new, if nothing is pending, and sends it.
    mutating func act(in world: EngineWorld) {
        guard ticket == nil else { return }
        if pending == nil {
            if let old = acknowledged.randomElement(using: &world.random),
                Int.random(in: 0..<8, using: &world.random) == 0
            {
                pending = old.attempt
            } else {
                pending = think(in: world)
            }
        }
        guard let attempt = pending else { return }
        let loop = Int.random(in: 0..<world.loops.count, using: &world.random)
        count += 1
        ticket = world.submit(
            command(attempt, in: world),
            to: attempt.show,
            from: loop,
            mark: attempt.mark
        )
    }

    /// Takes the answer in, if it is there.
    mutating func listen(_ seed: UInt64) {
        guard let attempt = pending, let reply = ticket?.reply else { return }
        ticket = nil
        switch reply {
        case .outcome(let outcome, let isReplay, let plan):
            pending = nil
            let answer = PlainAnswer(outcome, plan)
            if let first = acknowledged.first(where: { $0.attempt.mark == attempt.mark }) {
                if answer.kind == "changed", first.answer != answer {
                    // The first found nothing to do, which no log remembers.
                    acknowledged.removeAll { $0.attempt.mark == attempt.mark }
                    acknowledged.append((attempt, answer))
                    return
                }
                #expect(isReplay || answer.mayBeRepeated, "seed \(seed): done twice: \(attempt)")
                #expect(first.answer == answer, "seed \(seed): another answer to \(attempt)")
            } else {
                acknowledged.append((attempt, answer))
                if let hold = answer.hold { holds[attempt.show, default: []].append(hold) }
            }
        case .refused:
            let isKnown = acknowledged.contains { $0.attempt.mark == attempt.mark }
            #expect(!isKnown, "seed \(seed): refused what was acknowledged: \(attempt)")
            refused.append(attempt)
            pending = nil
        default: break  // `unavailable`: to be sent again.
        }
    }

    private mutating func think(in world: EngineWorld) -> Attempt {
        count += 1
        let show = "sh\(Int.random(in: 1...2, using: &world.random))"
        let mark = IdempotencyMark.number(ordinal * 1_000_000 + count, UInt64(count))
        return Attempt(mark: mark, show: show, wish: wish(of: show, &world.random))
    }

    private func wish(of show: String, _ random: inout SeededRandom) -> Wish {
        let hold = holds[show]?.suffix(3).randomElement(using: &random)
        let ttl = Int64.random(in: 2_000...60_000, using: &random)
        guard let hold, Int.random(in: 0..<3, using: &random) > 0 else {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: return .block(seats(&random))
            case 1: return .unblock(seats(&random))
            case 2: return .close
            case 3...4: return .open
            default: return .hold(seats(&random), ttl: ttl)
            }
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .extend(hold, ttl: ttl)
        case 1: return .swap(hold, seats(&random))
        case 2...3: return .release(hold)
        default: return .book(hold)
        }
    }

    /// Seats that all of the simulation's layouts have.
    private func seats(_ random: inout SeededRandom) -> [String] {
        let first = Int.random(in: 1...9, using: &random)
        let row = Bool.random(using: &random) ? "A" : "B"
        return (first...min(10, first + Int.random(in: 0...2, using: &random))).map {
            row + "\($0)"
        }
    }

    private func command(_ attempt: Attempt, in world: EngineWorld) -> Command {
        // A repeat brings fresh ids along, as the gateway makes them.
        let fresh = ordinal * 1_000_000 + 500_000 + count
        func list(_ labels: [String]) -> SeatList { world.seats(labels, of: attempt.show) }
        return switch attempt.wish {
        case .hold(let labels, let ttl):
            .hold(HoldRequest(id: .number(fresh), selection: .seats(list(labels)), ttl: ttl))
        case .extend(let hold, let ttl): .extend(hold, ttl: ttl)
        case .swap(let hold, let labels): .swap(hold, seats: list(labels))
        case .release(let hold): .release(hold)
        case .book(let hold):
            .book(BookRequest(hold: hold, id: .number(fresh), reference: "r"))
        case .block(let labels): .block(seats: Array(list(labels)), reason: "x", until: nil)
        case .unblock(let labels): .unblock(seats: Array(list(labels)))
        case .close: .close
        case .open: .open
        }
    }
}

/// An outcome in words that outlive a change of layout.
struct PlainAnswer: Equatable {
    let kind: String
    var hold: HoldID?
    var labels: [String] = []
    var total: Int64 = 0
    var expiresAt: WallTime?
    var expiresIn: Int64 = 0
    var booking: BookingID?
    var version: ShowVersion?

    init(_ outcome: Outcome, _ plan: SeatPlan) {
        switch outcome {
        case .held(let view): self.init("held", view, plan)
        case .extended(let view): self.init("extended", view, plan)
        case .swapped(let view): self.init("swapped", view, plan)
        case .released: self.init(kind: "released")
        case .booked(let view):
            self.init(kind: "booked")
            labels = view.seats.map { plan.label(of: $0) }
            total = view.prices.total(of: view.seats, plan: plan)
            booking = view.id
            version = view.version
        case .changed(let version):
            self.init(kind: "changed")
            self.version = version
        case .order, .cancelled, .admitted: self.init(kind: "of an order")
        }
    }

    private init(kind: String) { self.kind = kind }

    private init(_ kind: String, _ view: HoldView, _ plan: SeatPlan) {
        self.init(kind: kind)
        hold = view.id
        labels = view.seats.map { plan.label(of: $0) }
        total = view.prices.total(of: view.seats, plan: plan)
        expiresAt = view.expiresAt
        expiresIn = view.expiresIn
        version = view.version
    }

    /// Whether the command may have found nothing left to do, and so have been logged by nobody.
    var mayBeRepeated: Bool { kind == "released" || kind == "changed" }
}
