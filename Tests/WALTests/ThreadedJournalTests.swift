import Glibc
import SimulationKit
import Testing
import WAL

/// The journal with its own threads, on the real disk, used from several at once.
@Suite struct ThreadedJournalTests {
    private func options(_ directory: String) -> JournalOptions {
        var options = JournalOptions(directory: directory + "/log")
        options.segmentBytes = 1 << 20
        options.maxBatchBytes = 64 << 10
        options.sealAfterMs = 2
        return options
    }

    private func header(_ shard: Int, _ seq: Int) -> RecordHeader {
        RecordHeader(
            type: RecordType(rawValue: 1),
            schema: 1,
            shard: UInt16(shard),
            epoch: 1,
            seq: UInt64(seq),
            time: 0
        )
    }

    /// Waits for a record to be durable, without polling the journal.
    private final class Waiter: Sendable {
        private let reached = Locked<UInt64>(0)

        func tell(_ lsn: LSN) { reached.withLock { $0 = lsn.rawValue } }
        func wait(for lsn: LSN) {
            while reached.withLock({ $0 }) < lsn.rawValue { usleep(50) }
        }
    }

    private final class Worker {
        private var thread = pthread_t()
        private final class Body {
            let run: @Sendable () -> Void
            init(_ run: @escaping @Sendable () -> Void) { self.run = run }
        }

        init(_ run: @escaping @Sendable () -> Void) {
            let body = unsafe Unmanaged.passRetained(Body(run)).toOpaque()
            unsafe pthread_create(
                &thread,
                nil,
                { context in
                    if let context = unsafe context {
                        unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                    }
                    return nil
                },
                body
            )
        }

        func join() { pthread_join(thread, nil) }
    }

    @Test func `four threads append, one reads history, all comes back in each one's order`() throws
    {
        let directory = try TemporaryDirectory.make()
        defer { TemporaryDirectory.remove(directory) }
        let journal = try Journal.open(options(directory), disk: RealDisk()) { _ in }
        let waiter = Waiter()
        journal.onDurable { lsn in waiter.tell(lsn) }
        let perThread = 3_000
        let workers = (0..<4).map { shard in
            Worker {
                for seq in 0..<perThread {
                    let payload = LogWorld.payload(seq, 100 + seq % 200)
                    let lsn = unsafe payload.withUnsafeBytes {
                        unsafe journal.append(header(shard, seq), payload: $0)
                    }
                    if seq % 8 == 0 { journal.flush() }
                    if seq % 500 == 0 {
                        journal.flush()
                        waiter.wait(for: lsn)
                    }
                }
                journal.flush()
            }
        }
        let reader = Worker {
            for _ in 0..<20 {
                var last: UInt64 = 0
                try? journal.read(from: LSN(rawValue: 1)) { record in
                    #expect(record.lsn.rawValue == last + 1)
                    last += 1
                    return true
                }
            }
        }
        for worker in workers { worker.join() }
        reader.join()
        #expect(journal.end.rawValue == UInt64(4 * perThread))
        journal.close()
        #expect(journal.durable == journal.end)
        try checkAll(directory, perThread)
    }

    private func checkAll(_ directory: String, _ perThread: Int) throws {
        var next = [Int](repeating: 0, count: 4)
        let again = try Journal.open(options(directory), disk: RealDisk()) { record in
            let shard = Int(record.header.shard)
            #expect(record.header.seq == UInt64(next[shard]))
            let payload = LogWorld.payload(next[shard], 100 + next[shard] % 200)
            #expect(record.copyPayload() == payload)
            next[shard] += 1
        }
        #expect(next == [Int](repeating: perThread, count: 4))
        again.close()
    }

    @Test func `closing writes what had gathered, and may be done twice`() throws {
        let directory = try TemporaryDirectory.make()
        defer { TemporaryDirectory.remove(directory) }
        let journal = try Journal.open(options(directory), disk: RealDisk()) { _ in }
        for seq in 0..<100 {
            _ = unsafe [UInt8(seq)].withUnsafeBytes {
                unsafe journal.append(header(0, seq), payload: $0)
            }
        }
        journal.close()
        journal.close()
        var count = 0
        let again = try Journal.open(options(directory), disk: RealDisk()) { _ in count += 1 }
        again.close()
        #expect(count == 100)
    }

    @Test func `an idle log seals itself`() throws {
        let directory = try TemporaryDirectory.make()
        defer { TemporaryDirectory.remove(directory) }
        let journal = try Journal.open(options(directory), disk: RealDisk()) { _ in }
        _ = unsafe [UInt8(1)].withUnsafeBytes { unsafe journal.append(header(0, 0), payload: $0) }
        journal.flush()
        let inspector = LogInspector(directory: directory + "/log", disk: RealDisk())
        var seals = 0
        for _ in 0..<500 where seals == 0 {
            usleep(10_000)
            seals = try inspector.inspect().map(\.seals).reduce(0, +)
        }
        #expect(seals == 1)
        journal.close()
    }

    @Test func `a failed sync on the writer's thread is told once and nothing hangs`() throws {
        let disk = SimulatedDisk(seed: 1)
        let failure = FailureBox()
        var options = JournalOptions(directory: "/log")
        options.segmentBytes = 64 << 10
        options.maxBatchBytes = 8 << 10
        let journal = try Journal.open(
            options,
            disk: disk,
            onFailure: { error in failure.set(error) }
        ) { _ in }
        var faults = SimulatedFaults()
        for operation in 20..<200 { faults.failures[operation] = EIO }
        disk.setFaults(faults)
        for seq in 0..<2_000 {
            _ = unsafe [UInt8](repeating: 1, count: 300).withUnsafeBytes {
                unsafe journal.append(header(0, seq), payload: $0)
            }
            journal.flush()
        }
        journal.close()
        #expect(failure.times == 1)
        #expect(failure.value?.exitCode == 71)
        #expect(journal.end.rawValue == 2_000)
        #expect(journal.durable < journal.end)
    }
}
