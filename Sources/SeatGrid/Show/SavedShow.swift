import WAL

/// Where the newest snapshot has a show, and at which version.
struct SavedShow: Sendable {
    let version: ShowVersion
    let slice: SnapshotSlice
}

/// A show's state as the log and the snapshots gave it back.
struct RecoveredShow: Sendable {
    var state = ShowState()
    var position = LSN.zero
    var saved: SavedShow?
}
