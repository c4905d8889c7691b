internal import Glibc

/// A disk operation that failed.
public struct DiskError: Error, Hashable, Sendable {
    /// What was being done.
    public enum Operation: String, Hashable, Sendable {
        /// Making or opening a file.
        case open
        /// Reading from a file.
        case read
        /// Writing to a file.
        case write
        /// Putting a file on stable storage.
        case sync
        /// Changing a file's size.
        case truncate
        /// Changing a file's name.
        case rename
        /// Removing a file.
        case remove
        /// Listing or making a directory.
        case directory
        /// Putting a directory's names on stable storage.
        case syncDirectory
        /// Taking the lock.
        case lock
    }

    /// What was being done.
    public let operation: Operation
    /// The errno.
    public let code: Int32
    /// To which file.
    public let path: String

    /// The failure `code` of `operation` on `path`.
    public init(operation: Operation, code: Int32, path: String) {
        self.operation = operation
        self.code = code
        self.path = path
    }

    /// There is no room.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }
}

extension DiskError: CustomStringConvertible {
    /// The operation, the file and the system's words.
    public var description: String {
        let words = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error"
        return "\(operation.rawValue) of \(path): \(words) (errno \(code))"
    }
}
