import WAL

/// Where the newest snapshot has a show, at which version, how many seats were free then, and
/// whether orders of it were not settled.
struct SavedShow: Sendable {
    let version: ShowVersion
    let free: Int
    let isOpen: Bool
    let slice: SnapshotSlice
}

/// A show's state as the log and the snapshots gave it back.
struct RecoveredShow: Sendable {
    var state = ShowState()
    var position = LSN.zero
    var saved: SavedShow?
}
