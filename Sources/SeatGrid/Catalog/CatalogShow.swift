/// A show as an import lists it.
package struct ShowListing: Equatable, Sendable {
    package let id: String
    /// The movie's id.
    package let movie: String
    /// The screen's id.
    package let screen: String
    package let startsAt: WallTime
    package let language: String
    package let format: String
    /// ISO 4217.
    package let currency: String
    /// By category key, which are in order; seats of a category that is not here are not for sale.
    package let prices: [CategoryPrice]
    /// nil: on sale at once.
    package let saleOpensAt: WallTime?
    /// nil: till the start.
    package let saleClosesAt: WallTime?
    package let rules: ShowRules
    /// What an order costs besides, with the categories of `prices` in their order; nil: nothing.
    package let checkout: CheckoutTerms?

    package init(
        id: String,
        movie: String,
        screen: String,
        startsAt: WallTime,
        language: String,
        format: String,
        currency: String,
        prices: [CategoryPrice],
        saleOpensAt: WallTime?,
        saleClosesAt: WallTime?,
        rules: ShowRules,
        checkout: CheckoutTerms? = nil
    ) {
        self.id = id
        self.movie = movie
        self.screen = screen
        self.startsAt = startsAt
        self.language = language
        self.format = format
        self.currency = currency
        self.prices = prices
        self.saleOpensAt = saleOpensAt
        self.saleClosesAt = saleClosesAt
        self.rules = rules
        self.checkout = checkout
    }

    /// The same with other checkout terms, whose categories are those of `prices`.
    func with(_ checkout: CheckoutTerms?) -> ShowListing {
        ShowListing(
            id: id,
            movie: movie,
            screen: screen,
            startsAt: startsAt,
            language: language,
            format: format,
            currency: currency,
            prices: prices,
            saleOpensAt: saleOpensAt,
            saleClosesAt: saleClosesAt,
            rules: rules,
            checkout: checkout
        )
    }

    /// When the sale ends.
    package var salesClose: WallTime { saleClosesAt ?? startsAt }
}

/// What a seat of one category costs, minor units.
package struct CategoryPrice: Hashable, Sendable {
    package let category: String
    /// Minor units.
    package let amount: Int64

    package init(category: String, amount: Int64) {
        self.category = category
        self.amount = amount
    }
}

/// A show in the catalogue. Immutable: a change puts another in its place.
package final class CatalogShow: Sendable {
    package let listing: ShowListing
    /// The catalogue's revision that last changed it; grows with each change of this show.
    package let revision: UInt64
    /// The id of its screen's venue.
    package let venue: String
    /// The layout that its screen had at that revision, and has still.
    package let layout: CatalogLayout
    /// The listing's, with the categories of the layout.
    package let checkout: CheckoutTerms?

    package init(
        listing: ShowListing,
        revision: UInt64,
        venue: String,
        layout: CatalogLayout,
        checkout: CheckoutTerms?
    ) {
        self.listing = listing
        self.revision = revision
        self.venue = venue
        self.layout = layout
        self.checkout = checkout
    }

    /// The show's id as the engine knows it.
    package var id: ShowID { ShowID(listing.id) }

    /// What deciding needs of it.
    package var terms: ShowTerms {
        ShowTerms(
            revision: revision,
            layout: layout.id,
            seatCount: layout.seatCount,
            prices: layout.content.categories.map { category in
                listing.prices.first { $0.category == category.key }?.amount
            },
            currency: listing.currency,
            salesOpen: listing.saleOpensAt,
            salesClose: listing.salesClose,
            startsAt: listing.startsAt,
            rules: listing.rules,
            checkout: checkout
        )
    }

    /// Where its sale stands by the clock alone; an operator may have closed or cancelled it.
    package func phase(at time: WallTime) -> ShowPhase {
        if time >= listing.salesClose { return .closed }
        if let opens = listing.saleOpensAt, time < opens { return .scheduled }
        return .onSale
    }
}
