/// What a command answered: enough to render its answer, and rendered again just the same for a
/// repeat under the same idempotency key.
package enum Outcome: Equatable, Sendable {
    case held(HoldView)
    case extended(HoldView)
    case swapped(HoldView)
    case released
    case booked(BookingView)
    /// An operator's command was carried out, or had been already.
    case changed(ShowVersion)
    indirect case order(OrderView)
    indirect case cancelled(CancellationView)
    /// People were let in.
    indirect case admitted(AdmissionView)
}

/// What `ShowState.decide` came to when the rules did not refuse.
package enum Decision: Equatable, Sendable {
    /// To be logged, then applied.
    case event(Event)
    /// Nothing is left to do (released again, opened again): the answer, and no event.
    // Apart on the heap, so that an event stays simple to pass on.
    indirect case already(Outcome)
}

/// What `ShowState.decide(_:in:plan:into:)` came to when the rules did not refuse.
package enum Verdict: Equatable, Sendable {
    /// The event is to be logged, then applied.
    case event
    /// Nothing is left to do: the answer, and the event means nothing.
    indirect case already(Outcome)
}

/// What a show remembers of an idempotency key.
package enum Recall: Equatable, Sendable {
    case unknown
    /// The first request's answer.
    case answer(Outcome)
    /// The key came with another request.
    case reused
}

/// What became of a hold (contract §4, `state`).
package enum HoldState: UInt8, Sendable, CaseIterable {
    case active = 0
    case paying = 1
    case booked = 2
    case released = 3
    case expired = 4
}

/// A hold as its owner sees it.
package struct HoldView: Equatable, Sendable {
    package let id: HoldID
    package let seats: SeatList
    /// Frozen when the hold was made.
    package let prices: PriceTable
    package let state: HoldState
    package let expiresAt: WallTime
    /// Milliseconds; 0 if it runs no more.
    package let expiresIn: Int64
    /// The version that last changed it.
    package let version: ShowVersion

    package init(
        id: HoldID,
        seats: SeatList,
        prices: PriceTable,
        state: HoldState,
        expiresAt: WallTime,
        expiresIn: Int64,
        version: ShowVersion
    ) {
        self.id = id
        self.seats = seats
        self.prices = prices
        self.state = state
        self.expiresAt = expiresAt
        self.expiresIn = expiresIn
        self.version = version
    }
}

/// A confirmed booking.
package struct BookingView: Equatable, Sendable {
    package let id: BookingID
    package let hold: HoldID
    package let seats: SeatList
    package let prices: PriceTable
    package let reference: String
    /// Canonical JSON.
    package let customer: [UInt8]?
    package let version: ShowVersion
    package let createdAt: WallTime
    package let kind: BookingKind

    /// Whether an order, of the same bits, became it: then its customer is the order's.
    package var isOrdered: Bool { reference == "or_" + Crockford.string(id.bits) }

    package init(
        id: BookingID,
        hold: HoldID,
        seats: SeatList,
        prices: PriceTable,
        reference: String,
        customer: [UInt8]?,
        version: ShowVersion,
        createdAt: WallTime,
        kind: BookingKind
    ) {
        self.id = id
        self.hold = hold
        self.seats = seats
        self.prices = prices
        self.reference = reference
        self.customer = customer
        self.version = version
        self.createdAt = createdAt
        self.kind = kind
    }

    /// The same with more seats.
    func with(_ more: [SeatIndex]) -> BookingView {
        BookingView(
            id: id,
            hold: hold,
            seats: SeatList(Array(seats) + more),
            prices: prices,
            reference: reference,
            customer: customer,
            version: version,
            createdAt: createdAt,
            kind: kind
        )
    }
}
