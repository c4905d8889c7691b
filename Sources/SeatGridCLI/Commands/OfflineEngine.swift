import Gateway
import NIOCore
import NIOPosix
import SeatGrid
import WAL

/// An engine without listeners, for commands that work on a data directory.
enum OfflineEngine {
    static func start(
        _ data: String,
        _ group: MultiThreadedEventLoopGroup,
        _ workers: DiskWorkers
    ) throws -> Engine {
        let options = EngineOptions(
            directory: data,
            schedulers: [NIOScheduler(group.next())],
            clock: SystemClock(),
            workers: workers,
            onFailure: Journal.leave
        )
        do throws(EngineStartError) {
            return try Engine.start(options)
        } catch {
            throw Failure.exit(Failure.code(of: error), error.description)
        }
    }
}
