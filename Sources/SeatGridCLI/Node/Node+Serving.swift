import Logging
import SeatGrid
import UnixSignals
import WAL

extension Node {
    /// Serves until SIGTERM or SIGINT, then stops in order.
    func serveUntilStopped() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.keepHouse() }
            for await signal in await UnixSignalsSequence(
                trapping: .sigterm,
                .sigint,
                .sighup,
                .sigusr1
            ) {
                if signal == .sighup {
                    refreshKeys(now: true)
                } else if signal == .sigusr1 {
                    await checkpoint()
                } else {
                    break
                }
            }
            group.cancelAll()
        }
        logger.notice("stopping")
        await stop()
    }

    /// Now and then: snapshots when the log has grown, keys when their file has changed.
    private func keepHouse() async {
        var saved = engine.logEnd.rawValue
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(2))
            refreshKeys(now: false)
            guard engine.logEnd.rawValue - saved >= UInt64(settings.snapshotEvery) else { continue }
            saved = engine.logEnd.rawValue
            await checkpoint()
        }
    }
}
