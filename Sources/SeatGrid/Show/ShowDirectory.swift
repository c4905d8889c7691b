/// All shows a node knows, as one value that is swapped whole when the catalogue changes.
final class ShowDirectory: Sendable {
    let catalog: Catalog
    let entries: [ShowID: ShowEntry]

    init(catalog: Catalog, entries: [ShowID: ShowEntry]) {
        self.catalog = catalog
        self.entries = entries
    }

    /// The directory of a whole catalogue. O(shows).
    convenience init(of catalog: Catalog, loops: Int) {
        var entries: [ShowID: ShowEntry] = [:]
        entries.reserveCapacity(catalog.shows.count)
        for show in catalog.shows.values {
            entries[show.id] = Self.entry(of: show, loops: loops, vitals: nil)
        }
        self.init(catalog: catalog, entries: entries)
    }

    /// The directory after `effects`. O(shows) to copy, but only theirs are made anew.
    func following(
        _ catalog: Catalog,
        _ effects: CatalogEffects,
        loops: Int
    ) -> ShowDirectory {
        var entries = entries
        for effect in effects.shows {
            let show = effect.show
            let old = entries[show.id]
            let vitals = old?.layout == show.layout.id ? old?.vitals : nil
            entries[show.id] = Self.entry(of: show, loops: loops, vitals: vitals)
        }
        return ShowDirectory(catalog: catalog, entries: entries)
    }

    private static func entry(
        of show: CatalogShow,
        loops: Int,
        vitals: ShowVitals?
    ) -> ShowEntry {
        let plan = show.layout.plan
        let shard = ShardMap.shard(of: show.id)
        return ShowEntry(
            id: show.id,
            shard: shard,
            home: Int(shard) % loops,
            plan: plan,
            layout: show.layout.id,
            revision: show.revision,
            vitals: vitals ?? ShowVitals(free: plan.seatCount)
        )
    }
}
