/// The bounds and periods of the engine; those of the rules are in `Limits`.
package enum EngineLimits {
    /// Ids' worth of random bits that a loop fetches at once.
    package static let randomBatch = 256
    /// Loops a node may have: sets of loops are 64 bits.
    package static let loops = 64
    /// After how long a request that met a show or the catalogue being changed may come again, ms.
    package static let changeRetry = 250
    /// After how long a new hold may be tried again when the disk is nearly full, ms.
    package static let readOnlyRetry = 5_000
    /// After how long a request that met a node shutting down may come again, ms.
    package static let drainRetry = 1_000
    /// How often holds past their time are looked for, so that screens show it, ms.
    package static let sweepPeriod: Int64 = 250
    /// How often shows that nobody uses are looked for, ms.
    package static let idlePeriod: Int64 = 10_000
    /// How long a show stays in memory after its last use, ms.
    package static let idleAfter: Int64 = 60_000
    /// Shows looked at in one pass for idle ones, so that a pass is short.
    package static let idleBatch = 2_000
    /// Shows that take over a change of the catalogue in one job of their loop.
    package static let adoptionBatch = 100
    /// Requests that wait for one show to be read from its snapshot.
    package static let arrivals = 10_000
    /// Events of one page of a show's log.
    package static let historyPage = 100
    /// Pages of one show whose ends are remembered.
    package static let historyCursors = 8
    /// Shows whose history positions are remembered.
    package static let historyShows = 64
}
