import SimulationKit
import Synchronization
import Testing
import WAL

@testable import SeatGrid

/// A node on a simulated disk, all of it on one thread and moved on by hand.
///
/// Nothing becomes durable before `sync()`; `settle()` syncs until nothing is left to do.
final class EngineWorld: @unchecked Sendable {
    struct Stuck: Error {}

    let disk: SimulatedDisk
    let clock: HandClock
    let loops: [ManualLoop]
    let workers = HandWorkers()
    let tasks = HandTasks()
    /// Of this start; an engine that ended earlier has its own.
    private(set) var failure = EngineFailure()
    var historyBytes: UInt64 = 1 << 40
    var segmentBytes = 32 << 10
    private(set) var running: Engine?
    /// Answers in the order they were delivered.
    private(set) var delivered: [Ticket] = []
    /// Chooses whose turn it is.
    var random: SeededRandom

    init(loops count: Int = 1, seed: UInt64 = 1, disk: SimulatedDisk? = nil) {
        self.disk = disk ?? SimulatedDisk(seed: seed)
        let clock = HandClock(seed: seed)
        self.clock = clock
        loops = (0..<count).map { _ in ManualLoop(clock) }
        random = SeededRandom(seed: seed &+ 77)
    }

    var engine: Engine {
        guard let running else { preconditionFailure("the node is down") }
        return running
    }

    func open(pumps: Bool = true) throws(EngineStartError) {
        let failure = EngineFailure()
        self.failure = failure
        var options = EngineOptions(
            directory: "/data",
            schedulers: loops,
            clock: clock,
            workers: workers,
            historyBytes: historyBytes,
            disk: disk,
            onFailure: { failure.set($0) }
        )
        options.drive = .byHand
        options.segmentBytes = segmentBytes
        running = try Engine.start(options)
        if pumps { pump() }
    }

    // MARK: Moving on

    private var isIdle: Bool {
        loops.allSatisfy(\.isIdle) && workers.isIdle && tasks.isIdle
    }

    /// Does one job of a loop, the workers or the tasks, chosen by chance; false: there is none.
    @discardableResult
    func step() -> Bool {
        var ready: [() -> Void] = []
        for loop in loops where !loop.isIdle { ready.append(loop.runOne) }
        if !workers.isIdle { ready.append(workers.runOne) }
        if !tasks.isIdle { ready.append(tasks.runOne) }
        guard let job = ready.randomElement(using: &random) else { return false }
        job()
        return true
    }

    /// Does all there is to do; nothing becomes durable by it.
    func pump() { while step() {} }

    /// Makes durable what has been appended, and tells nobody yet.
    @discardableResult
    func sync() -> Bool {
        guard let journal = running?.node.journal else { return false }
        let didStep = journal.step()
        journal.prepare()
        return didStep
    }

    func settle() {
        repeat { pump() } while sync() || !isIdle
    }

    func pass(_ milliseconds: Int64) {
        clock.pass(milliseconds)
        for loop in loops { loop.fireTimers() }
    }

    // MARK: Ends

    /// Ends the process with whatever has not been done. What the disk keeps is its own affair.
    func crash(power: Bool = true) {
        if power { disk.cutPower() } else { disk.killProcess() }
        for loop in loops { loop.drop() }
        workers.drop()
        tasks.drop()
        for loop in running?.loops ?? [] { loop.post = PostOffice() }
        running = nil
    }

    func close() {
        settle()
        running?.close()
        crash(power: false)
    }

    /// As a restart does that nothing was wrong with.
    func reopen(after milliseconds: Int64 = 60_000) throws {
        close()
        clock.reboot(after: milliseconds, monotonic: 17)
        try open()
    }

    // MARK: Asking

    func entry(_ show: String = "sh1") -> ShowEntry {
        guard let entry = engine.entry(for: ShowID(show)) else {
            preconditionFailure("there is no show \(show)")
        }
        return entry
    }

    /// Sends a request from `loop`, and does nothing more.
    @discardableResult
    func submit(
        _ kind: ShowRequest.Kind,
        to show: String = "sh1",
        from loop: Int = 0,
        mark: IdempotencyMark? = nil
    ) -> Ticket {
        let ticket = Ticket(loops[loop]) { [unowned self] in delivered.append($0) }
        let request = ShowRequest(kind: kind, mark: mark, caller: .anonymous)
        let entry = entry(show)
        loops[loop].run { engine.loops[loop].submit(request, to: entry, sink: ticket, token: 7) }
        return ticket
    }

    @discardableResult
    func submit(
        _ command: Command,
        to show: String = "sh1",
        from loop: Int = 0,
        mark: IdempotencyMark? = nil
    ) -> Ticket {
        submit(.command(command, plan: entry(show).plan), to: show, from: loop, mark: mark)
    }

    /// Sends a command and waits for its answer.
    @discardableResult
    func run(
        _ command: Command,
        on show: String = "sh1",
        from loop: Int = 0,
        mark: IdempotencyMark? = nil
    ) throws -> Reply {
        let ticket = submit(command, to: show, from: loop, mark: mark)
        settle()
        return try #require(ticket.reply)
    }

    func read(_ query: ShowQuery, of show: String = "sh1", from loop: Int = 0) throws -> Reply {
        let ticket = submit(.read(query), to: show, from: loop)
        settle()
        return try #require(ticket.reply)
    }

    /// Carries a call of the cold lane to its end.
    func wait<Value: Sendable>(
        _ body: @escaping @Sendable (Engine) async throws -> Value
    ) throws -> Value {
        let promise = begin(body)
        settle()
        guard let result = promise.result else { throw Stuck() }
        return try result.get()
    }

    /// Begins a call of the cold lane.
    func begin<Value: Sendable>(
        _ body: @escaping @Sendable (Engine) async throws -> Value
    ) -> Promise<Value> {
        let promise = Promise<Value>()
        let engine = engine
        Task(executorPreference: tasks) {
            do { promise.set(.success(try await body(engine))) } catch {
                promise.set(.failure(error))
            }
        }
        return promise
    }

    /// Lets `body` see a show's state, which must be in memory.
    func state(_ show: String = "sh1") throws -> ShowState {
        let home = entry(show).home
        let actor = try #require(engine.loops[home].shows.active[ShowID(show)])
        return loops[home].run { actor.assumeIsolated { $0.state } }
    }

    func isActive(_ show: String = "sh1") -> Bool {
        engine.loops[entry(show).home].shows.active[ShowID(show)] != nil
    }
}

/// One request and, in time, its answer.
final class Ticket: AnswerSink {
    private(set) var reply: Reply?
    private let loop: ManualLoop
    private let told: (Ticket) -> Void

    init(_ loop: ManualLoop, _ told: @escaping (Ticket) -> Void) {
        self.loop = loop
        self.told = told
    }

    func deliver(_ reply: consuming Reply, token: UInt64) {
        #expect(loop.isRunning, "an answer came on another loop than its request")
        #expect(token == 7)
        #expect(self.reply == nil, "a request was answered twice")
        self.reply = reply
        told(self)
    }
}

/// What a task came to.
final class Promise<Value: Sendable>: Sendable {
    private let box = Mutex<Result<Value, any Error>?>(nil)

    var result: Result<Value, any Error>? { box.withLock { $0 } }
    func set(_ result: Result<Value, any Error>) { box.withLock { $0 = result } }
}

/// How the log ended, if it did.
final class EngineFailure: Sendable {
    private let box = Mutex<LogError?>(nil)

    var error: LogError? { box.withLock { $0 } }
    func set(_ error: LogError) { box.withLock { $0 = error } }
}
