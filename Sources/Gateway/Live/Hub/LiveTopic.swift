import NIOCore
import SeatGrid

/// One show as a loop's viewers see it: its seats at the version published last, what has come
/// since, and who watches.
///
/// Confined to the hub's loop.
final class LiveTopic {
    let entry: ShowEntry
    /// What changed and is not published yet.
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
    /// Steps up when the show begins anew: what viewers have then is of no use.
    private(set) var generation: UInt32 = 0
    /// The next viewer to be visited by the round that is under way.
    private var visiting: Int?
    /// Something was published behind the round's place: those before it lack it.
    private var isLagging = false
    /// What brings viewers to the published version, by where they stand: those who were visited
    /// together once stand together, so each frame is encoded for many.
    private var frames: [Frame] = []
    /// Seconds without a viewer.
    var idleSeconds = 0
    /// Whether the hub has noted that something is to be published.
    var isDirty = false

    private struct Frame {
        let after: UInt64
        let tellsPhase: Bool
        let messages: SharedMessages
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
        frames.removeAll()
        generation &+= 1
        isLoaded = true
        isAwaitingReload = false
    }

    /// Adds to what is to be published.
    func add(last: UInt64, changes: [SeatChange], phase: ShowPhase?) {
        if pending == nil {
            pending = Pending(last: last, changes: changes, phase: phase)
        } else {
            pending?.last = last
            pending?.changes.append(contentsOf: changes)
            if let phase { pending?.phase = phase }
        }
    }

    /// Makes what is pending public. O(changes log changes).
    private func publish() {
        guard let next = pending else { return }
        pending = nil
        frames.removeAll(keepingCapacity: true)
        isLagging = visiting ?? 0 > 0
        if next.last > published {
            var seats: [SeatIndex] = []
            for change in next.changes where Int(change.seat.rawValue) / 4 < states.count {
                set(change)
                seats.append(change.seat)
            }
            memory.remember(first: published + 1, last: next.last, seats: seats)
            published = next.last
            snapshotCache = nil
        }
        if let phase = next.phase {
            self.phase = phase
            phaseVersion = next.last
        }
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

    /// The same for viewers who keep up, encoded once for all who stand at `version`; nil if only
    /// a snapshot helps.
    func frame(after version: UInt64, tellingPhase: Bool) -> SharedMessages? {
        let known = frames.last { $0.after == version && $0.tellsPhase == tellingPhase }
        if let known { return known.messages }
        var messages: [LiveMessage] = []
        if version < published {
            guard let seats = memory.seatsChanged(after: version) else { return nil }
            messages.append(
                .delta(first: version + 1, last: published, changes: seats.map(current))
            )
        }
        if tellingPhase { messages.append(.show(phase)) }
        let made = SharedMessages(messages)
        frames.append(Frame(after: version, tellsPhase: tellingPhase, messages: made))
        return made
    }

    /// Begins a round of all viewers; false if there is nothing new or one is under way.
    func beginRound() -> Bool {
        guard visiting == nil, pending != nil || isLagging else { return false }
        isLagging = false
        visiting = 0
        return true
    }

    /// Begins a round in which everybody gets the snapshot.
    func beginAnew() {
        isLagging = false
        visiting = 0
    }

    /// Brings the next viewers, at most so many, to the newest version there is at this moment;
    /// how many it were. A round ends when nobody is left.
    ///
    /// What came while others were visited goes out to those who follow, rather than wait for the
    /// next round: so nobody waits longer than from one visit to the next.
    func visit(atMost limit: Int) -> Int {
        guard visiting != nil else { return 0 }
        publish()
        var visits = 0
        while visits < limit, let place = visiting, place < viewers.count {
            visiting = place + 1
            viewers[place].bringOn()
            visits += 1
        }
        if let place = visiting, place >= viewers.count { visiting = nil }
        return visits
    }

    /// Whether the round is over.
    var isVisited: Bool { visiting == nil }
    /// Whether another round is needed for those who were visited first.
    var needsRound: Bool { isLagging || pending != nil }

    func add(_ viewer: LiveViewer) {
        viewer.spot = viewers.count
        viewers.append(viewer)
        idleSeconds = 0
    }

    /// O(1). Keeps those who are yet to be visited behind those who were.
    func remove(_ viewer: LiveViewer) {
        var hole = viewer.spot
        guard hole < viewers.count, viewers[hole] === viewer else { return }
        if let next = visiting, hole < next {
            move(from: next - 1, to: hole)
            hole = next - 1
            visiting = next - 1
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
