/// The segments that are not being written: those ready for use, those to be made ready, those
/// closed.
///
/// The writer takes ready ones; the preparer (a thread of its own, or a test) makes more in
/// `step()`.
final class SegmentPool: Sendable {
    /// A segment's place in the log, for who reads and who frees it.
    struct Extent: Hashable {
        let number: UInt64
        let firstLSN: LSN
        /// Of the segment that is being written: as far as there is no other.
        var lastLSN = LSN(rawValue: .max)
        var bytes: UInt64 = 0
        /// How many are reading it.
        var pins = 0
    }

    struct State {
        var ready: [String] = []
        var spares: [String] = []
        var ordinal: UInt64 = 1
        /// Segments that are full, or that a restart ended.
        var closed: [Extent] = []
        /// The segment that is being written.
        var active: Extent?
        var retireBelow: LSN = .zero
        var isShort = false
        var isStopped = false
    }

    let disk: any Disk
    let paths: LogPaths
    let segmentBytes: UInt64
    let wanted: Int
    let historyBytes: UInt64
    let state: Locked<State>
    /// Signalled when the preparer has something to do.
    let work = EventCount()
    /// Signalled when a segment became ready, or cannot.
    let filled = EventCount()

    init(options: JournalOptions, disk: any Disk, paths: LogPaths, state: State) {
        self.disk = disk
        self.paths = paths
        segmentBytes = UInt64(options.segmentBytes)
        wanted = options.readySegments
        historyBytes = options.historyBytes
        self.state = Locked(state)
    }

    var room: LogRoom {
        state.withLock { $0.isShort && $0.ready.count < wanted ? .low : .plenty }
    }

    /// The path of a zeroed segment, or nil if none is ready.
    func take() -> String? {
        let path = state.withLock { $0.ready.isEmpty ? nil : $0.ready.removeFirst() }
        if path != nil { work.signal() }
        return path
    }

    /// The log goes on in `next`; the segment before it ends with record `last`.
    func advance(to next: SegmentHeader, last: LSN, bytes: UInt64) {
        state.withLock { state in
            if var old = state.active {
                old.lastLSN = last
                old.bytes = bytes
                state.closed.append(old)
            }
            state.active = Extent(number: next.number, firstLSN: next.firstLSN)
        }
        work.signal()
    }

    /// Snapshots are past everything below `lsn`.
    func retire(below lsn: LSN) {
        state.withLock { $0.retireBelow = max($0.retireBelow, lsn) }
        work.signal()
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        work.signal()
        filled.signal()
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }
    var isShort: Bool { state.withLock { $0.isShort } }
}
