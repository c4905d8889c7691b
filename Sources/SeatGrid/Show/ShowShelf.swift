/// A loop's shows: those in memory, those that only a snapshot has, those on their way in.
struct ShowShelf {
    typealias Arrival = (Show?) -> Void

    var active: [ShowID: Show] = [:]
    /// Shows that were given up, or not yet used since the start. One that is in neither was never
    /// touched.
    var asleep: [ShowID: SavedShow] = [:]
    /// By shard every show that was ever in memory or in a snapshot.
    var known: [UInt16: Set<ShowID>] = [:]
    /// Untouched shows that are about to get another layout.
    var frozen: Set<ShowID> = []
    /// Shows that a crash kept from following their layout: they do when they come into memory.
    var unfollowed: [ShowID: NodeRecovery.PendingLayout] = [:]
    var arriving: [ShowID: [Arrival]] = [:]
    /// Active shows that hold something which runs out.
    var watched: [Show] = []
    /// Where the search for idle shows goes on.
    var idleQueue: [ShowID] = []

    /// Whether anything ever happened to the show.
    func isTouched(_ id: ShowID) -> Bool { active[id] != nil || asleep[id] != nil }
}
