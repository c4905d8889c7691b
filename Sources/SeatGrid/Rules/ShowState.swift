/// One show: its seats, holds, bookings, blocks, and the answers it has given.
///
/// A pure value. Time, ids and random bits come in with commands, so the same events always
/// rebuild the same state.
package struct ShowState: Sendable {
    package private(set) var version: ShowVersion = .zero
    package private(set) var terms: ShowTerms?
    package private(set) var counts = SeatCounts(free: 0, held: 0, booked: 0, blocked: 0)

    package init() {}
}

extension ShowState {
    package var activeHolds: Int { 0 }
    package var bookingCount: Int { 0 }

    /// Where the sale stands at that time.
    package func phase(at wall: WallTime) -> ShowPhase { .scheduled }

    /// When `phase` next changes by time alone, nil: never.
    package func nextPhaseChange(after wall: WallTime) -> WallTime? { nil }

    /// What time alone has ended (holds past their deadline, blocks past theirs), nil: nothing.
    ///
    /// The shell appends and applies it before every decide and read, again until it is nil, so
    /// that no answer rests on an expiry that the log does not know.
    package func due(at time: TurnTime) -> Event? { nil }

    /// When `due` may next have something, `.distantFuture` if never.
    package func nextDeadline(at time: TurnTime) -> Moment { .distantFuture }

    /// What the show answered to that key before. O(1).
    package func recall(_ mark: IdempotencyMark, at now: Moment) -> Recall { .unknown }

    /// Decides what `command` would do, and changes nothing. `due` must be nil at that time.
    ///
    /// `plan` is that of the show's layout; for `configure` that of the layout it has had till now
    /// (of the new one, if it has had none).
    package func decide(
        _ command: borrowing Command, in context: borrowing TurnContext, plan: SeatPlan
    ) throws(Refusal) -> Decision {
        throw .illegalState(.notConfigured)
    }

    /// Carries out what `decide` or `due` promised: now, in recovery, and on a replica.
    package mutating func apply(_ event: borrowing Event) {}

    /// What the event answers to its command; to be asked right after `apply`.
    package func outcome(of event: borrowing Event) -> Outcome { .changed(event.version) }

    package func status(of seat: SeatIndex) -> SeatStatus { .free }

    /// The contract's state string (§3) before base 64: 2 bits a seat.
    package func packedStates() -> [UInt8] { [] }

    /// Calls `body` with every seat whose status the event sets; ask before `apply`, as it may end
    /// holds whose seats only the state knows.
    package func forEachChange(of event: borrowing Event, _ body: (SeatChange) -> Void) {}

    /// The hold, whatever became of it; nil: unknown or long forgotten.
    package func hold(_ id: HoldID, at time: TurnTime) -> HoldView? { nil }

    package func booking(_ id: BookingID) -> BookingView? { nil }

    /// Sum of the prices of all booked seats, minor units.
    package func revenue(plan: SeatPlan) -> Int64 { 0 }

    /// The reason of the block that the seat is in, nil if it is in none.
    package func blockReason(of seat: SeatIndex) -> String? { nil }

    /// Stops the process if the state contradicts itself. O(seats + holds); for tests and start.
    package func checkInvariants() {}
}

extension ShowState: Equatable {
    package static func == (a: ShowState, b: ShowState) -> Bool { a.encoded() == b.encoded() }
}
