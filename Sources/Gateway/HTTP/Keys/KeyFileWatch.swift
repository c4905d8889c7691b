import Glibc
package import Logging
import SeatGrid
import Synchronization

/// Loads a key file, and again when it has changed. A file that has become unreadable or wrong
/// leaves the keys as they were and says so: a slip of an editor must not lock everybody out.
package final class KeyFileWatch: Sendable {
    private struct Stamp: Equatable {
        var seconds = 0
        var nanoseconds = 0
        var size = 0
        var inode: UInt = 0
    }

    private let path: String
    private let ring: KeyRing
    private let logger: Logger
    private let stamp = Mutex(Stamp())

    /// Reads the file at once; throws if it can't be used.
    package init(path: String, ring: KeyRing, logger: Logger) throws(KeyFile.Failure) {
        self.path = path
        self.ring = ring
        self.logger = logger
        let lines = try KeyFile.read(path)
        ring.replace(with: lines)
        stamp.withLock { $0 = Self.examine(path) }
    }

    /// Looks whether the file has another time, size or inode; every few seconds, on any thread
    /// that may read a small file.
    package func check() {
        let now = Self.examine(path)
        let changed = stamp.withLock { stamp in
            defer { stamp = now }
            return stamp != now
        }
        if changed { reload() }
    }

    /// Reads the file again (SIGHUP).
    package func reload() {
        do {
            let lines = try KeyFile.read(path)
            ring.replace(with: lines)
            logger.info("keys reloaded", metadata: ["keys": "\(lines.count)"])
        } catch {
            logger.error("keys not reloaded", metadata: ["reason": "\(error)"])
        }
    }

    private static func examine(_ path: String) -> Stamp {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return Stamp() }
        return Stamp(
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec,
            size: status.st_size,
            inode: status.st_ino
        )
    }
}
