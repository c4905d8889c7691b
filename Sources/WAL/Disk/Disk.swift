/// What the log needs of a disk. Two exist: the real one and, in the tests, a simulated one.
///
/// The promises that the log builds on are in docs/FORMAT.md; `DiskConformance` in the tests runs
/// the same checks on both.
public protocol Disk: Sendable {
    /// Makes a directory unless it is there.
    func makeDirectory(_ path: String) throws(DiskError)
    /// The names in a directory, in no order.
    func list(_ path: String) throws(DiskError) -> [String]
    /// Opens a file; with `.create` it is made unless it is there.
    func open(_ path: String, _ mode: OpenMode) throws(DiskError) -> any DiskFile
    /// Gives a file another name at once, in the place of whatever had that name.
    func rename(_ from: String, to: String) throws(DiskError)
    /// Removes a file's name.
    func remove(_ path: String) throws(DiskError)
    /// Returns when all names made, changed and removed in the directory are on stable storage.
    func syncDirectory(_ path: String) throws(DiskError)
    /// Takes the file's exclusive lock until the result is given up; nil if another has it.
    func lock(_ path: String) throws(DiskError) -> (any DiskLock)?
    /// 64 random bits, for salts.
    func randomBits() -> UInt64
}

/// How a file is opened.
public enum OpenMode: Sendable {
    /// For reading; it must be there.
    case read
    /// For reading and writing; it must be there.
    case write
    /// For reading and writing; made if it is not there.
    case create
}

/// An open file. Offsets, counts and memory are multiples of 4,096 bytes; reads go past any cache.
public protocol DiskFile: AnyObject, Sendable {
    /// Where it is.
    var path: String { get }
    /// How many bytes it has now.
    func size() throws(DiskError) -> UInt64
    /// Reads up to `buffer.count` bytes; fewer only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DiskError)
        -> Int
    /// Writes the first so many bytes of `bytes` as the answer says; at least one block.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DiskError) -> Int
    /// Returns when all that was written is on stable storage. A failure is final.
    func sync() throws(DiskError)
    /// Makes the file `size` bytes long.
    func truncate(to size: UInt64) throws(DiskError)
    /// Gives the file up; idempotent.
    func close()
}

/// A lock that is held.
public protocol DiskLock: AnyObject, Sendable {
    /// Gives the lock up; idempotent.
    func release()
}

extension DiskFile {
    /// Writes all of `bytes`. A short write is gone on with; an error is not retried.
    func writeAll(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DiskError) {
        var done = 0
        while done < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = try unsafe write(rest, at: offset + UInt64(done))
            guard count > 0, count % 512 == 0 else {
                throw DiskError(operation: .write, code: 5, path: path)
            }
            done += count
        }
    }
}
