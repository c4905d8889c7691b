/// What somebody wants of a show. Ids and random bits come in with it: the rules make none.
package enum Command: Sendable, Equatable {
    case hold(HoldRequest)
    /// Runs out `ttl` milliseconds from now: that may be sooner than before.
    case extend(HoldID, ttl: Int64)
    case swap(HoldID, seats: SeatList)
    case release(HoldID)
    // Rare ones lie apart on the heap, so that the ordinary commands stay simple to pass on.
    indirect case book(BookRequest)
    /// Takes free seats off sale, till `until` if given.
    indirect case block(seats: [SeatIndex], reason: String, until: WallTime?)
    /// Puts blocked seats back on sale; seats that are not blocked stay what they are.
    case unblock(seats: [SeatIndex])
    case open
    case close
    /// Ends the sale for good and all holds with it. Bookings stay till they are refunded.
    case cancel
    indirect case configure(Configuration)
    indirect case order(OrderCommand)
    /// The person in a booking is being erased. Nothing of the show changes: their data is under a
    /// key that is kept elsewhere; but the wish is answered, and kept under its mark, like any
    /// other.
    case forget(BookingID)
}

/// What a hold is asked for.
package struct HoldRequest: Sendable, Equatable {
    /// The new hold's id, fresh from the system's generator.
    package var id: HoldID
    /// The seats it names; none if it leaves them to the show.
    var seats: SeatList
    /// What the show is to choose by, if it is to choose.
    var wish: BestAvailable?
    /// Milliseconds; nil: the show's default.
    package var ttl: Int64?
    package var holder: HolderID?
    /// A hold given up in the same step.
    package var replaces: HoldID?

    package init(
        id: HoldID,
        selection: SeatSelection,
        ttl: Int64? = nil,
        holder: HolderID? = nil,
        replaces: HoldID? = nil
    ) {
        self.id = id
        switch selection {
        case .seats(let named):
            seats = named
            wish = nil
        case .bestAvailable(let wanted):
            seats = SeatList()
            wish = wanted
        }
        self.ttl = ttl
        self.holder = holder
        self.replaces = replaces
    }

    /// Which seats it is to have.
    package var selection: SeatSelection { wish.map { .bestAvailable($0) } ?? .seats(seats) }
}

/// Which seats a hold is to have.
package enum SeatSelection: Sendable, Equatable {
    case seats(SeatList)
    case bestAvailable(BestAvailable)
}

/// How the show is to choose seats itself (contract §4).
package struct BestAvailable: Sendable, Equatable {
    package var count: Int
    /// The plan's category ordinal; nil: any.
    package var category: UInt8?
    /// The plan's section ordinal; nil: any.
    package var section: UInt16?
    /// How many of the seats are to be accessible ones, exactly.
    package var accessible: Int
    /// Whether seats apart are no good.
    package var together: Bool

    package init(
        count: Int,
        category: UInt8? = nil,
        section: UInt16? = nil,
        accessible: Int = 0,
        together: Bool = false
    ) {
        self.count = count
        self.category = category
        self.section = section
        self.accessible = accessible
        self.together = together
    }
}

/// What a booking is made of.
package struct BookRequest: Sendable, Equatable {
    package var hold: HoldID
    /// The new booking's id.
    package var id: BookingID
    package var reference: String
    /// Canonical JSON, opaque to the rules.
    package var customer: [UInt8]?
    package var kind: BookingKind

    package init(
        hold: HoldID,
        id: BookingID,
        reference: String,
        customer: [UInt8]? = nil,
        kind: BookingKind = .paid
    ) {
        self.hold = hold
        self.id = id
        self.reference = reference
        self.customer = customer
        self.kind = kind
    }
}

/// New terms for a show, and how its seats move if the layout changed.
package struct Configuration: Sendable, Equatable {
    package var terms: ShowTerms
    /// By old index the new one, nil: that seat is gone. nil: every seat stays where it is.
    package var remap: [UInt16?]?

    package init(terms: ShowTerms, remap: [UInt16?]? = nil) {
        self.terms = terms
        self.remap = remap
    }
}

/// What a command comes with, besides itself.
package struct TurnContext: Sendable {
    package var time: TurnTime
    package var mark: IdempotencyMark?
    package var caller: Caller

    package init(time: TurnTime, mark: IdempotencyMark? = nil, caller: Caller = .anonymous) {
        self.time = time
        self.mark = mark
        self.caller = caller
    }
}

/// Who caused an event, as the show's log tells operators.
package struct Caller: Hashable, Sendable {
    /// What gave the right.
    package enum Kind: UInt8, Sendable, CaseIterable {
        case anonymous = 0
        case key = 1
        case `operator` = 2
        case system = 3
    }

    package let kind: Kind
    /// The key's name; empty for the others. At most `Limits.textBytes`.
    package let name: String

    package init(kind: Kind, name: String = "") {
        self.kind = kind
        self.name = name
    }

    package static let anonymous = Caller(kind: .anonymous)
    package static let system = Caller(kind: .system)
    /// Who came with that key.
    package static func key(_ name: String) -> Caller { Caller(kind: .key, name: name) }
    /// An operator who came with that key.
    package static func `operator`(_ name: String) -> Caller {
        Caller(kind: .operator, name: name)
    }
}
