import Testing

@testable import SeatGrid

extension SeatPlan {
    /// A hall drawn in text, the stage in front of the middle of the first row. A row is a line: a
    /// letter is a seat of that category (`A` the first), a small letter an accessible one, a
    /// space an aisle. Seats are labelled `R1-1`, sections are named by `#` before a line.
    static func drawn(_ lines: String...) -> SeatPlan { drawn(lines) }

    static func drawn(_ lines: [String]) -> SeatPlan {
        var rows: [PlanRow] = []
        var section: UInt16 = 0
        var keys = 1
        for line in lines {
            if line == "#" {
                section += 1
                continue
            }
            var seats: [PlanSeat] = []
            for (x, character) in line.utf8.enumerated() where character != 32 {
                let isSmall = character >= 97
                let category = character - (isSmall ? 97 : 65)
                keys = max(keys, Int(category) + 1)
                seats.append(
                    PlanSeat(
                        label: "R\(rows.count + 1)-\(seats.count + 1)",
                        category: category,
                        x: Double(x),
                        y: Double(rows.count + 1),
                        accessible: isSmall
                    )
                )
            }
            rows.append(PlanRow(section: section, name: "R\(rows.count + 1)", seats: seats))
        }
        let width = Double(lines.map(\.utf8.count).max() ?? 0)
        return SeatPlan(
            rows: rows,
            categories: (0..<keys).map { "c\($0)" },
            sections: (0...section).map { "s\($0)" },
            focalX: (width - 1) / 2,
            focalY: 0
        )
    }
}

extension HoldID {
    static func number(_ number: Int) -> HoldID {
        HoldID(Bits128(high: 7, low: UInt64(number)))
    }
}

extension BookingID {
    static func number(_ number: Int) -> BookingID {
        BookingID(Bits128(high: 8, low: UInt64(number)))
    }
}

extension HolderID {
    static func number(_ number: Int) -> HolderID {
        HolderID(Bits128(high: 9, low: UInt64(number)))
    }
}

extension SeatList {
    static func at(_ seats: Int...) -> SeatList { SeatList(seats.map { SeatIndex($0) }) }
}

/// A show under test: keeps its own clock, and every event, so that it can be built again.
struct TestHall {
    static let start: Int64 = 1_000_000

    var plan: SeatPlan
    var state = ShowState()
    var events: [Event] = []
    private var place = Event.blank
    var now = TestHall.start
    /// How far the wall clock is ahead.
    var wallOffset: Int64 = 500_000_000
    var rules: ShowRules

    init(_ plan: SeatPlan, prices: [Int64?]? = nil, _ rules: ShowRules = ShowRules()) {
        self.plan = plan
        self.rules = rules
        let terms = Self.terms(plan, prices: prices, rules)
        guard case .success = run(.configure(Configuration(terms: terms))) else {
            preconditionFailure("the test's own show is refused")
        }
    }

    static func terms(
        _ plan: SeatPlan,
        prices: [Int64?]? = nil,
        _ rules: ShowRules = ShowRules()
    ) -> ShowTerms {
        ShowTerms(
            revision: 1,
            layout: "lay",
            seatCount: plan.seatCount,
            prices: prices ?? plan.categoryKeys.indices.map { Int64(100 * ($0 + 1)) },
            currency: "INR",
            salesOpen: nil,
            salesClose: WallTime(rawValue: .max / 4),
            rules: rules
        )
    }

    var time: TurnTime {
        TurnTime(now: Moment(rawValue: now), wall: WallTime(rawValue: now + wallOffset))
    }

    /// One turn, just as the shell does it.
    @discardableResult
    mutating func run(
        _ command: Command,
        mark: IdempotencyMark? = nil,
        caller: Caller = .anonymous
    ) -> Result<Outcome, Refusal> {
        lapse()
        let context = TurnContext(time: time, mark: mark, caller: caller)
        do throws(Refusal) {
            if let mark {
                switch state.recall(mark, at: time.now) {
                case .answer(let outcome): return .success(outcome)
                case .reused: return .failure(.keyReused)
                case .unknown: break
                }
            }
            switch try state.decide(command, in: context, plan: plan) {
            case .already(let outcome): return .success(outcome)
            case .event(var event):
                decideAgain(command, context, event)
                take(event)
                return .success(state.outcome(of: &event))
            }
        } catch {
            return .failure(error)
        }
    }

    /// Decided into a place that has held other events, the event is the same.
    private mutating func decideAgain(
        _ command: Command,
        _ context: TurnContext,
        _ event: Event
    ) {
        let verdict = try? state.decide(command, in: context, plan: plan, into: &place)
        let show = ShowID("sh")
        let bytes = EventCodec.encoded(event, show: show)
        if verdict != .event || place != event || EventCodec.encoded(place, show: show) != bytes {
            Issue.record("\(place) was decided instead of \(event)")
        }
    }

    /// Lets time do what is due.
    mutating func lapse() {
        while let event = state.due(at: time) { take(event) }
    }

    mutating func take(_ event: Event) {
        state.apply(event)
        events.append(event)
    }

    mutating func pass(_ milliseconds: Int64) { now += milliseconds }

    @discardableResult
    mutating func hold(
        _ number: Int,
        _ seats: Int...,
        ttl: Int64? = nil,
        holder: Int? = nil,
        replaces: Int? = nil
    ) -> Result<Outcome, Refusal> {
        run(
            .hold(
                HoldRequest(
                    id: .number(number),
                    selection: .seats(SeatList(seats.map { SeatIndex($0) })),
                    ttl: ttl,
                    holder: holder.map { .number($0) },
                    replaces: replaces.map { .number($0) }
                )
            )
        )
    }

    @discardableResult
    mutating func best(_ number: Int, _ wish: BestAvailable) -> Result<[Int], Refusal> {
        run(.hold(HoldRequest(id: .number(number), selection: .bestAvailable(wish))))
            .map { outcome in
                guard case .held(let view) = outcome else { return [] }
                return view.seats.map { Int($0.rawValue) }
            }
    }

    @discardableResult
    mutating func book(_ number: Int, as booking: Int) -> Result<Outcome, Refusal> {
        run(
            .book(
                BookRequest(
                    hold: .number(number),
                    id: .number(booking),
                    reference: "r\(booking)",
                    customer: nil
                )
            )
        )
    }

    @discardableResult
    mutating func block(_ seats: Int...) -> Result<Outcome, Refusal> {
        run(.block(seats: seats.map { SeatIndex($0) }, reason: "house", until: nil))
    }

    func view(_ number: Int) -> HoldView? { state.hold(.number(number), at: time) }

    /// All seats in one line: `.` free, `h` held, `b` booked, `x` blocked.
    var picture: String {
        String(
            (0..<plan.seatCount).map { index in
                switch state.status(of: SeatIndex(index)) {
                case .free: "."
                case .held: "h"
                case .booked: "b"
                case .blocked: "x"
                }
            }
        )
    }
}

extension Result where Failure == Refusal {
    var refusal: Refusal? {
        if case .failure(let refusal) = self { return refusal }
        return nil
    }

    var isSuccess: Bool { refusal == nil }
}

extension Result where Success == Outcome, Failure == Refusal {
    var heldView: HoldView? {
        switch self {
        case .success(.held(let view)), .success(.extended(let view)),
            .success(.swapped(let view)):
            view
        default: nil
        }
    }
}
