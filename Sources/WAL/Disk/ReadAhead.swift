/// Reads the next piece of a file on a thread of its own while the one before is in use.
///
/// For one thread, which waits for the reading one in `take` and `drop`; a piece's buffer belongs
/// to the reading thread in between.
final class ReadAhead {
    /// Room before a piece for what of the one before is still needed, so that both lie in a row.
    static let room = Limits.readAhead
    static let bufferBytes = room + Limits.readAhead

    private final class Reading: Sendable {
        let outcome = Locked<Result<Int, DiskError>>(.success(0))
    }

    private let file: any DiskFile
    private var next: (offset: UInt64, buffer: AlignedBuffer, reading: Reading, thread: LogThread)?

    init(_ file: any DiskFile) { self.file = file }

    deinit { drop() }

    /// Begins to read `count` bytes at `offset` into `buffer`, behind its room.
    func begin(at offset: UInt64, count: Int, into buffer: AlignedBuffer) {
        precondition(next == nil && buffer.count >= Self.bufferBytes, "one piece at a time")
        let reading = Reading()
        let thread = LogThread("log-reader") { [file] in
            let target = unsafe UnsafeMutableRawBufferPointer(
                start: buffer.base + Self.room,
                count: count
            )
            let outcome = Result { () throws(DiskError) in
                try unsafe file.read(into: target, at: offset)
            }
            reading.outcome.withLock { $0 = outcome }
        }
        next = (offset, buffer, reading, thread)
    }

    /// The piece that begins at `offset` and how many bytes it has; nil if another was begun.
    func take(at offset: UInt64) throws(DiskError) -> (buffer: AlignedBuffer, count: Int)? {
        guard let found = next, found.offset == offset else { return nil }
        next = nil
        found.thread.join()
        return (found.buffer, try found.reading.outcome.withLock { $0 }.get())
    }

    /// Waits for the piece that is being read and forgets it; its buffer.
    @discardableResult
    func drop() -> AlignedBuffer? {
        guard let dropped = next else { return nil }
        next = nil
        dropped.thread.join()
        return dropped.buffer
    }
}
