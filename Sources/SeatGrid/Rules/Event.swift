/// Something that happened to a show: a result, never a command, so applying it can't fail.
///
/// What the ordinary events are made of lies open in the struct rather than in the payload of an
/// enumeration: to look into that would copy it, and every turn looks several times.
package struct Event: Sendable {
    /// Which of its parts an event has.
    enum Form: UInt8, Sendable {
        /// `held`.
        case held
        /// The id of `held`.
        case released
        /// `rest`.
        case other
    }

    package var version: ShowVersion
    package var time: TurnTime
    package var caller: Caller
    package var mark: IdempotencyMark?
    private(set) var form: Form
    var held: Held
    private var rest: Rest?

    /// What happened.
    package enum Body: Equatable, Sendable {
        case held(Held)
        case extended(HoldID, deadline: Moment)
        case swapped(HoldID, seats: SeatList)
        case released(HoldID)
        case booked(Booked)
        case lapsed(Lapse)
        case blocked(seats: [SeatIndex], reason: String, until: WallTime?)
        case unblocked(seats: [SeatIndex])
        case opened
        case closed
        case cancelled
        // Apart on the heap, so that the ordinary events stay small to pass on.
        indirect case configured(Configured)
        /// Nothing but an answer, kept for repeats: the command found nothing left to do.
        case noted(Note)
        indirect case order(OrderEvent)
    }

    /// What a command answered that found nothing left to do. Numbers are for ever.
    package enum Note: UInt8, Sendable, CaseIterable {
        /// Released again.
        case released = 0
        /// An operator's command was carried out already.
        case changed = 1
    }

    /// A body that is neither a new hold nor a release, apart on the heap.
    private indirect enum Rest: Equatable, Sendable {
        case body(Body)
    }

    package init(
        version: ShowVersion,
        time: TurnTime,
        caller: Caller,
        mark: IdempotencyMark?,
        body: Body
    ) {
        self.version = version
        self.time = time
        self.caller = caller
        self.mark = mark
        switch body {
        case .held(let held):
            form = .held
            self.held = held
            rest = nil
        case .released(let id):
            form = .released
            held = Held(id: id)
            rest = nil
        default:
            form = .other
            held = Held(id: HoldID(Bits128(high: 0, low: 0)))
            rest = .body(body)
        }
    }

    /// An event to decide into, over and over: nothing is copied from one place to another then.
    package static var blank: Event {
        Event(
            version: .zero,
            time: TurnTime(now: .start, wall: WallTime(rawValue: 0)),
            caller: .anonymous,
            mark: nil,
            // One that lies open: a blank event is to cost no allocation.
            body: .released(HoldID(Bits128(high: 0, low: 0)))
        )
    }

    /// Becomes a new hold, all of whose parts but those named here are the request's.
    @inline(__always)
    mutating func become(
        _ request: HoldRequest,
        _ seats: SeatList,
        deadline: Moment,
        acquired: Moment,
        priceTable: UInt16
    ) {
        if form == .other { rest = nil }
        form = .held
        held.id = request.id
        held.seats = seats
        held.holder = request.holder
        held.deadline = deadline
        held.acquired = acquired
        held.priceTable = priceTable
        held.replaces = request.replaces
    }

    /// Becomes a new hold; whoever calls sets all parts of `held` after that.
    @inline(__always)
    mutating func becomeHeld() {
        if form == .other { rest = nil }
        form = .held
    }

    /// Becomes the end of a hold by its owner.
    @inline(__always)
    mutating func become(releaseOf id: HoldID) {
        if form == .other { rest = nil }
        form = .released
        held.id = id
    }

    /// Takes over what an event has of its turn.
    @inline(__always)
    mutating func take(_ context: TurnContext, version: ShowVersion) {
        self.version = version
        time = context.time
        caller = context.caller
        mark = context.mark
    }

    /// What happened.
    package var body: Body {
        switch form {
        case .held: return .held(held)
        case .released: return .released(held.id)
        case .other:
            guard case .body(let body)? = rest else {
                preconditionFailure("an event has no body")
            }
            return body
        }
    }

    /// A new hold with all it was given.
    package struct Held: Equatable, Sendable {
        package var id: HoldID
        package var seats: SeatList
        package var holder: HolderID?
        package var deadline: Moment
        /// When the seats were first acquired: earlier than now if the hold replaced another one.
        package var acquired: Moment
        /// The ordinal of the show's price table it keeps to.
        package var priceTable: UInt16
        package var replaces: HoldID?

        package init(
            id: HoldID,
            seats: SeatList,
            holder: HolderID?,
            deadline: Moment,
            acquired: Moment,
            priceTable: UInt16,
            replaces: HoldID?
        ) {
            self.id = id
            self.seats = seats
            self.holder = holder
            self.deadline = deadline
            self.acquired = acquired
            self.priceTable = priceTable
            self.replaces = replaces
        }

        /// Only an id.
        @inline(__always)
        init(id: HoldID) {
            self.id = id
            seats = SeatList()
            holder = nil
            deadline = .start
            acquired = .start
            priceTable = 0
            replaces = nil
        }
    }

    /// A hold that became a booking.
    package struct Booked: Equatable, Sendable {
        package var hold: HoldID
        package var id: BookingID
        package var reference: String
        package var customer: [UInt8]?
        package var kind: BookingKind

        package init(
            hold: HoldID,
            id: BookingID,
            reference: String,
            customer: [UInt8]?,
            kind: BookingKind = .paid
        ) {
            self.hold = hold
            self.id = id
            self.reference = reference
            self.customer = customer
            self.kind = kind
        }
    }

    /// What time alone has ended.
    package struct Lapse: Equatable, Sendable {
        package var holds: [HoldID]
        /// Seats whose block has ended.
        package var unblocked: [SeatIndex]

        package init(holds: [HoldID], unblocked: [SeatIndex]) {
            self.holds = holds
            self.unblocked = unblocked
        }
    }

    /// New terms, and where the seats went.
    package struct Configured: Equatable, Sendable {
        package var terms: ShowTerms
        /// By old index the new one, `UInt16.max`: gone; nil: every seat stays where it is.
        package var remap: [UInt16]?
        /// The prices that taken seats keep although their layout changed.
        package var kept: [KeptPrice]

        package init(terms: ShowTerms, remap: [UInt16]?, kept: [KeptPrice]) {
            self.terms = terms
            self.remap = remap
            self.kept = kept
        }
    }

    /// A taken seat's price under an earlier table.
    package struct KeptPrice: Equatable, Sendable {
        package var priceTable: UInt16
        /// Its index in the new layout.
        package var seat: SeatIndex
        package var kept: PriceTable.Kept

        package init(priceTable: UInt16, seat: SeatIndex, kept: PriceTable.Kept) {
            self.priceTable = priceTable
            self.seat = seat
            self.kept = kept
        }
    }
}

extension Event: Equatable {
    package static func == (a: Event, b: Event) -> Bool {
        a.version == b.version && a.time == b.time && a.caller == b.caller && a.mark == b.mark
            && a.body == b.body
    }
}
