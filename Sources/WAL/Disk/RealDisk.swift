internal import CGridSystem
internal import Glibc

/// The machine's disk: O_DIRECT, `fdatasync`, `flock`.
///
/// A file system without O_DIRECT (some tmpfs) is used through the page cache; then a failed sync
/// may go unseen after a restart, so it is for trials only.
public struct RealDisk: Disk {
    /// The machine's disk.
    public init() {}

    /// `mkdir`; the mode is 0750.
    public func makeDirectory(_ path: String) throws(DiskError) {
        try check(unsafe sg_make_directory(path), .directory, path)
    }

    /// `readdir`.
    public func list(_ path: String) throws(DiskError) -> [String] {
        var names: UnsafeMutablePointer<CChar>?
        var count = 0
        try check(unsafe sg_list(path, &names, &count), .directory, path)
        guard let start = unsafe names else { return [] }
        defer { unsafe sg_free(start) }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
        return unsafe bytes.split(separator: 0).map { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// `open` with O_DIRECT.
    public func open(_ path: String, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
        let flags: Int =
            switch mode {
            case .read: SG_READ
            case .write: SG_WRITE
            case .create: SG_CREATE
            }
        var direct: Int32 = 0
        let descriptor = unsafe sg_open(path, Int32(flags), &direct)
        try check(descriptor, .open, path)
        return RealFile(path: path, descriptor: descriptor)
    }

    /// `rename`.
    public func rename(_ from: String, to: String) throws(DiskError) {
        try check(unsafe sg_rename(from, to), .rename, from)
    }

    /// `unlink`.
    public func remove(_ path: String) throws(DiskError) {
        try check(unsafe sg_remove(path), .remove, path)
    }

    /// `fsync` of the directory.
    public func syncDirectory(_ path: String) throws(DiskError) {
        try check(unsafe sg_sync_directory(path), .syncDirectory, path)
    }

    /// `flock`, exclusive and without waiting.
    public func lock(_ path: String) throws(DiskError) -> (any DiskLock)? {
        let descriptor = unsafe sg_lock(path)
        if descriptor == -EWOULDBLOCK { return nil }
        try check(descriptor, .lock, path)
        return RealFile(path: path, descriptor: descriptor)
    }

    /// `getrandom`.
    public func randomBits() -> UInt64 {
        var bits: UInt64 = 0
        unsafe sg_random(&bits, 8)
        return bits
    }
}

func check(_ result: Int32, _ operation: DiskError.Operation, _ path: String) throws(DiskError) {
    if result < 0 { throw DiskError(operation: operation, code: -result, path: path) }
}
