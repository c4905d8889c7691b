import Synchronization
package import WAL

/// All shows of a node: actors on their loops, one log under them, and the catalogue above.
package final class Engine: Sendable {
    package let loops: [EngineLoop]
    /// Writes snapshots when asked to.
    package let checkpointer: Checkpointer
    /// What opening the log found.
    package let recovery: RecoveryReport
    let node: EngineNode
    let keeper: CatalogKeeper
    let histories: HistoryReader
    let directory: DirectoryBox

    init(
        node: EngineNode,
        loops: [EngineLoop],
        keeper: CatalogKeeper,
        directory: DirectoryBox
    ) {
        self.node = node
        self.loops = loops
        self.keeper = keeper
        self.directory = directory
        recovery = node.journal.recovery
        checkpointer = Checkpointer(node: node, loops: loops, keeper: keeper)
        histories = HistoryReader(node.journal)
    }

    /// The keys of people's data.
    package var people: KeyVault { node.people }

    /// The catalogue as of its newest durable change; from any thread.
    package func catalog() -> Catalog { directory.current.catalog }

    /// The show's entry, nil if the catalogue has no such show; from any thread.
    package func entry(for show: ShowID) -> ShowEntry? { directory.current.entries[show] }

    /// Answers one request from off the loops.
    package func ask(_ request: ShowRequest, of show: ShowID) async -> Reply {
        guard let entry = entry(for: show) else { return .noSuchShow }
        return await loops[entry.home].onLoop { loop, done in
            loop.submit(request, to: entry, sink: ClosureSink(done), token: 0)
        }
    }

    /// Changes the catalogue: all of `change` or nothing.
    package func change(
        _ change: CatalogChange,
        mark: IdempotencyMark?
    ) async -> CatalogReply {
        await keeper.change(change, mark: mark)
    }

    /// From now on writes are answered with 503; returns when all that was taken is answered.
    package func drain() async {
        node.startDraining()
        for loop in loops { await loop.durable(node.journal.end) }
    }

    /// Whether writes are refused because the node is stopping.
    package var isDraining: Bool { node.isDraining }

    /// How full the disk is.
    package var room: LogRoom { node.journal.room }

    /// How much has been appended to the log, as the position of its last record.
    package var logEnd: LSN { node.journal.end }

    /// What is durable of it.
    package var logDurable: LSN { node.journal.durable }

    /// What each loop has done since the start.
    package func counters() async -> [LoopCounters] {
        var all: [LoopCounters] = []
        for loop in loops { all.append(await loop.snapshotCounters()) }
        return all
    }

    /// Ends the log and the vault of keys. After `drain`, and before the loops are shut down;
    /// blocks for a moment.
    package func close() {
        node.people.close()
        node.journal.close()
    }
}

/// The newest directory, for threads that are no loop.
final class DirectoryBox: Sendable {
    private let box: Mutex<ShowDirectory>

    init(_ directory: ShowDirectory) { box = Mutex(directory) }

    var current: ShowDirectory { box.withLock { $0 } }
    func replace(with directory: ShowDirectory) { box.withLock { $0 = directory } }
}

/// Waits for the answer to one request.
private final class ClosureSink: AnswerSink {
    private let done: @Sendable (Reply) -> Void
    init(_ done: @escaping @Sendable (Reply) -> Void) { self.done = done }
    func deliver(_ reply: consuming Reply, token: UInt64) { done(reply) }
}
