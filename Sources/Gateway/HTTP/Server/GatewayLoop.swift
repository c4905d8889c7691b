import Logging
import NIOCore
import SeatGrid

/// What the connections of one event loop share: buffers, clocks, caches, counts.
///
/// Sendable by confinement: everything is touched on `eventLoop` only.
final class GatewayLoop: @unchecked Sendable {
    let eventLoop: any EventLoop
    let port: any ShowPort
    let shared: GatewayShared
    var requestIDs: RequestIDSource
    var metrics = LoopMetrics()
    /// A coarse clock, moved on by the tick; good enough for time-outs of seconds.
    private(set) var now = NIODeadline.now()
    private(set) var isDraining = false
    /// `Date: …` as a whole line.
    private(set) var dateLine = ByteWriter(capacity: 64)
    /// Where bodies are written before their length is known.
    var scratch = ByteWriter()
    /// Where heads are written.
    var heading = ByteWriter()
    /// What the narrow lane takes at most.
    let narrowLimits: NarrowRequest.Limits
    var seatBodies = SeatBodyCache()
    private var lanes: [HotLane] = []
    /// Lanes whose clocks this tick has yet to look at.
    private var unchecked: [HotLane] = []
    private var unflushed: [HotLane] = []
    private var tick: RepeatedTask?

    init(eventLoop: any EventLoop, port: any ShowPort, shared: GatewayShared) {
        self.eventLoop = eventLoop
        self.port = port
        self.shared = shared
        narrowLimits = NarrowRequest.Limits(shared.limits)
        requestIDs = RequestIDSource(seed: shared.clock.randomBits())
        moveClocks()
    }

    var connections: Int { lanes.count }

    func milliseconds() -> Int64 { shared.clock.monotonic() }

    /// Starts the one timer of this loop.
    func start() {
        let interval = TimeAmount.milliseconds(shared.limits.tickMilliseconds)
        tick = eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) {
            [weak self] _ in
            self?.turn()
        }
    }

    func stop() { tick?.cancel() }

    private func turn() {
        moveClocks()
        guard unchecked.isEmpty else { return }
        // Lanes leave the list while it is walked, so it is walked as it was.
        unchecked = lanes
        checkClocks()
    }

    /// Looks at the clocks of some lanes, then lets the loop serve others: hundreds of connections
    /// that came together run out of time together, and each takes an answer and a close.
    private func checkClocks() {
        let limits = shared.limits
        var looks = 0
        var ends = 0
        while looks < limits.looksPerTurn, ends < limits.endsPerTurn, let lane = unchecked.popLast()
        {
            looks += 1
            if lane.checkClocks() { ends += 1 }
        }
        guard !unchecked.isEmpty else { return }
        // Jobs given to `execute` run before the loop looks at its sockets.
        eventLoop.scheduleTask(in: .microseconds(50)) { [weak self] in self?.checkClocks() }
    }

    private func moveClocks() {
        now = .now()
        let wall = shared.clock.wall()
        requestIDs.advance(to: wall)
        dateLine.clear()
        dateLine.writeString("Date: \(CalendarTime(wall).httpDate)\r\n")
    }

    func add(_ lane: HotLane) {
        lane.position = lanes.count
        lanes.append(lane)
    }

    func remove(_ lane: HotLane) {
        guard lane.position < lanes.count, lanes[lane.position] === lane else { return }
        let last = lanes.removeLast()
        if last !== lane {
            lanes[lane.position] = last
            last.position = lane.position
        }
        shared.admission.leave(lane.peer)
    }

    /// Has `lane` flushed when the current batch of answers is through.
    func planFlush(of lane: HotLane) {
        if unflushed.isEmpty { eventLoop.execute { [self] in flushPlanned() } }
        unflushed.append(lane)
    }

    private func flushPlanned() {
        let lanes = unflushed
        unflushed.removeAll(keepingCapacity: true)
        for lane in lanes { lane.flushPlanned() }
    }

    /// From now on every connection ends with its last owed answer.
    func beginDraining() {
        isDraining = true
        for lane in lanes { lane.beginDraining() }
    }

    /// The time that draining may take is over.
    func closeAll() {
        for lane in lanes { lane.context?.close(promise: nil) }
    }
}
