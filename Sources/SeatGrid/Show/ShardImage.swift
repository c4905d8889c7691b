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
            case state(ShowState)
            case saved(SavedShow)
        }

        /// Encodes a state that is in memory; off the loop.
        var snapshotEntry: SnapshotEntry {
            switch content {
            case .state(let state):
                SnapshotEntry(
                    key: SnapshotKeys.key(
                        of: id,
                        at: state.version,
                        free: state.counts.free
                    ),
                    bytes: state.encoded()
                )
            case .saved(let saved):
                SnapshotEntry(
                    key: SnapshotKeys.key(of: id, at: saved.version, free: saved.free),
                    carried: saved.slice
                )
            }
        }
    }
}

extension EngineLoop {
    /// The shard's shows now; nil if nothing ever happened to any of them.
    func image(of shard: UInt16, _ ids: [ShowID]) async -> ShardImage? {
        await onLoop { loop, done in done(loop.makeImage(of: shard, ids)) }
    }

    private func makeImage(of shard: UInt16, _ ids: [ShowID]) -> ShardImage? {
        guard progress[Int(shard)].isTouched else { return nil }
        var entries: [ShardImage.Entry] = []
        for id in ids {
            if let show = shows.active[id] {
                let (state, saved) = show.assumeIsolated { ($0.state, $0.saved) }
                if let saved, saved.version == state.version {
                    entries.append(.init(id: id, content: .saved(saved)))
                } else if state.version > .zero {
                    entries.append(.init(id: id, content: .state(state)))
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
