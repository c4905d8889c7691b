import Synchronization
import WAL

/// Runs work that blocks (the disk) away from the loops and from Swift's own pool.
package protocol BlockingWorkers: Sendable {
    /// Runs `job` on one of a few threads of its own, soon.
    func run(_ job: @escaping @Sendable () -> Void)
}

/// What all loops of a node share: the log, the snapshots, the clock. Nothing here is locked on the
/// hot path but the log's own gathering buffer.
final class EngineNode: Sendable {
    let journal: Journal
    let snapshots: SnapshotStore
    let people: KeyVault
    let clock: NodeClock
    let workers: any BlockingWorkers
    /// Every start is an epoch of its own: a node never goes on under an old one.
    let epoch: UInt32
    /// The largest record the log takes.
    let maxPayload: Int
    private let draining = Atomic(false)
    private let retention = Mutex(LogRetention())

    init(
        journal: Journal,
        snapshots: SnapshotStore,
        people: KeyVault,
        clock: NodeClock,
        workers: any BlockingWorkers,
        epoch: UInt32,
        maxPayload: Int
    ) {
        self.journal = journal
        self.snapshots = snapshots
        self.people = people
        self.clock = clock
        self.workers = workers
        self.epoch = epoch
        self.maxPayload = maxPayload
    }

    var isDraining: Bool { draining.load(ordering: .relaxed) }
    func startDraining() { draining.store(true, ordering: .relaxed) }

    /// Who needs how much of the log.
    var retained: LogRetention { retention.withLock { $0 } }

    /// Takes note of what is needed from now on, and lets the log forget the rest.
    func retain(_ change: (inout LogRetention) -> Void) {
        let below = retention.withLock { retention in
            change(&retention)
            return retention.below
        }
        journal.retire(below: below)
    }
}

extension RecordType {
    /// An event of a show.
    static let showEvent = RecordType(rawValue: EventCodec.recordType)
    /// A change of the catalogue, or a piece of a large one.
    static let catalogChange = RecordType(rawValue: 0x10)
    /// A round of snapshots was finished; says how far, for people who read the log.
    static let checkpoint = RecordType(rawValue: 0x8020)
}
