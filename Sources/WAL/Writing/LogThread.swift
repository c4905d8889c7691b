internal import CGridSystem

/// A thread of the log's own, for work that blocks.
///
/// `@unchecked Sendable`: written once in `init`, read by whoever joins.
final class LogThread: @unchecked Sendable {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private var thread: UInt = 0

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let work = unsafe Unmanaged.passRetained(Work(body))
        let result = unsafe sg_thread_start(
            &thread,
            name,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                }
                return nil
            },
            work.toOpaque()
        )
        precondition(result == 0, "no thread could be started (errno \(-result))")
    }

    /// Returns when the thread has ended; called once.
    func join() { sg_thread_join(thread) }
}
