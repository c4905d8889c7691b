/// Something that happened to a show: a result, never a command, so applying it can't fail.
package struct Event: Equatable, Sendable {
    package var version: ShowVersion
    package var time: TurnTime
    package var caller: Caller
    package var mark: IdempotencyMark?
    package var body: Body

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
        self.body = body
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
    }

    /// A hold that became a booking.
    package struct Booked: Equatable, Sendable {
        package var hold: HoldID
        package var id: BookingID
        package var reference: String
        package var customer: [UInt8]?

        package init(hold: HoldID, id: BookingID, reference: String, customer: [UInt8]?) {
            self.hold = hold
            self.id = id
            self.reference = reference
            self.customer = customer
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
        package var price: Int64

        package init(priceTable: UInt16, seat: SeatIndex, price: Int64) {
            self.priceTable = priceTable
            self.seat = seat
            self.price = price
        }
    }
}
