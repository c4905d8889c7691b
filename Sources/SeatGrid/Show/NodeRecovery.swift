import WAL

/// What the log and the snapshots gave back: built once, at start, before anything is served.
struct NodeRecovery {
    private let snapshots: SnapshotStore
    /// By shard what its snapshot covers, and what the catalogue's does: asked for every record.
    private let covered: [LSN]
    private let catalogCovered: LSN
    private(set) var book = CatalogBook()
    private(set) var catalogSeq: UInt64 = 0
    private(set) var awake = ReplayedShows()
    private(set) var asleep: [ShowID: SavedShow] = [:]
    private(set) var progress = [ShardProgress](
        repeating: ShardProgress(),
        count: ShardMap.shardCount
    )
    /// Shows whose layout the catalogue changed, and which a crash kept from following.
    private(set) var unfollowed: [ShowID: PendingLayout] = [:]
    private(set) var lastMoment = Moment.start
    private(set) var lastEpoch: UInt32 = 0
    /// Where each event is decoded.
    private var event = Event.blank

    /// A layout that a show has yet to move to.
    struct PendingLayout: Sendable {
        let from: SeatPlan
        let remap: [UInt16?]
    }

    init(_ snapshots: SnapshotStore) throws(LogError) {
        self.snapshots = snapshots
        covered = (0..<ShardMap.shardCount).map { snapshots.position(UInt16($0)) }
        catalogCovered = snapshots.position(ShardMap.catalogShard)
        for shard in snapshots.shards() {
            guard let info = snapshots.newest(shard) else { continue }
            lastEpoch = max(lastEpoch, info.epoch)
            if shard == ShardMap.catalogShard {
                try readCatalog(info)
            } else {
                try readIndex(of: shard, info)
            }
        }
    }

    private mutating func readCatalog(_ info: SnapshotInfo) throws(LogError) {
        let entries = try snapshots.entries(ShardMap.catalogShard)
        guard let slice = entries[SnapshotKeys.catalog], let time = entries[SnapshotKeys.moment]
        else { throw .badSnapshot(path: info.path, reason: "it has no catalogue") }
        let bytes = try snapshots.read(slice)
        do throws(CatalogDecodingError) {
            book = try CatalogBook.decode(bytes)
        } catch {
            throw .badSnapshot(path: info.path, reason: "\(error)")
        }
        lastMoment = Moment(littleEndian: try snapshots.read(time))
        catalogSeq = info.seq
    }

    private mutating func readIndex(of shard: UInt16, _ info: SnapshotInfo) throws(LogError) {
        guard Int(shard) < ShardMap.shardCount else {
            throw .badSnapshot(path: info.path, reason: "there is no shard \(shard)")
        }
        progress[Int(shard)].seq = info.seq
        progress[Int(shard)].isTouched = true
        for (key, slice) in try snapshots.entries(shard) {
            guard let (id, saved) = SnapshotKeys.show(of: key, at: slice) else {
                throw .badSnapshot(path: info.path, reason: "an entry belongs to no show")
            }
            asleep[id] = saved
        }
    }

    /// Takes the next record of the log.
    mutating func replay(_ record: borrowing LogRecord) throws {
        lastEpoch = max(lastEpoch, record.header.epoch)
        switch record.header.type {
        case .showEvent: try replayEvent(record)
        case .catalogChange: try replayChange(record)
        default: break
        }
    }

    private mutating func replayEvent(_ record: borrowing LogRecord) throws {
        let shard = record.header.shard
        guard Int(shard) < ShardMap.shardCount else {
            throw RecoveryError("there is no shard \(shard)")
        }
        let name = try unsafe EventCodec.decode(
            record.payload,
            schema: record.header.schema,
            into: &event
        )
        // Also of events that a snapshot has: the node's time goes on after the last of all.
        lastMoment = max(lastMoment, event.time.now)
        guard record.lsn > covered[Int(shard)] else { return }
        let place = try unsafe awake.place(of: name) ?? wake(EventCodec.showID(name))
        guard event.version == awake.version(at: place).next else {
            throw RecoveryError(
                "event \(event.version.rawValue) of show \(awake.ids[place]) follows version "
                    + "\(awake.version(at: place).rawValue)"
            )
        }
        awake.apply(&event, at: place, record.lsn)
        if event.form == .other, case .configured = event.body {
            unfollowed[awake.ids[place]] = nil
        }
        progress[Int(shard)].seq = record.header.seq
        progress[Int(shard)].isTouched = true
    }

    /// The show as far as it was read; empty if it can't be.
    func state(of id: ShowID) -> ShowState {
        if let place = awake.place(of: id) { return awake[place].state }
        return asleep[id].flatMap { try? snapshots.state(of: $0) } ?? ShowState()
    }

    /// Takes a show into memory that an event speaks of; its place.
    private mutating func wake(_ id: ShowID) throws -> Int {
        guard let saved = asleep.removeValue(forKey: id) else {
            return awake.add(id, RecoveredShow())
        }
        let state = try snapshots.state(of: saved)
        return awake.add(id, RecoveredShow(state: state, position: .zero, saved: saved))
    }

    private mutating func replayChange(_ record: borrowing LogRecord) throws {
        guard record.lsn > catalogCovered else { return }
        let entry = try CatalogEntry.decode(record.copyPayload())
        let (next, effects) = try book.following(entry)
        book = next
        catalogSeq = record.header.seq
        for effect in effects.shows {
            guard case .layout(let old, let remap) = effect.kind else { continue }
            unfollowed[effect.show.id] = PendingLayout(from: old.plan, remap: remap)
        }
    }
}

/// A log that reads well but makes no sense: the node refuses to start.
struct RecoveryError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
