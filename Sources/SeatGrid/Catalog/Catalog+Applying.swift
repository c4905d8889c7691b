extension Catalog {
    /// The catalogue with `change` in it, and what that means for shows.
    ///
    /// Depends on nothing but the two, so a log replayed makes the same catalogue. An entry that is
    /// there already in the same words does not change, nor does its revision.
    /// O(change), and O(shows) if venues or layouts change.
    ///
    /// - Throws: all names that lead nowhere and prices of unknown categories; nothing happened
    ///   then.
    package func applying(
        _ change: CatalogChange
    ) throws(CatalogErrors) -> (catalog: Catalog, effects: CatalogEffects) {
        try applying(change, from: ChangeOrigin(), issues: JSONIssues(limit: CatalogLimits.issues))
    }

    func applying(
        _ change: CatalogChange,
        from origin: ChangeOrigin,
        issues: JSONIssues
    ) throws(CatalogErrors) -> (catalog: Catalog, effects: CatalogEffects) {
        var result = merged(with: change)
        let checks = CatalogChecks(
            change: change,
            before: self,
            after: result,
            origin: origin,
            issues: issues
        )
        checks.run()
        guard issues.isEmpty else { throw CatalogErrors(issues: issues.all) }
        let effects = result.resolveShows(of: change, before: self)
        return (result, effects)
    }

    /// Everything but the shows.
    private func merged(with change: CatalogChange) -> Catalog {
        var result = self
        result.revision += 1
        result.index = CatalogIndex()
        for city in change.cities { result.cities[city.id] = city }
        for movie in change.movies { result.movies[movie.id] = movie }
        for named in change.layouts {
            // The same content keeps its object, and with it the plan that was made of it.
            if result.layouts[named.key]?.id == named.layout.id { continue }
            result.layouts[named.key] = named.layout
        }
        for venue in change.venues {
            for screen in result.venues[venue.id]?.screens ?? [] {
                result.screens[screen.id] = nil
            }
            result.venues[venue.id] = venue
        }
        for venue in change.venues {
            for screen in venue.screens where result.screens[screen.id] == nil {
                result.screens[screen.id] = ScreenPlace(venue: venue.id, screen: screen)
            }
        }
        return result
    }

    /// Puts in the shows of `change`, and again those whose venue or layout it changed.
    private mutating func resolveShows(
        of change: CatalogChange,
        before: Catalog
    ) -> CatalogEffects {
        var effects: [ShowEffect] = []
        var priceLists: Set<[CategoryPrice]> = []
        var terms = SharedTerms()
        for listing in change.shows {
            let prices = priceLists.insert(listing.prices).memberAfterInsert
            let checkout = terms.shared(listing.checkout)
            resolve(shared(listing, prices, checkout), before: before, &terms, into: &effects)
        }
        if change.changesPlaces(of: before) {
            let listed = Set(change.shows.map(\.id))
            for (id, show) in before.shows where !listed.contains(id) {
                resolve(show.listing, before: before, &terms, into: &effects)
            }
        }
        effects.sort { $0.show.listing.id < $1.show.listing.id }
        return CatalogEffects(revision: revision, shows: effects)
    }

    /// The listing with texts and prices that the catalogue has already, instead of its own copies.
    private func shared(
        _ listing: ShowListing,
        _ prices: [CategoryPrice],
        _ checkout: CheckoutTerms?
    ) -> ShowListing {
        ShowListing(
            id: listing.id,
            movie: movies[listing.movie]?.id ?? listing.movie,
            screen: screens[listing.screen]?.screen.id ?? listing.screen,
            startsAt: listing.startsAt,
            language: listing.language,
            format: listing.format,
            currency: listing.currency,
            prices: prices,
            saleOpensAt: listing.saleOpensAt,
            saleClosesAt: listing.saleClosesAt,
            rules: listing.rules,
            checkout: checkout
        )
    }

    private mutating func resolve(
        _ listing: ShowListing,
        before: Catalog,
        _ terms: inout SharedTerms,
        into effects: inout [ShowEffect]
    ) {
        guard let place = screens[listing.screen], let layout = layouts[place.screen.layoutKey]
        else { preconditionFailure("a show of no screen passed the checks") }
        let show = CatalogShow(
            listing: listing,
            revision: revision,
            venue: place.venue,
            layout: layout,
            checkout: terms.arranged(listing.checkout, for: layout)
        )
        guard let old = before.shows[listing.id] else {
            shows[listing.id] = show
            effects.append(ShowEffect(show: show, kind: .created))
            return
        }
        guard let kind = Self.difference(from: old, to: show) else { return }
        shows[listing.id] = show
        effects.append(ShowEffect(show: show, kind: kind))
    }

    private static func difference(
        from old: CatalogShow,
        to new: CatalogShow
    ) -> ShowEffect.Kind? {
        if old.layout.id != new.layout.id {
            return .layout(from: old.layout, remap: old.layout.remap(to: new.layout))
        }
        if old.listing == new.listing && old.venue == new.venue { return nil }
        var terms = old.terms
        terms.revision = new.revision
        return terms == new.terms ? .described : .terms
    }
}

extension CatalogChange {
    /// Whether it says something new of a venue or a layout: only then can it concern shows that
    /// are not in it.
    func changesPlaces(of catalog: Catalog) -> Bool {
        venues.contains { catalog.venues[$0.id] != $0 }
            || layouts.contains { catalog.layouts[$0.key]?.id != $0.layout.id }
    }
}
