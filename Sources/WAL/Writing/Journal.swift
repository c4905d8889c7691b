internal import CGridSystem

/// The node's write-ahead log: records in, order and durability out.
///
/// ```swift
/// let journal = try Journal.open(options, disk: RealDisk()) { record in state.apply(record) }
/// journal.onDurable { lsn in wake(lsn) }
/// let lsn = journal.append(header, payload: bytes)   // in order, not yet durable
/// journal.flush()                                    // once a tick
/// ```
/// Appending and flushing may be done on any thread. A failed write or sync is never retried: the
/// log takes nothing more and `onFailure` is told, which by default ends the process with 71.
public final class Journal: Sendable {
    let disk: any Disk
    let paths: LogPaths
    let gathering: Gathering
    let pool: SegmentPool
    let writer: LogWriter
    private let threads: LogThreads?
    private let lock: any DiskLock
    private let isClosed = Locked(false)

    /// What opening found and did.
    public let recovery: RecoveryReport

    /// Opens the log in `options.directory`, or makes it.
    ///
    /// Takes the lock, reads the log and gives `replay` every record after `options.replayFrom` in
    /// order, cuts a torn tail into the quarantine, and begins a fresh segment.
    /// - Parameters:
    ///   - onLost: given each readable record past a damage before `corrupt` is thrown, so that the
    ///     caller can say in its own words what would be lost.
    ///   - onFailure: told once, on the thread that saw it, when the log can't go on.
    /// - Throws: a `LogError`; nothing was changed unless a torn tail had been cut.
    public static func open(
        _ options: JournalOptions,
        disk: any Disk,
        onLost: ((borrowing LogRecord) -> Void)? = nil,
        onFailure: @escaping @Sendable (LogError) -> Void = Journal.leave,
        replay: (borrowing LogRecord) throws -> Void
    ) throws(LogError) -> Journal {
        let paths = LogPaths(directory: options.directory)
        let lock = try takeLock(paths, disk)
        var isDone = false
        defer { if !isDone { lock.release() } }
        var recovery = Recovery(options: options, disk: disk, paths: paths)
        let start = try recovery.run(onLost: onLost, replay: replay)
        isDone = true
        return Journal(options, disk, paths, lock, start, recovery.report, onFailure)
    }

    private init(
        _ options: JournalOptions,
        _ disk: any Disk,
        _ paths: LogPaths,
        _ lock: any DiskLock,
        _ start: Recovery.Start,
        _ report: RecoveryReport,
        _ onFailure: @escaping @Sendable (LogError) -> Void
    ) {
        self.disk = disk
        self.paths = paths
        self.lock = lock
        recovery = report
        let pool = start.pool
        self.pool = pool
        gathering = Gathering(limit: options.batchLimit, next: start.cursor.lsn)
        let isThreaded = options.drive == .threads
        writer = LogWriter(
            disk: disk,
            paths: paths,
            gathering: gathering,
            pool: pool,
            segment: start.segment,
            cursor: start.cursor,
            onFailure: onFailure,
            awaitSegment: { () throws(LogError) -> Bool in
                isThreaded ? pool.waitForReady() : try pool.prepareNow()
            }
        )
        threads =
            isThreaded
            ? LogThreads(
                writer: writer,
                gathering: gathering,
                pool: pool,
                sealAfterMs: options.sealAfterMs
            )
            : nil
    }

    deinit { close() }

    /// Copies a record of `payloadBytes` bytes, which `fill` writes, into the batch that gathers.
    ///
    /// Does not wake the writer: see `flush()`. O(bytes); allocates nothing. Waits only if
    /// `maxBatchBytes` are waiting to be written already. `fill` must write every byte and must not
    /// call the journal.
    public func append(
        _ header: RecordHeader,
        payloadBytes: Int,
        _ fill: (UnsafeMutableRawBufferPointer) -> Void
    ) -> LSN {
        while true {
            if let lsn = unsafe gathering.append(header, payload: payloadBytes, fill) {
                return lsn
            }
            if threads == nil { _ = writer.step() } else { gathering.waitForSpace() }
        }
    }

    /// Copies a record with this payload into the batch that gathers; as above.
    public func append(_ header: RecordHeader, payload: UnsafeRawBufferPointer) -> LSN {
        unsafe append(header, payloadBytes: payload.count) { bytes in
            unsafe bytes.copyMemory(from: payload)
        }
    }

    /// Wakes the writer if it idles. Once a tick of a loop, not once a record.
    public func flush() { gathering.work.signal() }

    /// The last record on stable storage; all before it are, too.
    public var durable: LSN { writer.durable }

    /// The last record appended.
    public var end: LSN { gathering.end }

    /// Whether the disk has room; one short lock.
    public var room: LogRoom { pool.room }

    /// Has `body` called on the writer's thread after each durable batch, with the last record's
    /// number. Register before traffic; do no more in it than to wake somebody.
    public func onDurable(_ body: @escaping @Sendable (LSN) -> Void) { writer.onDurable(body) }

    /// Records below `lsn` are in both kept snapshots of their shards: their segments may be used
    /// again, but for `historyBytes`.
    public func retire(below lsn: LSN) { pool.retire(below: lsn) }

    /// Writes what has gathered, seals, ends the threads and gives up the lock. Idempotent.
    public func close() {
        let wasClosed = isClosed.withLock { closed in
            defer { closed = true }
            return closed
        }
        if wasClosed { return }
        if let threads {
            threads.stop(gathering, pool)
        } else {
            while writer.step() {}
            writer.seal()
        }
        writer.closeFile()
        lock.release()
    }

    /// Says why on standard error and ends the process with the error's code.
    public static let leave: @Sendable (LogError) -> Void = { error in
        unsafe sg_leave(error.exitCode, "seatgrid: \(error)\n")
    }

    private static func takeLock(_ paths: LogPaths, _ disk: any Disk) throws(LogError)
        -> any DiskLock
    {
        do throws(DiskError) {
            try disk.makeDirectory(paths.directory)
            if let lock = try disk.lock(paths.lock) { return lock }
        } catch { throw .diskFailed(error) }
        throw .locked(path: paths.directory)
    }
}

/// For `JournalOptions.Drive.byHand`.
extension Journal {
    /// Writes and syncs what has gathered; false if there was nothing.
    @discardableResult
    public func step() -> Bool { writer.step() }

    /// Seals the tail, as 20 ms of idling do.
    public func seal() { writer.seal() }

    /// Does all of the preparer's work that is due.
    public func prepare() {
        do throws(DiskError) { while try pool.step() {} } catch { writer.fail(.diskFailed(error)) }
    }
}
