internal import Synchronization

/// Makes batches durable, one at a time.
///
/// It has no thread of its own: `LogThreads` calls `step()` in a loop, a test calls it by hand.
/// `@unchecked Sendable`: its plain fields belong to whoever calls `step()` and `seal()`, which is
/// one thread at any time; the rest is atomic or has its own lock.
final class LogWriter: @unchecked Sendable {
    private let disk: any Disk
    private let paths: LogPaths
    private let gathering: Gathering
    private let pool: SegmentPool
    private let onFailure: @Sendable (LogError) -> Void
    /// Waits for the preparer, or does its work; false if there can be no segment.
    private let awaitSegment: @Sendable () throws(LogError) -> Bool
    private let sealBlock = AlignedBuffer(count: Limits.block)

    private var segment: ActiveSegment
    private var cursor: LogCursor
    private var isSealed = true

    private let durableLSN: Atomic<UInt64>
    private let failed = Atomic<Bool>(false)
    private let listeners = Locked<[@Sendable (LSN) -> Void]>([])

    init(
        disk: any Disk,
        paths: LogPaths,
        gathering: Gathering,
        pool: SegmentPool,
        segment: ActiveSegment,
        cursor: LogCursor,
        onFailure: @escaping @Sendable (LogError) -> Void,
        awaitSegment: @escaping @Sendable () throws(LogError) -> Bool
    ) {
        self.disk = disk
        self.paths = paths
        self.gathering = gathering
        self.pool = pool
        self.segment = segment
        self.cursor = cursor
        self.onFailure = onFailure
        self.awaitSegment = awaitSegment
        durableLSN = Atomic(cursor.last.rawValue)
    }

    var durable: LSN { LSN(rawValue: durableLSN.load(ordering: .acquiring)) }
    var hasFailed: Bool { failed.load(ordering: .acquiring) }
    /// The tail is in doubt: a seal is due when nothing else comes.
    var wantsSeal: Bool { !isSealed && !hasFailed }

    func onDurable(_ body: @escaping @Sendable (LSN) -> Void) {
        listeners.withLock { $0.append(body) }
    }

    /// Writes and syncs what has gathered, and says whether there was anything.
    func step() -> Bool {
        guard !hasFailed, let batch = gathering.take() else { return false }
        do throws(LogError) {
            let after = try write(
                batch.buffer,
                .records,
                count: batch.count,
                payloadBytes: batch.payloadBytes
            )
            isSealed = false
            advance(to: after)
        } catch { fail(error) }
        return true
    }

    /// Writes an empty batch: from now on damage to the one before it cannot pass for a torn tail.
    func seal() {
        guard wantsSeal else { return }
        do throws(LogError) {
            cursor = try write(sealBlock, .seal, count: 0, payloadBytes: 0)
            isSealed = true
        } catch { fail(error) }
    }

    /// The first failure ends the log; it is told once, and nothing is tried again.
    func fail(_ error: LogError) {
        guard !failed.exchange(true, ordering: .acquiringAndReleasing) else { return }
        gathering.kill()
        onFailure(error)
    }

    func closeFile() { segment.file.close() }

    private func advance(to after: LogCursor) {
        cursor = after
        durableLSN.store(after.last.rawValue, ordering: .sequentiallyConsistent)
        for listener in listeners.withLock({ $0 }) { listener(after.last) }
    }

    private func write(
        _ buffer: AlignedBuffer,
        _ kind: BatchHeader.Kind,
        count: Int,
        payloadBytes: Int
    ) throws(LogError) -> LogCursor {
        let used = BatchHeader.size + payloadBytes
        if !segment.hasRoom(for: used.inBlocks) { try roll() }
        unsafe (buffer.base + used).initializeMemory(
            as: UInt8.self,
            repeating: 0,
            count: used.inBlocks - used
        )
        let after = unsafe BatchHeader.write(
            buffer.base,
            kind: kind,
            salt: segment.header.salt,
            at: cursor,
            count: count,
            payloadBytes: payloadBytes
        )
        do throws(DiskError) {
            try unsafe segment.file.writeAll(buffer.bytes(used.inBlocks), at: segment.offset)
            try segment.file.sync()
        } catch { throw .diskFailed(error) }
        segment.offset += UInt64(used.inBlocks)
        return after
    }

    /// Goes on in the next segment. All batches of this one are durable: there is one in flight.
    private func roll() throws(LogError) {
        var ready = pool.take()
        while ready == nil, try awaitSegment() { ready = pool.take() }
        guard let ready else { throw .full(path: paths.directory) }
        let old = segment
        let header = SegmentHeader(
            number: old.header.number + 1,
            salt: disk.randomBits(),
            firstLSN: cursor.lsn,
            firstBatch: cursor.batch,
            chain: cursor.chain,
            segmentBytes: pool.segmentBytes,
            identity: old.header.identity
        )
        do throws(DiskError) {
            segment = try ActiveSegment.activate(ready, as: header, disk: disk, paths: paths)
        } catch { throw .diskFailed(error) }
        old.file.close()
        pool.advance(to: header, last: cursor.last, bytes: old.header.segmentBytes)
    }
}
