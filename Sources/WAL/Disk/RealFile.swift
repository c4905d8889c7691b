internal import CGridSystem
internal import Synchronization

/// An open file of the machine's, or a lock file.
///
/// Reads and writes may come from several threads at once: `pread` and `pwrite` share no position.
/// `close` is called when nobody uses it any more; the owner sees to that.
final class RealFile: DiskFile, DiskLock {
    let path: String
    private let descriptor: Int32
    private let isOpen = Atomic<Bool>(true)

    init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close() }

    func size() throws(DiskError) -> UInt64 {
        let size = sg_size(descriptor)
        if size < 0 { throw DiskError(operation: .read, code: Int32(-size), path: path) }
        return UInt64(size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DiskError)
        -> Int
    {
        var done = 0
        while done < buffer.count {
            let start = unsafe buffer.baseAddress.map { unsafe $0 + done }
            let count = unsafe sg_pread(
                descriptor,
                start,
                buffer.count - done,
                offset + UInt64(done)
            )
            if count < 0 { throw DiskError(operation: .read, code: Int32(-count), path: path) }
            done += Int(count)
            // An odd count is the file's end; going on from there would not be aligned.
            if count == 0 || count % Int64(Limits.block) != 0 { break }
        }
        return done
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DiskError) -> Int {
        let count = unsafe sg_pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
        if count < 0 { throw DiskError(operation: .write, code: Int32(-count), path: path) }
        return Int(count)
    }

    func sync() throws(DiskError) { try check(sg_fdatasync(descriptor), .sync, path) }

    func truncate(to size: UInt64) throws(DiskError) {
        try check(sg_truncate(descriptor, size), .truncate, path)
    }

    func close() {
        if isOpen.exchange(false, ordering: .acquiringAndReleasing) { _ = sg_close(descriptor) }
    }

    func release() { close() }
}
