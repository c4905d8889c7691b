import Foundation

@testable import SeatGrid

/// A loop on a thread of its own, as in the server.
///
/// `@unchecked Sendable`: everything mutable is behind `condition`.
final class ThreadLoop: EngineScheduler, SerialExecutor, BlockingWorkers, @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [@Sendable () -> Void] = []
    private var timers: [(at: Date, job: @Sendable () -> Void)] = []
    private var isStopped = false
    private var thread: Thread?

    init(_ name: String) {
        let thread = Thread { [self] in turn() }
        thread.name = name
        condition.withLock { self.thread = thread }
        thread.start()
    }

    var executor: any SerialExecutor { self }
    func isCurrent() -> Bool { condition.withLock { thread } === Thread.current }
    func run(_ job: @escaping @Sendable () -> Void) { execute(job) }

    func execute(_ job: @escaping @Sendable () -> Void) {
        condition.withLock {
            jobs.append(job)
            condition.signal()
        }
    }

    func schedule(afterMilliseconds delay: Int64, _ job: @escaping @Sendable () -> Void) {
        condition.withLock {
            timers.append((Date(timeIntervalSinceNow: Double(delay) / 1_000), job))
            condition.signal()
        }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.signal()
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        execute { [self] in unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    func checkIsolated() { precondition(isCurrent(), "not on this loop") }
    func isIsolatingCurrentContext() -> Bool? { isCurrent() }

    private func turn() {
        while let batch = next() {
            for job in batch { job() }
        }
    }

    private func next() -> [@Sendable () -> Void]? {
        condition.lock()
        defer { condition.unlock() }
        while !isStopped {
            let now = Date()
            jobs += timers.filter { $0.at <= now }.map(\.job)
            timers.removeAll { $0.at <= now }
            if !jobs.isEmpty {
                defer { jobs = [] }
                return jobs
            }
            if let first = timers.map(\.at).min() {
                _ = condition.wait(until: first)
            } else {
                condition.wait()
            }
        }
        return nil
    }
}
