/// One show: its seats, holds, bookings, blocks, and the answers it has given.
///
/// A pure value. Time, ids and random bits come in with commands, so the same events always
/// rebuild the same state.
package struct ShowState: Sendable {
    package internal(set) var version: ShowVersion = .zero
    package internal(set) var terms: ShowTerms?
    var sale = Sale()
    var seats = SeatPlanes()
    var holds = HoldTable()
    var bookings = BookingTable()
    var blocks: [BlockRecord] = [] {
        didSet { nextBlockEnd = blocks.lazy.compactMap(\.until).min() ?? .never }
    }
    /// The earliest end of a block.
    private(set) var nextBlockEnd = WallTime.never
    /// Every price table the show has had; holds refer to them by ordinal.
    var priceTables: [PriceTable] = []
    var answers = AnswerTable()
    /// What is being paid for, and what has been.
    var orders = OrderBook()

    package init() {}

    /// How many seats are in each status. O(1).
    package var counts: SeatCounts { seats.counts }
    /// Holds that run now. O(1).
    package var activeHolds: Int { holds.activeCount }
    /// Bookings there are. O(1).
    package var bookingCount: Int { bookings.records.count }
    /// Whether another hold may be taken up: bookings keep their holds for good. O(1).
    var hasRoomForHold: Bool {
        holds.activeCount + bookings.records.count < Limits.holdsPerShow
    }
}

extension WallTime {
    /// Later than any time there is.
    static let never = WallTime(rawValue: .max)
}

/// The part of the terms that every turn looks at, apart: reading it touches no reference count.
struct Sale: Sendable {
    /// What an operator last did about the sale.
    enum Switch: Equatable, Sendable {
        case automatic
        case open(since: WallTime)
        case closed
        case cancelled
    }

    var lever: Switch = .automatic
    var rules = ShowRules()
    var opens: WallTime?
    var closes = WallTime(rawValue: 0)
    var currentPrices: UInt16 = 0
    /// Whether some category has no price now.
    var hasUnpriced = false
    var isConfigured = false

    /// An `open` goes past the sale's opening; past its end it holds till the next `close`.
    func phase(at wall: WallTime) -> ShowPhase {
        switch lever {
        case .cancelled: .cancelled
        case .closed: .closed
        case .open(let since):
            since < closes && wall >= closes ? .closed : .onSale
        case .automatic:
            if wall >= closes {
                .closed
            } else if let opens, wall < opens {
                .scheduled
            } else {
                .onSale
            }
        }
    }

    func nextPhaseChange(after wall: WallTime) -> WallTime? {
        switch lever {
        case .cancelled, .closed: return nil
        case .open(let since): return since < closes && wall < closes ? closes : nil
        case .automatic:
            if wall >= closes { return nil }
            if let opens, wall < opens { return opens < closes ? opens : closes }
            return closes
        }
    }
}

extension ShowState: Equatable {
    package static func == (a: ShowState, b: ShowState) -> Bool { a.encoded() == b.encoded() }
}
