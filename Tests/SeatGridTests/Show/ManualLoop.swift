@testable import SeatGrid

/// A loop that a test drives by hand, one job at a time, on the test's own thread.
///
/// `@unchecked Sendable`: a world and all of its loops belong to one thread.
final class ManualLoop: EngineScheduler, SerialExecutor, @unchecked Sendable {
    private var jobs: [@Sendable () -> Void] = []
    private var timers: [(at: Int64, job: @Sendable () -> Void)] = []
    private let clock: HandClock
    private(set) var isRunning = false
    /// Jobs of actors: the engine's shows must need none.
    private(set) var actorJobs = 0

    init(_ clock: HandClock) { self.clock = clock }

    var executor: any SerialExecutor { self }
    var isIdle: Bool { jobs.isEmpty }
    func isCurrent() -> Bool { isRunning }

    func execute(_ job: @escaping @Sendable () -> Void) { jobs.append(job) }

    func schedule(afterMilliseconds delay: Int64, _ job: @escaping @Sendable () -> Void) {
        timers.append((clock.monotonic() + delay, job))
    }

    /// Runs `body` as if this loop did.
    func run<Value>(_ body: () throws -> Value) rethrows -> Value {
        let before = isRunning
        isRunning = true
        defer { isRunning = before }
        return try body()
    }

    func runOne() {
        let job = jobs.removeFirst()
        run(job)
    }

    /// Makes the timers that are due jobs.
    func fireTimers() {
        let now = clock.monotonic()
        let due = timers.filter { $0.at <= now }
        timers.removeAll { $0.at <= now }
        for timer in due { jobs.append(timer.job) }
    }

    /// Forgets everything, as a crash does.
    func drop() {
        jobs = []
        timers = []
    }

    // MARK: SerialExecutor

    func enqueue(_ job: consuming ExecutorJob) {
        actorJobs += 1
        let job = UnownedJob(job)
        jobs.append { [self] in
            unsafe job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }

    func checkIsolated() { precondition(isRunning, "not on this loop") }
    func isIsolatingCurrentContext() -> Bool? { isRunning }
}

/// Blocking work, done when the test gets to it.
final class HandWorkers: BlockingWorkers, @unchecked Sendable {
    private var jobs: [@Sendable () -> Void] = []

    var isIdle: Bool { jobs.isEmpty }
    func run(_ job: @escaping @Sendable () -> Void) { jobs.append(job) }
    func runOne() { jobs.removeFirst()() }
    func drop() { jobs = [] }
}

/// Runs the tasks of the cold lane on the test's own thread, too.
final class HandTasks: TaskExecutor, @unchecked Sendable {
    private var jobs: [UnownedJob] = []

    var isIdle: Bool { jobs.isEmpty }
    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }
    func runOne() {
        let job = jobs.removeFirst()
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
    func drop() { jobs = [] }
}
