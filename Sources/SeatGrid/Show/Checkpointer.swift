package import WAL

/// Writes the snapshots of all shards, one round at a time, while the shows go on.
///
/// A loop only hands out value copies; encoding, writing and checking is the workers' business.
package actor Checkpointer {
    private let node: EngineNode
    private let loops: [EngineLoop]
    private let keeper: CatalogKeeper
    private var seq: UInt64 = 0
    private var isRunning = false

    init(node: EngineNode, loops: [EngineLoop], keeper: CatalogKeeper) {
        self.node = node
        self.loops = loops
        self.keeper = keeper
    }

    /// One round; false if one was under way already, a show has yet to follow its layout, or
    /// there was no room on the disk for it.
    ///
    /// The catalogue is looked at first and written last: its position bounds from below what a
    /// restart has to read, also of shards that have no snapshot. Were it on disk before theirs, a
    /// crash between the two would lose what happened to them before.
    @discardableResult
    package func run() async throws(LogError) -> Bool {
        guard !isRunning else { return false }
        isRunning = true
        defer { isRunning = false }
        do throws(LogError) {
            let catalog = await keeper.image()
            for loop in loops {
                // A layout that a show has yet to follow is known from the catalogue's record.
                guard let shards = await loop.touchedShards() else { return false }
                for shard in shards { try await save(shard, of: loop) }
            }
            try await save(catalog)
        } catch {
            guard case .full = error else { throw error }
            return false
        }
        finish()
        return true
    }

    private func save(_ image: CatalogKeeper.Image) async throws(LogError) {
        await loops[0].durable(image.position)
        let entries = [
            SnapshotEntry(key: SnapshotKeys.catalog, bytes: image.book.encoded()),
            SnapshotEntry(key: SnapshotKeys.moment, bytes: image.moment.littleEndian),
        ]
        _ = try await write(
            ShardMap.catalogShard,
            position: image.position,
            seq: image.seq,
            entries
        )
    }

    private func save(_ shard: UInt16, of home: EngineLoop) async throws(LogError) {
        let image = await home.image(of: shard)
        await home.durable(image.position)
        let entries = image.entries
        let slices = try await write(
            shard,
            position: image.position,
            seq: image.seq,
            entries.map(\.snapshotEntry)
        )
        await home.adopt(slices)
    }

    private func write(
        _ shard: UInt16,
        position: LSN,
        seq: UInt64,
        _ entries: [SnapshotEntry]
    ) async throws(LogError) -> [[UInt8]: SnapshotSlice] {
        let node = node
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<SnapshotResult, Never>) in
            node.workers.run {
                continuation.resume(
                    returning: SnapshotResult { () throws(LogError) in
                        try node.snapshots.write(
                            shard: shard,
                            position: position,
                            epoch: node.epoch,
                            seq: seq,
                            entries: entries
                        )
                    }
                )
            }
        }
        return try result.get()
    }

    /// Says in the log how far the round came, and lets the log forget what nobody needs any more.
    private func finish() {
        let covered = node.snapshots.coveredBy([ShardMap.catalogShard])
        seq += 1
        let header = RecordHeader(
            type: .checkpoint,
            schema: 1,
            shard: ShardMap.catalogShard,
            epoch: node.epoch,
            seq: seq,
            time: node.clock.turnTime().wall.rawValue
        )
        let payload = covered.rawValue.littleEndianBytes
        _ = unsafe payload.withUnsafeBytes { unsafe node.journal.append(header, payload: $0) }
        node.journal.flush()
        node.retain { $0.uncovered = covered.next }
    }
}

typealias SnapshotResult = Result<[[UInt8]: SnapshotSlice], LogError>
