import Synchronization
import WAL

/// One loop's part of the engine: the shows of its shards, what waits for the log, and the letters
/// to the other loops.
///
/// Sendable by confinement: everything mutable is touched on `scheduler` only; what other threads
/// may call hops there first.
package final class EngineLoop: @unchecked Sendable {
    package let ordinal: Int
    let scheduler: any EngineScheduler
    let node: EngineNode
    /// Whether the log's writer has to wake this loop after a batch.
    let hasWaiters = Atomic(false)
    var directory: ShowDirectory
    var shows = ShowShelf()
    /// Active shows with orders that are not settled, and maybe some that have none any more. Apart
    /// from the shelf, which is being changed while shows are swept.
    var paying: Set<ShowID> = []
    /// How often they were asked what they want of the payment provider.
    var checkoutTurn = 0
    var progress: [ShardProgress]
    var commits = CommitQueue()
    var post = PostOffice()
    var counters = LoopCounters()
    weak var hub: (any LiveSink)?
    private var isTickPlanned = false
    private var randomBits: [Bits128] = []

    init(
        ordinal: Int,
        scheduler: any EngineScheduler,
        node: EngineNode,
        directory: ShowDirectory
    ) {
        self.ordinal = ordinal
        self.scheduler = scheduler
        self.node = node
        self.directory = directory
        progress = [ShardProgress](repeating: ShardProgress(), count: ShardMap.shardCount)
    }

    /// The show's entry, nil if the catalogue has no such show. On this loop only.
    package func entry(for show: ShowID) -> ShowEntry? { directory.entries[show] }

    /// Both clocks, for whoever needs the time of a turn.
    package func time() -> TurnTime { node.clock.turnTime() }

    /// A fresh capability.
    package func newHoldID() -> HoldID { HoldID(nextRandom()) }

    /// A fresh booking id, a ULID.
    package func newBookingID() -> BookingID { BookingID(node.clock.ulid(nextRandom())) }

    /// Bits of the system's generator, each given out once; a call to it for every id would cost
    /// more than the turn.
    private func nextRandom() -> Bits128 {
        if randomBits.isEmpty {
            randomBits = node.clock.randomBits(count: EngineLimits.randomBatch)
        }
        return randomBits.removeLast()
    }

    /// Plans the end of this tick, once: letters leave, and the log's writer is woken.
    func planTick() {
        guard !isTickPlanned else { return }
        isTickPlanned = true
        scheduler.execute { [self] in endTick() }
    }

    private func endTick() {
        isTickPlanned = false
        node.journal.flush()
        post.forEachFull { loop, letters in
            loop.scheduler.execute { loop.open(letters) }
        }
        // The writer may have been faster than the flag that asks it to wake this loop.
        drainCommits()
    }
}

/// How far a shard of this loop has come.
struct ShardProgress {
    /// The shard's own number of its newest record.
    var seq: UInt64 = 0
    /// Whether anything ever happened to any of its shows.
    var isTouched = false
}

/// What a loop has done since the start, for `/metrics`.
package struct LoopCounters: Sendable {
    package var turns: UInt64 = 0
    package var events: UInt64 = 0
    package var refusals: UInt64 = 0
    package var activations: UInt64 = 0
    package var failedActivations: UInt64 = 0
    package var activeShows = 0
    package var waiting = 0

    package init() {}
}
