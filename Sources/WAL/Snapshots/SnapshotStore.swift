/// The shards' snapshots: a file a shard and checkpoint, of which two are kept.
///
/// All calls do I/O on the caller's thread. Calls for different shards may overlap; two writes of
/// one shard must not.
public final class SnapshotStore: Sendable {
    struct Kept: Hashable {
        let name: SnapshotNames.Name
        let info: SnapshotInfo
    }

    struct State {
        /// Newest first, at most two a shard.
        var kept: [UInt16: [Kept]] = [:]
        var nextGeneration: [UInt16: UInt64] = [:]
        var proven: LSN = .zero
        /// Found bad when the store was opened.
        var bad: Set<SnapshotNames.Name> = []
    }

    let disk: any Disk
    let names: SnapshotNames
    let state: Locked<State>
    /// Held over the tidying, so that no other write begins before it is done.
    let isUntidy = Locked(true)

    /// Snapshots that were found bad when the store was opened; the first write puts them into the
    /// quarantine.
    public let rejected: [LogError]

    init(disk: any Disk, names: SnapshotNames, state: State, rejected: [LogError]) {
        self.disk = disk
        self.names = names
        self.state = Locked(state)
        self.rejected = rejected
    }

    /// The shards that have a snapshot, in ascending order.
    public func shards() -> [UInt16] { state.withLock { $0.kept.keys.sorted() } }

    /// The newest good snapshot of a shard.
    public func newest(_ shard: UInt16) -> SnapshotInfo? {
        state.withLock { $0.kept[shard]?.first?.info }
    }

    /// The last record that the shard's newest snapshot contains; zero if it has none.
    public func position(_ shard: UInt16) -> LSN { newest(shard)?.position ?? .zero }

    /// Replay begins after this record: the oldest of the newest snapshots. Zero if there is none,
    /// or if one of `shards` has none.
    public func replayFrom(shards: some Sequence<UInt16>) -> LSN {
        var positions = self.shards().map(position)
        positions += shards.map(position)
        return positions.min() ?? .zero
    }

    /// How far the log must reach: the newest position of any snapshot, also of one that is bad.
    public var mustReach: LSN { state.withLock { $0.proven } }

    /// Records up to here are in both kept snapshots of each of `shards`, so the log may forget
    /// them:
    /// `journal.retire(below: store.coveredBy(shards).next)`.
    public func coveredBy(_ shards: some Sequence<UInt16>) -> LSN {
        state.withLock { state in
            var covered: LSN?
            for shard in Set(shards).union(state.kept.keys) {
                let kept = state.kept[shard] ?? []
                let older = kept.count < 2 ? .zero : kept[1].name.position
                covered = min(covered ?? older, older)
            }
            return covered ?? .zero
        }
    }

    /// Every key of the shard's newest snapshot and where its value stands; one read of the index.
    public func entries(_ shard: UInt16) throws(LogError) -> [[UInt8]: SnapshotSlice] {
        guard let file = try newestFile(shard) else { return [:] }
        return try file.index()
    }

    /// Gives `body` each entry of the shard's newest snapshot: key, place and value. The value's
    /// bytes are good only during the call.
    public func forEachEntry(
        _ shard: UInt16,
        _ body: ([UInt8], SnapshotSlice, UnsafeRawBufferPointer) throws -> Void
    ) throws(LogError) {
        guard let file = try newestFile(shard) else { return }
        try unsafe file.forEach(body)
    }

    /// The value at `slice`; `badSnapshot` if its file is not kept any more.
    public func read(_ slice: SnapshotSlice) throws(LogError) -> [UInt8] {
        let name = state.withLock { state in
            state.kept[slice.shard]?.first { $0.name.generation == slice.generation }?.name
        }
        guard let name else {
            throw .badSnapshot(
                path: names.directory,
                reason: "snapshot \(slice.generation) of shard \(slice.shard) is not kept any more"
            )
        }
        return try SnapshotFile(names.path(name), disk: disk).value(slice)
    }

    private func newestFile(_ shard: UInt16) throws(LogError) -> SnapshotFile? {
        guard let name = state.withLock({ $0.kept[shard]?.first?.name }) else { return nil }
        return try SnapshotFile(names.path(name), disk: disk)
    }
}
