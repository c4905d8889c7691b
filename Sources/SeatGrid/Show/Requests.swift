/// What somebody wants of one show.
package struct ShowRequest: Sendable {
    package var kind: Kind
    package var mark: IdempotencyMark?
    package var caller: Caller

    /// A command for the show's turn, or a question.
    package enum Kind: Sendable {
        /// Seat indices in the command are those of `plan`; a show that was given another layout
        /// meanwhile answers `unavailable`, and nothing happens.
        case command(Command, plan: SeatPlan)
        case read(ShowQuery)
    }

    package init(kind: Kind, mark: IdempotencyMark?, caller: Caller) {
        self.kind = kind
        self.mark = mark
        self.caller = caller
    }
}

/// What can be read of one show, as of its newest durable version.
package enum ShowQuery: Sendable {
    case seats
    case hold(HoldID)
    case booking(BookingID)
    case report
    indirect case checkout(CheckoutQuery)
}

/// The answer to a request. It leaves only when everything it rests on is durable.
package enum Reply: Sendable {
    case outcome(Outcome, replayed: Bool, plan: SeatPlan)
    case refused(Refusal, plan: SeatPlan)
    case seats(SeatMap)
    case hold(HoldView, plan: SeatPlan)
    case booking(BookingView, plan: SeatPlan)
    case report(ShowReport)
    indirect case checkout(CheckoutReply)
    case noSuchShow
    case unavailable(Unavailability)
}

/// Why nothing was decided; always worth a repeat later.
package enum Unavailability: Sendable, Equatable {
    /// Shutting down, starting, or the show is being changed.
    case unavailable(retryAfterMilliseconds: Int)
    /// The disk is nearly full: no new holds, but book, release and expiry go on.
    case readOnly(retryAfterMilliseconds: Int)
}

/// All seats of a show at one version.
package struct SeatMap: Sendable {
    package let show: ShowID
    package let version: ShowVersion
    package let layout: String
    package let counts: SeatCounts
    /// 2 bits a seat as in the contract §3, made once a version and shared by all readers.
    package let states: [UInt8]
    package let plan: SeatPlan

    package init(
        show: ShowID,
        version: ShowVersion,
        layout: String,
        counts: SeatCounts,
        states: [UInt8],
        plan: SeatPlan
    ) {
        self.show = show
        self.version = version
        self.layout = layout
        self.counts = counts
        self.states = states
        self.plan = plan
    }
}

/// What an operator sees of a show at a glance.
package struct ShowReport: Sendable {
    package let show: ShowID
    package let version: ShowVersion
    package let phase: ShowPhase
    package let counts: SeatCounts
    package let activeHolds: Int
    package let bookings: Int
    package let takings: Takings
    package let currency: String
    /// The version by which the last seat was sold; nil: there are free or held ones.
    package let soldOutBy: ShowVersion?

    package init(
        show: ShowID,
        version: ShowVersion,
        phase: ShowPhase,
        counts: SeatCounts,
        activeHolds: Int,
        bookings: Int,
        takings: Takings,
        currency: String,
        soldOutBy: ShowVersion?
    ) {
        self.show = show
        self.version = version
        self.phase = phase
        self.counts = counts
        self.activeHolds = activeHolds
        self.bookings = bookings
        self.takings = takings
        self.currency = currency
        self.soldOutBy = soldOutBy
    }
}

/// Who waits for answers, on one loop. Called there, once a request.
package protocol AnswerSink: AnyObject {
    /// `token` is the one given with the request.
    func deliver(_ reply: consuming Reply, token: UInt64)
}
