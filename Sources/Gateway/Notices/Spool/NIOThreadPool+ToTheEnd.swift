import NIOPosix
import SeatGrid

extension NIOThreadPool {
    /// Runs `body` on a thread that may block; returns what came of it.
    ///
    /// Unlike `runIfActive` also for a task that is cancelled: what a stopping worker has still to
    /// write down is what keeps it from being sent again.
    ///
    /// - Throws: what `body` throws; `SpoolError` once the pool is shut down.
    func runToTheEnd<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit { state in
                continuation.resume(
                    with: Result {
                        guard state == .active else {
                            throw SpoolError(.failed, "the spool is closed")
                        }
                        return try body()
                    }
                )
            }
        }
    }
}
