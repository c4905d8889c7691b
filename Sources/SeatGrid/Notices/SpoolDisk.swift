/// What the spool needs of a disk: whole small files, names and one lock a worker.
///
/// The real one is the gateway's `RealSpoolDisk`; a simulated one in the tests crashes at any
/// operation and forgets what was not synced. All calls block.
package protocol SpoolDisk: Sendable {
    /// Makes a directory unless it is there.
    func makeDirectory(_ path: String) throws(SpoolError)
    /// Removes a directory; false if it is not empty or not there.
    func removeDirectory(_ path: String) throws(SpoolError) -> Bool
    /// The names in a directory, in no order; nil if there is none.
    func list(_ path: String) throws(SpoolError) -> [String]?
    /// Makes a file (in the place of one of that name) and returns when its bytes are on stable
    /// storage; its name is so after `syncDirectory`. A failure leaves no file.
    func create(_ path: String, _ bytes: [UInt8]) throws(SpoolError)
    /// Adds to a file's end, without a sync; false if there is no such file.
    func append(_ path: String, _ bytes: [UInt8]) throws(SpoolError) -> Bool
    /// Writes into a file that is long enough, and returns when it is on stable storage.
    func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(SpoolError)
    /// The file's bytes from `offset` on; nil if there is no such file.
    func read(_ path: String, from offset: Int) throws(SpoolError) -> [UInt8]?
    /// Gives a file another name at once, in the place of whatever had it; false if a directory or
    /// the file is not there.
    func rename(_ from: String, to: String) throws(SpoolError) -> Bool
    /// Removes a file; false if it was not there.
    func remove(_ path: String) throws(SpoolError) -> Bool
    /// Whether there is such a file.
    func exists(_ path: String) throws(SpoolError) -> Bool
    /// Returns when all names made, changed and removed in the directory are on stable storage.
    func syncDirectory(_ path: String) throws(SpoolError)
    /// Takes the file's exclusive lock until the result is given up; nil if another has it.
    func lock(_ path: String) throws(SpoolError) -> (any SpoolLock)?
}

extension SpoolDisk {
    /// Removes a file whose bytes are not to stay anywhere: zeros are in their place first, on
    /// stable storage. False if it was not there. Nobody else may move it meanwhile.
    func wipe(_ path: String) throws(SpoolError) -> Bool {
        guard let bytes = try read(path, from: 0) else { return false }
        if !bytes.isEmpty {
            try overwrite(path, at: 0, [UInt8](repeating: 0, count: bytes.count))
        }
        return try remove(path)
    }

    /// Gives a file another name in a directory that is made if need be; false if the file is not
    /// there.
    func move(
        _ path: String,
        into directory: String,
        as name: String
    ) throws(SpoolError) -> Bool {
        for _ in 0..<8 {
            try makeDirectory(directory)
            if try rename(path, to: directory + "/" + name) { return true }
            guard try exists(path) else { return false }
            // Somebody has removed the directory, which was empty, in between.
        }
        throw SpoolError(.failed, "\(directory) vanishes as soon as it is made")
    }
}

/// A lock that is held, until `release` or the end of the process.
package protocol SpoolLock: AnyObject, Sendable {
    /// Gives the lock up; idempotent.
    func release()
}

/// A disk operation of the spool that failed.
package struct SpoolError: Error, Equatable, CustomStringConvertible {
    /// What a caller may do about it.
    package enum Kind: Sendable {
        /// There is no room; it may work later.
        case full
        /// Another process has what was asked for.
        case busy
        case failed
    }

    package let kind: Kind
    /// What was done, to which file, and what the system said. Paths are not personal.
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
