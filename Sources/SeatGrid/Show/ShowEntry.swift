import Synchronization

/// What every loop knows of a show without asking its actor: where it lives, its plan, and how
/// full it is by its last durable version.
package final class ShowEntry: Sendable {
    package let id: ShowID
    package let shard: UInt16
    /// The ordinal of the loop on which the show's actor runs.
    package let home: Int
    package let plan: SeatPlan
    package let layout: String
    /// The catalogue's revision of this show; the actor catches up with it before its next turn.
    package let revision: UInt64
    /// Shared by all revisions of the entry.
    package let vitals: ShowVitals

    package init(
        id: ShowID,
        shard: UInt16,
        home: Int,
        plan: SeatPlan,
        layout: String,
        revision: UInt64,
        vitals: ShowVitals
    ) {
        self.id = id
        self.shard = shard
        self.home = home
        self.plan = plan
        self.layout = layout
        self.revision = revision
        self.vitals = vitals
    }
}

/// A show's free seats for lists of shows. Written by the show's loop, read by all.
package final class ShowVitals: Sendable {
    private let freeSeats: Atomic<Int32>

    package init(free: Int) { freeSeats = Atomic(Int32(free)) }

    /// Free seats as of the show's last durable version; any thread.
    package var free: Int { Int(freeSeats.load(ordering: .relaxed)) }
    /// Told by the show's loop when a version is durable.
    package func update(free: Int) { freeSeats.store(Int32(free), ordering: .relaxed) }
}
