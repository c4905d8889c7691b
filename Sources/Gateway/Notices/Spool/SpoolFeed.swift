import NIOCore
import NIOPosix
package import SeatGrid

/// Puts notices into a spool for asynchronous callers, on a thread that may block.
///
///     let feed = SpoolFeed(root: "data/spool", clock: { SystemClock().wall() })
///     try await feed.put([notice])  // in the spool, whatever crashes
///     await feed.stop()
package final class SpoolFeed: Sendable {
    private let spool: Spool
    private let pool: NIOThreadPool
    private let clock: @Sendable () -> WallTime

    package init(
        root: String,
        disk: any SpoolDisk = RealSpoolDisk(),
        clock: @escaping @Sendable () -> WallTime
    ) {
        spool = Spool(root: root, disk: disk)
        self.clock = clock
        pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
    }

    /// See `Spool.put`; feeding the same notices again changes nothing.
    @discardableResult
    package func put(_ notices: [Notice]) async throws -> Int {
        try await pool.runToTheEnd { try self.spool.put(notices, now: self.clock()) }
    }

    /// See `Spool.forget`; to be repeated while some are being sent.
    package func forget(_ show: ShowID, _ booking: BookingID) async throws -> SpoolErasure {
        try await pool.runToTheEnd {
            try self.spool.forget(show, booking: booking.text, now: self.clock())
        }
    }

    /// What an operator looks at or does.
    func ask<Answer: Sendable>(
        _ body: @escaping @Sendable (Spool, WallTime) throws -> Answer
    ) async throws -> Answer {
        try await pool.runToTheEnd { try body(self.spool, self.clock()) }
    }

    /// Gives the right to put back. Nothing may be put after it.
    package func stop() async {
        try? await pool.runToTheEnd { self.spool.close() }
        try? await pool.shutdownGracefully()
    }
}
