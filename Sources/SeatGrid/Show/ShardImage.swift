import WAL

/// A shard's shows at one position of the log, as values that may leave the loop.
struct ShardImage: Sendable {
    let position: LSN
    let seq: UInt64
    let entries: [Entry]

    struct Entry: Sendable {
        let id: ShowID
        let content: Content

        enum Content: Sendable {
            /// As of that moment.
            case state(ShowState, Moment)
            case saved(SavedShow)
        }

        /// Encodes a state that is in memory; off the loop.
        var snapshotEntry: SnapshotEntry {
            switch content {
            case .state(let state, let moment):
                SnapshotEntry(
                    key: SnapshotKeys.key(
                        of: id,
                        at: state.version,
                        free: state.counts.free,
                        isOpen: state.hasCheckoutWork(at: moment)
                    ),
                    bytes: state.encoded()
                )
            case .saved(let saved):
                SnapshotEntry(
                    key: SnapshotKeys.key(
                        of: id,
                        at: saved.version,
                        free: saved.free,
                        isOpen: saved.isOpen
                    ),
                    carried: saved.slice
                )
            }
        }
    }
}

extension EngineLoop {
    /// The shards with shows that something happened to; nil while a show has yet to follow a
    /// layout that a crash kept from it.
    func touchedShards() async -> [UInt16]? {
        await onLoop { loop, done in
            guard loop.shows.unfollowed.isEmpty else { return done(nil) }
            done(loop.shows.known.keys.filter { loop.progress[Int($0)].isTouched }.sorted())
        }
    }

    /// The shard's shows now. Which those are is asked in the same job as how far the log is: a
    /// show that came into being since the round began belongs to what the position covers.
    func image(of shard: UInt16) async -> ShardImage {
        await onLoop { loop, done in done(loop.makeImage(of: shard)) }
    }

    private func makeImage(of shard: UInt16) -> ShardImage {
        let now = time().now
        var entries: [ShardImage.Entry] = []
        for id in shows.known[shard] ?? [] {
            if let show = shows.active[id] {
                let (state, saved) = show.assumeIsolated { ($0.state, $0.saved) }
                if let saved, saved.version == state.version {
                    entries.append(.init(id: id, content: .saved(saved)))
                } else if state.version > .zero {
                    entries.append(.init(id: id, content: .state(state, now)))
                }
            } else if let saved = shows.asleep[id] {
                entries.append(.init(id: id, content: .saved(saved)))
            }
        }
        return ShardImage(
            position: node.journal.end,
            seq: progress[Int(shard)].seq,
            entries: entries
        )
    }

    /// Remembers where a finished snapshot has the shows.
    func adopt(_ slices: [[UInt8]: SnapshotSlice]) async {
        await onLoop { loop, done in
            for (key, slice) in slices { loop.adopt(key, slice) }
            done(())
        }
    }

    private func adopt(_ key: [UInt8], _ slice: SnapshotSlice) {
        guard let (id, saved) = SnapshotKeys.show(of: key, at: slice) else { return }
        if let show = shows.active[id] {
            show.assumeIsolated { $0.saved = saved }
        } else {
            shows.asleep[id] = saved
        }
    }
}
