/// What the catalogue says of a show, as far as deciding needs it.
package struct ShowTerms: Equatable, Sendable {
    /// The revision of the catalogue's entry this was taken from.
    package var revision: UInt64
    /// The layout's id.
    package var layout: String
    package var seatCount: Int
    /// Minor units by the layout's category ordinal; nil: seats of it are not for sale.
    package var prices: [Int64?]
    /// ISO 4217.
    package var currency: String
    /// nil: on sale at once.
    package var salesOpen: WallTime?
    /// `sale_closes_at`, else the show's start.
    package var salesClose: WallTime
    /// When the show starts; `salesClose` in terms from before this was kept.
    package var startsAt: WallTime
    package var rules: ShowRules
    /// What an order costs besides; nil: the prices alone, all given back till the show starts.
    package var checkout: CheckoutTerms?

    package init(
        revision: UInt64,
        layout: String,
        seatCount: Int,
        prices: [Int64?],
        currency: String,
        salesOpen: WallTime?,
        salesClose: WallTime,
        startsAt: WallTime? = nil,
        rules: ShowRules = ShowRules(),
        checkout: CheckoutTerms? = nil
    ) {
        self.revision = revision
        self.layout = layout
        self.seatCount = seatCount
        self.prices = prices
        self.currency = currency
        self.salesOpen = salesOpen
        self.salesClose = salesClose
        self.startsAt = startsAt ?? salesClose
        self.rules = rules
        self.checkout = checkout
    }
}

/// A show's own rules of selling (contract §8, `rules`). Times are milliseconds.
package struct ShowRules: Equatable, Sendable {
    package var maxSeatsPerHold: Int
    package var maxSeatsPerHolder: Int
    /// How long a hold runs when it does not say; `holdMax` if that is less.
    package var holdTTL: Int64
    /// The longest a hold may ever run, from its first acquisition.
    package var holdMax: Int64
    package var orphans: OrphanRule

    package init(
        maxSeatsPerHold: Int = 10,
        maxSeatsPerHolder: Int = 10,
        holdTTL: Int64 = 600_000,
        holdMax: Int64 = 1_800_000,
        orphans: OrphanRule = .off
    ) {
        self.maxSeatsPerHold = maxSeatsPerHold
        self.maxSeatsPerHolder = maxSeatsPerHolder
        self.holdTTL = holdTTL
        self.holdMax = holdMax
        self.orphans = orphans
    }
}

/// Whether a selection may leave a single free seat between taken ones.
package enum OrphanRule: UInt8, Sendable, CaseIterable {
    case off = 0
    /// Refused, unless every other choice would strand one too.
    case lenient = 1
    /// Always refused.
    case strict = 2
}

/// Where a show's sale stands (contract §3, `state`).
package enum ShowPhase: UInt8, Sendable, CaseIterable {
    case scheduled = 0
    case onSale = 1
    case closed = 2
    case cancelled = 3
}
