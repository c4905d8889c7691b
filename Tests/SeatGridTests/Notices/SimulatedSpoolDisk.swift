import WAL

@testable import SeatGrid

/// A disk in memory that fails at an operation of the test's choice, and forgets what was not
/// synced when its power is cut.
///
/// Names change in order, as a journalling file system has it: after a power cut a prefix of the
/// changes since the last sync is there. Bytes that were only appended may be torn.
final class SimulatedSpoolDisk: SpoolDisk {
    private final class File {
        var bytes: [UInt8]
        /// How many of the bytes survive for sure.
        var synced: Int
        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            synced = bytes.count
        }
    }

    private enum Change {
        case link(String, File)
        case unlink(String)
        case rename(String, String)
        case make(String)
        case unmake(String)
    }

    private struct Names {
        var files: [String: File] = [:]
        var directories: Set<String> = []

        mutating func apply(_ change: Change) {
            switch change {
            case .link(let path, let file): files[path] = file
            case .unlink(let path): files[path] = nil
            case .rename(let from, let to): files[to] = files.removeValue(forKey: from)
            case .make(let path): directories.insert(path)
            case .unmake(let path): directories.remove(path)
            }
        }
    }

    private struct State: @unchecked Sendable {  // Touched under the lock only.
        var now = Names()
        var durable = Names()
        var pending: [Change] = []
        var locks: Set<String> = []
        var operations = 0
        var failsAt = Int.max
        var failsOnceAt = Int.max
        var fullAt: Int?
        var listed = 0
    }

    private let state = Locked(State())

    /// So many operations from now the process dies: that one and all later ones fail.
    func die(after count: Int) { state.withLock { $0.failsAt = $0.operations + count } }

    /// So many operations from now one fails, for want of room, and no other.
    func failOnce(after count: Int) {
        state.withLock { $0.failsOnceAt = $0.operations + count }
    }

    /// Whether it has died.
    var isDead: Bool { state.withLock { $0.operations >= $0.failsAt } }

    /// From now on there is no room for new bytes and directories, or there is again.
    func setFull(_ isFull: Bool) { state.withLock { $0.fullAt = isFull ? 0 : nil } }

    /// Names that were returned by `list` so far.
    var listed: Int { state.withLock { $0.listed } }

    /// The process starts again: its locks are gone. If power was cut, so is what was not synced.
    func reboot(powerCut: Bool, using random: inout SplitMix) {
        let dice = random.next()
        random = SplitMix(seed: dice)
        var local = random
        state.withLock { state in
            state.failsAt = .max
            state.locks = []
            guard powerCut else { return }
            let kept = Int(local.next() % UInt64(state.pending.count + 1))
            for change in state.pending.prefix(kept) { state.durable.apply(change) }
            for file in state.durable.files.values where file.bytes.count > file.synced {
                let extra = UInt64(file.bytes.count - file.synced + 1)
                file.bytes.removeLast(Int(local.next() % extra))
                file.synced = file.bytes.count
            }
            state.now = state.durable
            state.pending = []
        }
    }

    /// All files below `root` but the locks, for looking at.
    func files(below root: String) -> [String: [UInt8]] {
        state.withLock { state in
            state.now.files.filter { $0.key.hasPrefix(root + "/") }.mapValues(\.bytes)
        }
    }

    private func change<Result>(
        _ what: String,
        needsRoom: Bool = false,
        _ body: (inout State) throws(SpoolError) -> Result
    ) throws(SpoolError) -> Result {
        try state.withLock { (state) throws(SpoolError) in
            state.operations += 1
            if state.operations >= state.failsAt { throw SpoolError(.failed, "dead: \(what)") }
            if state.operations == state.failsOnceAt {
                throw SpoolError(.full, "full once: \(what)")
            }
            if needsRoom, state.fullAt != nil { throw SpoolError(.full, "full: \(what)") }
            return try body(&state)
        }
    }

    private static func parent(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private static func note(_ change: Change, _ state: inout State) {
        state.now.apply(change)
        state.pending.append(change)
    }

    func makeDirectory(_ path: String) throws(SpoolError) {
        if state.withLock({ $0.now.directories.contains(path) }) { return }
        try change("mkdir \(path)", needsRoom: true) { state in
            Self.note(.make(path), &state)
        }
    }

    func removeDirectory(_ path: String) throws(SpoolError) -> Bool {
        try change("rmdir \(path)") { state in
            guard state.now.directories.contains(path),
                !state.now.files.keys.contains(where: { Self.parent($0) == path })
            else { return false }
            Self.note(.unmake(path), &state)
            return true
        }
    }

    func list(_ path: String) throws(SpoolError) -> [String]? {
        try change("list \(path)") { state in
            guard state.now.directories.contains(path) else { return nil }
            let all =
                state.now.files.keys.filter { Self.parent($0) == path }
                + state.now.directories.filter { Self.parent($0) == path }
            state.listed += all.count
            return all.map { String($0.dropFirst(path.utf8.count + 1)) }
        }
    }

    func create(_ path: String, _ bytes: [UInt8]) throws(SpoolError) {
        try change("create \(path)", needsRoom: true) { (state) throws(SpoolError) in
            guard state.now.directories.contains(Self.parent(path)) else {
                throw SpoolError(.failed, "no directory for \(path)")
            }
            Self.note(.link(path, File(bytes)), &state)
        }
    }

    func append(_ path: String, _ bytes: [UInt8]) throws(SpoolError) -> Bool {
        try change("append \(path)", needsRoom: true) { state in
            guard let file = state.now.files[path] else { return false }
            file.bytes += bytes
            return true
        }
    }

    func overwrite(_ path: String, at offset: Int, _ bytes: [UInt8]) throws(SpoolError) {
        try change("overwrite \(path)") { (state) throws(SpoolError) in
            guard let file = state.now.files[path], offset + bytes.count <= file.bytes.count else {
                throw SpoolError(.failed, "\(path) is too short")
            }
            file.bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
    }

    func read(_ path: String, from offset: Int) throws(SpoolError) -> [UInt8]? {
        try change("read \(path)") { state in
            state.now.files[path].map { Array($0.bytes.dropFirst(offset)) }
        }
    }

    func rename(_ from: String, to: String) throws(SpoolError) -> Bool {
        try change("rename \(from)") { state in
            guard state.now.files[from] != nil,
                state.now.directories.contains(Self.parent(to))
            else { return false }
            Self.note(.rename(from, to), &state)
            return true
        }
    }

    func remove(_ path: String) throws(SpoolError) -> Bool {
        try change("remove \(path)") { state in
            guard state.now.files[path] != nil else { return false }
            Self.note(.unlink(path), &state)
            return true
        }
    }

    func exists(_ path: String) throws(SpoolError) -> Bool {
        try change("exists \(path)") { state in state.now.files[path] != nil }
    }

    func syncDirectory(_ path: String) throws(SpoolError) {
        try change("sync \(path)") { state in
            for change in state.pending { state.durable.apply(change) }
            state.pending = []
        }
    }

    func lock(_ path: String) throws(SpoolError) -> (any SpoolLock)? {
        try change("lock \(path)") { state in
            state.locks.insert(path).inserted ? Lock(self, path) : nil
        }
    }

    private final class Lock: SpoolLock {
        private let disk: SimulatedSpoolDisk
        private let path: String

        init(_ disk: SimulatedSpoolDisk, _ path: String) {
            self.disk = disk
            self.path = path
        }

        func release() { disk.state.withLock { _ = $0.locks.remove(path) } }
    }
}
