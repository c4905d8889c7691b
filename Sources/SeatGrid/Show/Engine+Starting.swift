import Synchronization
import WAL

extension Engine {
    /// Opens the data directory, reads back what is in it, and starts the loops' periodic work.
    ///
    /// - Throws: an error whose message says what was found and what would be lost.
    package static func start(_ options: EngineOptions) throws(EngineStartError) -> Engine {
        precondition(
            (1...EngineLimits.loops).contains(options.schedulers.count),
            "1 to 64 loops"
        )
        var loss = LossTally()
        do throws(LogError) {
            let snapshots = try openSnapshots(options)
            var recovered = try NodeRecovery(snapshots)
            let log = logOptions(options, snapshots)
            let journal = try Journal.open(
                log,
                disk: options.disk,
                onLost: { loss.count($0, after: recovered) },
                onFailure: options.onFailure,
                replay: { try recovered.replay($0) }
            )
            let node = EngineNode(
                journal: journal,
                snapshots: snapshots,
                people: try openPeople(options, journal),
                clock: NodeClock(options.clock, continuing: recovered.lastMoment),
                workers: options.workers,
                epoch: recovered.lastEpoch + 1,
                maxPayload: log.maxPayload
            )
            return assemble(node, recovered, options.schedulers)
        } catch {
            throw loss.explain(error)
        }
    }

    private static func assemble(
        _ node: EngineNode,
        _ recovered: NodeRecovery,
        _ schedulers: [any EngineScheduler]
    ) -> Engine {
        let directory = ShowDirectory(of: recovered.book.catalog, loops: schedulers.count)
        let loops = schedulers.enumerated().map { ordinal, scheduler in
            EngineLoop(
                ordinal: ordinal,
                scheduler: scheduler,
                node: node,
                directory: directory
            )
        }
        let box = DirectoryBox(directory)
        let keeper = CatalogKeeper(
            node: node,
            loops: loops,
            book: recovered.book,
            directory: directory,
            box: box,
            seq: recovered.catalogSeq
        )
        for loop in loops {
            loop.scheduler.execute { loop.begin(recovered, with: loops) }
        }
        for loop in loops {
            // The log must not keep the loops alive, which keep the log.
            node.journal.onDurable { [weak loop] _ in
                guard let loop, loop.hasWaiters.load(ordering: .sequentiallyConsistent) else {
                    return
                }
                loop.scheduler.execute { loop.drainCommits() }
            }
        }
        return Engine(node: node, loops: loops, keeper: keeper, directory: box)
    }

    /// After the log, whose lock says that no other process has the directory.
    private static func openPeople(
        _ options: EngineOptions,
        _ journal: Journal
    ) throws(LogError) -> KeyVault {
        var people = KeyVault.Options(
            directory: EngineOptions.peopleDirectory(in: options.directory)
        )
        people.masters = options.peopleKeys
        people.slots.drive = options.drive
        let clock = options.clock
        do throws(LogError) {
            return try KeyVault.open(
                people,
                disk: options.disk,
                randomBits: { clock.randomBits(count: $0) },
                onFailure: options.onFailure
            )
        } catch {
            journal.close()
            throw error
        }
    }

    private static func openSnapshots(
        _ options: EngineOptions
    ) throws(LogError) -> SnapshotStore {
        do throws(DiskError) {
            try options.disk.makeDirectory(options.directory)
        } catch {
            throw .diskFailed(error)
        }
        return try SnapshotStore.open(
            directory: EngineOptions.snapshotDirectory(in: options.directory),
            disk: options.disk
        )
    }

    private static func logOptions(
        _ options: EngineOptions,
        _ snapshots: SnapshotStore
    ) -> JournalOptions {
        var log = JournalOptions(
            directory: EngineOptions.logDirectory(in: options.directory)
        )
        log.historyBytes = options.historyBytes
        log.drive = options.drive
        if let bytes = options.segmentBytes { log.segmentBytes = bytes }
        log.replayFrom = snapshots.replayFrom(shards: [ShardMap.catalogShard])
        log.mustReach = snapshots.mustReach
        return log
    }
}
