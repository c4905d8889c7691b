import NIOCore
import NIOPosix
package import SeatGrid
import Synchronization

/// A spool's worker for asynchronous callers: its disk work runs on a thread of its own, and what
/// is told together is written with one sync.
package final class SpoolDesk: Sendable {
    private let pool: NIOThreadPool
    private let worker: Mutex<SpoolWorker>
    private let told = Mutex<[Told]>([])
    private let clock: @Sendable () -> WallTime
    let endpoints: EndpointList
    private let list: ForgottenList

    private struct Told {
        let name: NoticeName
        let fate: NoticeFate
    }

    /// Opens the spool as one of its workers. Blocks a little; started before anything is served.
    package init(
        root: String,
        disk: any SpoolDisk = RealSpoolDisk(),
        clock: @escaping @Sendable () -> WallTime
    ) throws(SpoolError) {
        let layout = SpoolLayout(root: root)
        worker = Mutex(try SpoolWorker(layout, disk))
        endpoints = EndpointList(layout, disk)
        list = ForgottenList(layout, disk)
        self.clock = clock
        pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
    }

    /// Takes notices that are due; see `SpoolWorker.claim`.
    package func claim(
        _ channel: NoticeChannel,
        _ count: Int
    ) async throws -> [SpoolWorker.Claim] {
        try await onDisk { worker in try worker.claim(channel, count, now: self.clock()) }
    }

    /// Tells what is to be done with a claim; returns when it is carried out. After an error it is
    /// carried out with the next call.
    package func finish(_ name: NoticeName, _ fate: NoticeFate) async throws {
        told.withLock { $0.append(Told(name: name, fate: fate)) }
        try await flush()
    }

    /// Carries out what was told and could not be carried out yet.
    package func flush() async throws {
        try await onDisk { worker in
            let batch = self.told.withLock { told in
                defer { told = [] }
                return told
            }
            guard !batch.isEmpty else { return }
            do throws(SpoolUnfinished) {
                try worker.finish(batch.map { ($0.name, $0.fate) }, now: self.clock())
            } catch {
                let left = error.fates.map { Told(name: $0.0, fate: $0.1) }
                self.told.withLock { $0.insert(contentsOf: left, at: 0) }
                throw error.error
            }
        }
    }

    /// See `SpoolWorker.takeBackFromTheDead`.
    package func takeBackFromTheDead() async throws -> Int {
        try await onDisk { worker in try worker.takeBackFromTheDead() }
    }

    /// The people who were erased; see `Notice.person`.
    func forgotten() async throws -> Set<Bits128> {
        let list = self.list
        return try await onDisk { _ in try list.all() }
    }

    /// Whether nothing is left to do, by anybody.
    package func isIdle() async throws -> Bool {
        try await onDisk { worker in try worker.isIdle() }
    }

    /// Runs `body` on the disk's thread, also for a task that is cancelled.
    func onDisk<Result: Sendable>(
        _ body: @escaping @Sendable (SpoolWorker) throws -> Result
    ) async throws -> Result {
        try await pool.runToTheEnd { try self.worker.withLock { try body($0) } }
    }

    /// Gives back what was taken and not finished. Nothing may be asked for after it.
    package func stop() async {
        try? await flush()
        try? await onDisk { worker in try worker.stop() }
        try? await pool.shutdownGracefully()
    }
}
