import CGridSystem
import Glibc
package import SeatGrid
import Synchronization

/// The machine's disk, for the spool: files of mode 0600, `fdatasync`, `flock`.
package struct RealSpoolDisk: SpoolDisk {
    /// The machine's disk.
    package init() {}

    /// `mkdir`; the mode is 0750.
    package func makeDirectory(_ path: String) throws(SpoolError) {
        try Self.check(unsafe sg_make_directory(path), "make the directory", path)
    }

    /// `rmdir`.
    package func removeDirectory(_ path: String) throws(SpoolError) -> Bool {
        if unsafe rmdir(path) == 0 { return true }
        let code = errno
        if [ENOTEMPTY, EEXIST, ENOENT].contains(code) { return false }
        throw Self.error(code, "remove the directory", path)
    }

    /// `readdir`.
    package func list(_ path: String) throws(SpoolError) -> [String]? {
        var names: UnsafeMutablePointer<CChar>?
        var count = 0
        let result = unsafe sg_list(path, &names, &count)
        if result == -ENOENT { return nil }
        try Self.check(result, "list", path)
        guard let start = unsafe names else { return [] }
        defer { unsafe sg_free(start) }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return unsafe bytes.split(separator: 0).map { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// `open` with O_TRUNC, `write`, `fdatasync`; `unlink` after a failure.
    package func create(_ path: String, _ bytes: [UInt8]) throws(SpoolError) {
        let file = try Self.open(path, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(file) }
        do throws(SpoolError) {
            try Self.write(file, bytes, path)
            try Self.check(sg_fdatasync(file), "sync", path)
        } catch {
            _ = unsafe unlink(path)
            throw error
        }
    }

    /// `write` with O_APPEND.
    package func append(_ path: String, _ bytes: [UInt8]) throws(SpoolError) -> Bool {
        let file = unsafe Glibc.open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        if file < 0 {
            let code = errno
            if code == ENOENT { return false }
            throw Self.error(code, "open", path)
        }
        defer { close(file) }
        try Self.write(file, bytes, path)
        return true
    }

    /// `pwrite` and `fdatasync`.
    package func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(SpoolError) {
        let file = try Self.open(path, O_WRONLY)
        defer { close(file) }
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                return unsafe sg_pwrite(file, rest.baseAddress, rest.count, UInt64(offset + done))
            }
            try Self.check(Int32(clamping: min(count, 0)), "write", path)
            done += Int(count)
        }
        try Self.check(sg_fdatasync(file), "sync", path)
    }

    /// `pread`, through the page cache.
    package func read(_ path: String, from offset: Int) throws(SpoolError) -> [UInt8]? {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 {
            let code = errno
            if code == ENOENT { return nil }
            throw Self.error(code, "open", path)
        }
        defer { close(file) }
        let size = sg_size(file)
        try Self.check(Int32(clamping: min(size, 0)), "examine", path)
        var bytes = [UInt8](repeating: 0, count: max(0, Int(size) - offset))
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                return unsafe sg_pread(file, rest.baseAddress, rest.count, UInt64(offset + done))
            }
            try Self.check(Int32(clamping: min(count, 0)), "read", path)
            if count == 0 { break }
            done += Int(count)
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }

    /// `rename`.
    package func rename(_ from: String, to: String) throws(SpoolError) -> Bool {
        let result = unsafe sg_rename(from, to)
        if result == -ENOENT { return false }
        try Self.check(result, "rename", from)
        return true
    }

    /// `unlink`.
    package func remove(_ path: String) throws(SpoolError) -> Bool {
        let result = unsafe sg_remove(path)
        if result == -ENOENT { return false }
        try Self.check(result, "remove", path)
        return true
    }

    /// `access`.
    package func exists(_ path: String) throws(SpoolError) -> Bool {
        if unsafe access(path, F_OK) == 0 { return true }
        let code = errno
        if code == ENOENT || code == ENOTDIR { return false }
        throw Self.error(code, "look for", path)
    }

    /// `fsync` of the directory; one that is gone, empty, needs none.
    package func syncDirectory(_ path: String) throws(SpoolError) {
        let result = unsafe sg_sync_directory(path)
        // A worker has removed it, empty: what had been in it has gone on.
        if result == -ENOENT { return }
        try Self.check(result, "sync the directory", path)
    }

    /// `flock`, exclusive and without waiting.
    package func lock(_ path: String) throws(SpoolError) -> (any SpoolLock)? {
        let file = unsafe sg_lock(path)
        if file == -EWOULDBLOCK { return nil }
        try Self.check(file, "lock", path)
        return LockedFile(file)
    }

    private static func open(_ path: String, _ flags: Int32) throws(SpoolError) -> Int32 {
        let file = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw error(errno, "open", path) }
        return file
    }

    private static func write(
        _ file: Int32,
        _ bytes: [UInt8],
        _ path: String
    ) throws(SpoolError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                return unsafe Glibc.write(file, rest.baseAddress, rest.count)
            }
            if count < 0 {
                let code = errno
                if code == EINTR { continue }
                throw error(code, "write", path)
            }
            done += count
        }
    }

    private static func check(_ result: Int32, _ what: String, _ path: String) throws(SpoolError) {
        if result < 0 { throw error(-result, what, path) }
    }

    private static func error(_ code: Int32, _ what: String, _ path: String) -> SpoolError {
        let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error"
        return SpoolError(
            code == ENOSPC || code == EDQUOT ? .full : .failed,
            "cannot \(what) \(path): \(words)"
        )
    }
}

/// A file whose lock is held.
private final class LockedFile: SpoolLock {
    private let descriptor: Int32
    private let isHeld = Atomic<Bool>(true)

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { release() }

    func release() {
        if isHeld.exchange(false, ordering: .acquiringAndReleasing) { close(descriptor) }
    }
}
