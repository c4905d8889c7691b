import NIOCore
import SeatGrid

/// One show as a loop's viewers see it: its seats at the version published last, what has come
/// since, and who watches.
///
/// Confined to the hub's loop.
final class LiveTopic {
    let entry: ShowEntry
    /// What changed since the last frame; becomes the next.
    private struct Pending {
        var last: UInt64
        var changes: [SeatChange] = []
        var phase: ShowPhase?
    }

    private(set) var isLoaded = false
    /// The feed had a gap; until it begins anew its news is of no use.
    var isAwaitingReload = false
    /// The version that `states` shows and that viewers were told last.
    private(set) var published: UInt64 = 0
    private(set) var phase: ShowPhase = .scheduled
    /// The version with which the phase changed, or from which it is known.
    private(set) var phaseVersion: UInt64 = 0
    /// 2 bits a seat, as in the contract §3.
    private(set) var states: [UInt8] = []
    private var pending: Pending?
    private var memory: DeltaMemory
    private var snapshotCache: SharedMessages?

    private(set) var viewers: [LiveViewer] = []
    /// The frame on its way and the next viewer to get it.
    private var broadcast: (frame: Broadcast, next: Int)?
    /// Seconds without a viewer.
    var idleSeconds = 0
    /// Whether the hub has noted that something is to be published.
    var isDirty = false

    /// A frame for all viewers.
    struct Broadcast {
        let first: UInt64
        let last: UInt64
        let messages: SharedMessages
        /// A snapshot, which suits every viewer whatever he has.
        let startsAnew: Bool
        let phase: ShowPhase?
    }

    init(entry: ShowEntry, limits: LiveLimits) {
        self.entry = entry
        memory = DeltaMemory(
            frameLimit: limits.rememberedFrames,
            seatLimit: limits.rememberedSeats
        )
    }

    // MARK: From the engine

    /// The version that the next change must begin with.
    var expected: UInt64 { (pending?.last ?? published) + 1 }

    /// Starts, or starts anew.
    func load(version: UInt64, states: [UInt8], phase: ShowPhase) {
        self.states = states
        self.phase = phase
        published = version
        phaseVersion = version
        pending = nil
        snapshotCache = nil
        memory.clear()
        isLoaded = true
        isAwaitingReload = false
    }

    /// Adds to the next frame.
    func add(last: UInt64, changes: [SeatChange], phase: ShowPhase?) {
        if pending == nil {
            pending = Pending(last: last, changes: changes, phase: phase)
        } else {
            pending?.last = last
            pending?.changes.append(contentsOf: changes)
            if let phase { pending?.phase = phase }
        }
    }

    /// Makes what is pending public: the frame to send, or nil if there is nothing.
    /// O(changes log changes).
    private func publish() -> Broadcast? {
        guard let next = pending else { return nil }
        pending = nil
        let first = published + 1
        var seats: [SeatIndex] = []
        for change in next.changes where Int(change.seat.rawValue) / 4 < states.count {
            set(change)
            seats.append(change.seat)
        }
        seats.sort()
        var unique: [SeatIndex] = []
        for seat in seats where seat != unique.last { unique.append(seat) }
        if next.last >= first {
            memory.remember(first: first, last: next.last, seats: unique)
            published = next.last
            snapshotCache = nil
        }
        var messages: [LiveMessage] = []
        if next.last >= first {
            messages.append(.delta(first: first, last: next.last, changes: unique.map(current)))
        }
        if let phase = next.phase {
            self.phase = phase
            phaseVersion = next.last
            messages.append(.show(phase))
        }
        return Broadcast(
            first: first,
            last: next.last,
            messages: SharedMessages(messages),
            startsAnew: false,
            phase: next.phase
        )
    }

    // MARK: To the viewers

    /// What brings a viewer from `version` to the published one, or nil if only a snapshot can.
    func catchUp(after version: UInt64) -> [LiveMessage]? {
        if version == published { return [] }
        guard version < published, let seats = memory.seatsChanged(after: version) else {
            return nil
        }
        // Past this a snapshot is the shorter answer.
        guard seats.count <= max(512, states.count / 6) else { return nil }
        return [.delta(first: version + 1, last: published, changes: seats.map(current))]
    }

    /// The snapshot of the published version, encoded once for all who need it.
    var snapshot: SharedMessages {
        if let snapshotCache { return snapshotCache }
        let made = SharedMessages([.snapshot(version: published, states: states)])
        snapshotCache = made
        return made
    }

    /// Begins to send what is pending; false if there is nothing.
    func beginBroadcast() -> Bool {
        guard broadcast == nil, let frame = publish() else { return false }
        broadcast = (frame, 0)
        return true
    }

    /// Begins to send everybody the snapshot.
    func beginAnew() {
        let frame = Broadcast(
            first: published,
            last: published,
            messages: SharedMessages(snapshot.messages + [.show(phase)]),
            startsAnew: true,
            phase: phase
        )
        broadcast = (frame, 0)
    }

    /// The next viewer and his frame; nil ends the broadcast.
    func nextDelivery() -> (LiveViewer, Broadcast)? {
        guard let (frame, next) = broadcast else { return nil }
        guard next < viewers.count else {
            broadcast = nil
            return nil
        }
        broadcast?.next = next + 1
        return (viewers[next], frame)
    }

    func add(_ viewer: LiveViewer) {
        viewer.spot = viewers.count
        viewers.append(viewer)
        idleSeconds = 0
    }

    /// O(1). Keeps those who have not got the current frame behind those who have.
    func remove(_ viewer: LiveViewer) {
        var hole = viewer.spot
        guard hole < viewers.count, viewers[hole] === viewer else { return }
        if let next = broadcast?.next, hole < next {
            move(from: next - 1, to: hole)
            hole = next - 1
            broadcast?.next = next - 1
        }
        move(from: viewers.count - 1, to: hole)
        viewers.removeLast()
    }

    private func move(from: Int, to: Int) {
        viewers[to] = viewers[from]
        viewers[to].spot = to
    }

    // MARK: Seats

    private func set(_ change: SeatChange) {
        let (byte, shift) = Self.place(of: change.seat)
        states[byte] = states[byte] & ~(3 << shift) | change.status.rawValue << shift
    }

    private func current(_ seat: SeatIndex) -> SeatChange {
        let (byte, shift) = Self.place(of: seat)
        let status = SeatStatus(rawValue: states[byte] >> shift & 3) ?? .blocked
        return SeatChange(seat: seat, status: status)
    }

    private static func place(of seat: SeatIndex) -> (byte: Int, shift: UInt8) {
        let index = Int(seat.rawValue)
        return (index / 4, UInt8(index % 4) * 2)
    }
}
