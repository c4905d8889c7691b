import CGridSystem
import Glibc

/// Reads and replaces small files that must not be half written or seen by others.
enum SmallFile {
    /// Why not, for people, and with which exit code.
    struct Failure: Error, CustomStringConvertible {
        let description: String
        let exitCode: Int32

        init(_ what: String, _ path: String, errno number: Int32) {
            let words = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error"
            description = "\(what) \(path): \(words)"
            exitCode =
                switch number {
                case EACCES, EPERM, EROFS: 77
                case EIO: 71
                case ENOSPC, EDQUOT: 75
                default: 78
                }
        }

        init(_ description: String, exitCode: Int32) {
            self.description = description
            self.exitCode = exitCode
        }
    }

    /// The file's bytes; nil if it is not there.
    ///
    /// - Parameter isSecret: it is an error if others than its owner may read or write it.
    static func read(
        _ path: String,
        limit: Int = 1 << 20,
        isSecret: Bool
    ) throws(Failure) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw Failure("cannot open", path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw Failure("cannot examine", path, errno: errno)
        }
        guard !isSecret || status.st_mode & 0o077 == 0 else {
            throw Failure(
                "\(path): others may read or write it; run chmod 600 \(path)",
                exitCode: 77
            )
        }
        return try read(descriptor, path, limit)
    }

    private static func read(
        _ descriptor: Int32,
        _ path: String,
        _ limit: Int
    ) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            guard count >= 0 else { throw Failure("cannot read", path, errno: errno) }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else {
                throw Failure("\(path) is larger than \(limit) bytes", exitCode: 78)
            }
        }
    }

    /// Puts `bytes` in the file's place, wholly or not at all; durable when it returns.
    static func replace(
        _ path: String,
        with bytes: [UInt8],
        isSecret: Bool
    ) throws(Failure) {
        let aside = path + ".new"
        _ = unsafe unlink(aside)
        let mode: mode_t = isSecret ? 0o600 : 0o644
        let descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure("cannot make", aside, errno: errno) }
        var failure: Failure?
        let written = unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(descriptor, buffer.baseAddress, buffer.count)
        }
        if written != bytes.count {
            failure = Failure("cannot write", aside, errno: written < 0 ? errno : ENOSPC)
        } else if fsync(descriptor) != 0 {
            failure = Failure("cannot sync", aside, errno: errno)
        }
        close(descriptor)
        if let failure { throw failure }
        guard unsafe rename(aside, path) == 0 else {
            throw Failure("cannot make", path, errno: errno)
        }
        let end = path.lastIndex(of: "/")
        let directory = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let code = unsafe sg_sync_directory(directory)
        guard code == 0 else { throw Failure("cannot sync", directory, errno: -code) }
    }
}
