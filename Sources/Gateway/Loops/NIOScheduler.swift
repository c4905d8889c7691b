package import NIOCore
import SeatGrid

/// One of NIO's event loops as the engine sees it.
///
/// Actors that are pinned to the loop are entered by `assumeIsolated` from code that already runs
/// there; awaiting them from elsewhere goes through the loop's queue.
package struct NIOScheduler: EngineScheduler {
    package let eventLoop: any EventLoop
    package let executor: any SerialExecutor

    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        self.executor = eventLoop.executor
    }

    /// Whether the caller is on the loop.
    package func isCurrent() -> Bool { eventLoop.inEventLoop }

    /// Queues `job` on the loop, from any thread.
    package func execute(_ job: @escaping @Sendable () -> Void) { eventLoop.execute(job) }

    /// Runs `job` on the loop after a while, from any thread.
    package func schedule(
        afterMilliseconds delay: Int64,
        _ job: @escaping @Sendable () -> Void
    ) {
        eventLoop.scheduleTask(in: .milliseconds(delay), job)
    }
}
