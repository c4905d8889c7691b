import Gateway
import Logging
import SeatGrid
import UnixSignals
import WAL

extension Node {
    /// The signals a node heeds from now on. To be called before anybody is told that it is ready:
    /// who then ends it at once finds it listening.
    static func trapSignals() async -> UnixSignalsSequence {
        await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup, .sigusr1)
    }

    /// Serves until SIGTERM or SIGINT; `stop()` is still to be called then.
    func serve(until signals: UnixSignalsSequence) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.keepHouse() }
            group.addTask { await self.checkout?.service.watch() }
            group.addTask { await self.notices?.run() }
            for await signal in signals {
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
