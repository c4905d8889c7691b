package import NIOCore
package import SeatGrid

/// All viewers of one loop.
///
/// `@unchecked Sendable`: everything in it is touched on its loop only, which its entries assert;
/// the reference alone crosses threads.
package final class LiveHub: LiveSink, @unchecked Sendable {
    let loop: any EventLoop
    let limits: LiveLimits
    let encoder = LiveEncoder()
    private let source: any LiveSource
    private let processorTime: (@Sendable () -> Int64)?
    private(set) var topics: [ShowID: LiveTopic] = [:]
    private(set) var isDraining = false

    // Broadcasting: LiveHub+Broadcast.swift
    var policy: TickPolicy
    var dirty: [LiveTopic] = []
    var round = Round()

    // Beating: LiveHub+Beating.swift
    var beats: [[LiveViewer]]
    var second = 0
    var isTicking = false
    var arrivals: [(viewer: LiveViewer, until: NIODeadline)] = []
    var isAwaitingHello = false
    var drained: EventLoopPromise<Void>?
    private var jitterState: UInt32 = 0x9E37_79B9

    /// How many viewers were closed with 4408.
    package var slowViewersClosed = 0

    /// To be made on any thread, before the loop serves. `processorTime`: what the calling thread
    /// has used of a processor, in nanoseconds; without it all time that passes counts.
    package init(
        loop: any EventLoop,
        source: any LiveSource,
        limits: LiveLimits = LiveLimits(),
        processorTime: (@Sendable () -> Int64)? = nil
    ) {
        self.loop = loop
        self.source = source
        self.processorTime = processorTime
        self.limits = limits
        policy = TickPolicy(limits)
        beats = Array(repeating: [], count: max(1, limits.heartbeatSeconds))
    }

    /// How many watch here now. On the loop.
    package var viewerCount: Int { beats.reduce(0) { $0 + $1.count } }

    /// Nanoseconds that only count while this loop works.
    func timeWorked() -> Int64 { processorTime?() ?? Int64(loop.now.uptimeNanoseconds) }

    // MARK: From the engine

    /// The show as it is now, from the engine.
    package func snapshot(_ map: SeatMap, phase: ShowPhase) {
        load(map.show, version: map.version, states: map.states, phase: phase)
    }

    func load(_ show: ShowID, version: ShowVersion, states: [UInt8], phase: ShowPhase) {
        loop.preconditionInEventLoop()
        guard let topic = topics[show] else { return }
        let isFirst = !topic.isLoaded
        topic.load(version: version.rawValue, states: states, phase: phase)
        if isFirst {
            for viewer in topic.viewers { viewer.greet() }
        } else {
            startAnew(topic)
        }
    }

    /// What events changed, from the engine.
    package func changed(
        _ show: ShowID,
        first: ShowVersion,
        last: ShowVersion,
        changes: [SeatChange],
        phase: ShowPhase?
    ) {
        loop.preconditionInEventLoop()
        guard let topic = topics[show], topic.isLoaded, !topic.isAwaitingReload else { return }
        // A change of phase by time alone has no version of its own: it comes with the last one.
        guard last.rawValue >= topic.expected || phase != nil else { return }
        guard first.rawValue <= topic.expected else {
            // The feed lost something: begin again rather than leave a gap.
            topic.isAwaitingReload = true
            source.unsubscribe(topic.entry)
            source.subscribe(topic.entry)
            return
        }
        topic.add(
            last: max(last.rawValue, topic.expected - 1),
            changes: changes,
            phase: phase
        )
        markDirty(topic)
    }

    /// The engine will say no more of the show.
    package func gone(_ show: ShowID) {
        loop.preconditionInEventLoop()
        guard let topic = topics[show] else { return }
        for viewer in topic.viewers {
            viewer.end(.noSuchShow, "no such show", retryAfterMilliseconds: nil)
        }
        forget(topic)
    }

    // MARK: Viewers

    /// The show's topic, subscribed to if it is the first time.
    func topic(for entry: ShowEntry) -> LiveTopic {
        if let known = topics[entry.id] { return known }
        let topic = LiveTopic(entry: entry, limits: limits)
        topics[entry.id] = topic
        startTicking()
        source.subscribe(entry)
        return topic
    }

    /// A viewer's socket is open.
    func join(_ viewer: LiveViewer) {
        loop.preconditionInEventLoop()
        viewer.topic.add(viewer)
        addToBeats(viewer)
        guard !isDraining else { return sayGoodbye(to: viewer) }
        if viewer.topic.isLoaded { viewer.greet() }
    }

    /// A viewer's socket is closed.
    func leave(_ viewer: LiveViewer) {
        viewer.topic.remove(viewer)
        removeFromBeats(viewer)
        if isDraining, viewerCount == 0 { finishDraining() }
    }

    /// Gives up a show that nobody has watched for a while.
    func forget(_ topic: LiveTopic) {
        topics[topic.entry.id] = nil
        source.unsubscribe(topic.entry)
    }

    // MARK: Stopping

    /// Sends everybody `bye` and 1012, and refuses who comes after. Succeeds when all have left or
    /// the close grace is over. On the loop.
    package func drain() -> EventLoopFuture<Void> {
        loop.preconditionInEventLoop()
        if let drained { return drained.futureResult }
        let promise = loop.makePromise(of: Void.self)
        drained = promise
        isDraining = true
        guard viewerCount > 0 else {
            finishDraining()
            return promise.futureResult
        }
        sayGoodbye(to: beats.flatMap { $0 }, from: 0)
        loop.scheduleTask(in: .milliseconds(limits.closeGraceMilliseconds)) {
            self.finishDraining()
        }
        return promise.futureResult
    }

    private func sayGoodbye(to viewers: [LiveViewer], from start: Int) {
        let end = min(start + limits.sendsPerTurn, viewers.count)
        for viewer in viewers[start..<end] { sayGoodbye(to: viewer) }
        guard end < viewers.count else { return }
        let rest = NIOLoopBound(viewers, eventLoop: loop)
        loop.scheduleTask(in: Self.breath) { self.sayGoodbye(to: rest.value, from: end) }
    }

    private func sayGoodbye(to viewer: LiveViewer) {
        viewer.end(.restart, "restart", retryAfterMilliseconds: jitter())
    }

    func finishDraining() {
        drained?.succeed(())
    }

    /// 500 to 4,500 ms, spread evenly, so that those who were sent away do not all come back at
    /// once.
    func jitter() -> Int {
        jitterState = jitterState &* 1_664_525 &+ 1_013_904_223
        return 500 + Int(jitterState >> 8) % 4_000
    }
}
