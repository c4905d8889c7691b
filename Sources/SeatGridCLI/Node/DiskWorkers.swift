import NIOPosix
import SeatGrid

/// A few threads of their own for what blocks: snapshots and the reading of old records.
final class DiskWorkers: BlockingWorkers {
    private let pool: NIOThreadPool

    init(threads: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    func run(_ job: @escaping @Sendable () -> Void) {
        pool.submit { _ in job() }
    }

    func stop() async { try? await pool.shutdownGracefully() }
}
