internal import Synchronization

/// The log's two threads: one writes, one makes segments ready.
final class LogThreads: Sendable {
    private static let retryFullMs = 1000

    private let writer: LogThread
    private let preparer: LogThread
    private let isStopping: Stop

    private final class Stop: Sendable { let flag = Atomic<Bool>(false) }

    init(writer: LogWriter, gathering: Gathering, pool: SegmentPool, sealAfterMs: Int) {
        let stop = Stop()
        isStopping = stop
        self.writer = LogThread("log-writer") {
            Self.write(writer, gathering, stop.flag, sealAfterMs)
        }
        preparer = LogThread("log-preparer") { Self.prepare(pool, writer) }
    }

    /// Writes what has gathered, seals, and ends both threads.
    func stop(_ gathering: Gathering, _ pool: SegmentPool) {
        isStopping.flag.store(true, ordering: .releasing)
        gathering.work.signal()
        writer.join()
        pool.stop()
        preparer.join()
    }

    private static func write(
        _ writer: LogWriter,
        _ gathering: Gathering,
        _ stop: borrowing Atomic<Bool>,
        _ sealMs: Int
    ) {
        while true {
            if writer.step() { continue }
            let ticket = gathering.work.prepare()
            let isStopping = stop.load(ordering: .acquiring)
            if isStopping || !gathering.isEmpty {
                gathering.work.cancel()
                if gathering.isEmpty || writer.hasFailed { break }
                continue
            }
            let limit = writer.wantsSeal ? sealMs : nil
            if !gathering.work.wait(ticket, milliseconds: limit), gathering.isEmpty {
                writer.seal()
            }
        }
        writer.seal()
    }

    private static func prepare(_ pool: SegmentPool, _ writer: LogWriter) {
        while !pool.isStopped {
            let ticket = pool.work.prepare()
            do throws(DiskError) {
                if try pool.step(pause: { pace(pool) }) {
                    pool.work.cancel()
                    continue
                }
            } catch {
                pool.work.cancel()
                writer.fail(.diskFailed(error))
                pool.stop()
                return
            }
            if pool.isStopped {
                pool.work.cancel()
                return
            }
            pool.work.wait(ticket, milliseconds: pool.isShort ? retryFullMs : nil)
        }
    }

    /// Leaves the disk to the log between pieces; a wake-up only shortens it.
    private static func pace(_ pool: SegmentPool) {
        let ticket = pool.filled.prepare()
        pool.filled.wait(ticket, milliseconds: 1)
    }
}
