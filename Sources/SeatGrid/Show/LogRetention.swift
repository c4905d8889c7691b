import WAL

/// Which records of the log are still needed: whatever no snapshot has, and whatever its follower
/// has not seen. `--history-mib` comes on top.
struct LogRetention: Equatable, Sendable {
    /// The first record that is not in both kept snapshots of its shard.
    var uncovered = LSN.zero
    /// The first record that a follower is not done with; nil: nobody follows.
    var followedFrom: LSN?

    /// Records before it are needed by nobody.
    var below: LSN { followedFrom.map { min($0, uncovered) } ?? uncovered }
}
