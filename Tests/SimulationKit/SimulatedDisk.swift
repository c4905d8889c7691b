public import WAL

/// A disk in memory that loses, tears and fails as its seed and its faults say.
///
/// Only what was synced survives `cutPower()`: of the rest any 512-byte sectors do, and of the
/// names changed in a directory a part from the first on. The same seed and the same calls give the
/// same disk. `@unchecked Sendable` is not needed: everything is behind one lock.
public final class SimulatedDisk: Disk {
    struct Names {
        /// Names that a power cut leaves for sure.
        var medium: [String: Int] = [:]
        var current: [String: Int] = [:]
        var changes: [NameChange] = []
    }

    enum NameChange {
        case set(String, Int)
        case remove(String)
        case rename(String, String)
    }

    struct State {
        var inodes: [Int: SimulatedInode] = [:]
        var names = Names()
        var directories: Set<String> = []
        var locked: Set<String> = []
        var nextInode = 1
        var operations = 0
        var reads = 0
        var faults = SimulatedFaults()
        var random: SeededRandom
        var isDead = false
        /// Files opened before a power cut are of no use after it.
        var boot = 0
    }

    let state: Locked<State>

    /// An empty disk.
    public init(seed: UInt64) {
        state = Locked(State(random: SeededRandom(seed: seed)))
    }

    /// What goes wrong from now on. Operations are counted from 1 again.
    public func setFaults(_ faults: SimulatedFaults) {
        state.withLock {
            $0.faults = faults
            $0.operations = 0
            $0.reads = 0
        }
    }

    /// Operations since `setFaults`.
    public var operations: Int { state.withLock { $0.operations } }
    /// Reads since `setFaults`.
    public var reads: Int { state.withLock { $0.reads } }
    /// All files together have so many bytes.
    public var bytes: UInt64 {
        state.withLock { UInt64($0.inodes.values.reduce(0) { $0 + $1.current.count }) }
    }
    /// The disk has crashed and does nothing until `cutPower` or `killProcess`.
    public var isDead: Bool { state.withLock { $0.isDead } }

    /// The machine loses its power and starts again.
    public func cutPower() {
        state.withLock { state in
            restart(&state)
            for inode in state.inodes.keys.sorted() {
                state.inodes[inode]?.cutPower(&state.random)
            }
            let kept = Int.random(in: 0...state.names.changes.count, using: &state.random)
            for change in state.names.changes.prefix(kept) {
                Self.apply(change, to: &state.names.medium)
            }
            state.names.changes = []
            state.names.current = state.names.medium
            state.faults = SimulatedFaults()
        }
    }

    /// The process is killed; what it wrote stays readable, but is no more durable than before.
    public func killProcess() {
        state.withLock { state in
            restart(&state)
            state.faults = SimulatedFaults()
        }
    }

    private func restart(_ state: inout State) {
        state.isDead = false
        state.boot += 1
        state.locked = []
    }

    /// Changes one bit on the medium.
    public func flipBit(_ path: String, byte: Int, bit: Int) {
        change(path) { $0[byte] ^= UInt8(1 << bit) }
    }

    /// Overwrites bytes on the medium.
    public func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) {
        change(path) { $0.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
    }

    /// The bytes that a reader sees; empty if there is no such file.
    public func contents(_ path: String) -> [UInt8] {
        state.withLock { state in
            state.names.current[path].flatMap { state.inodes[$0]?.current } ?? []
        }
    }

    /// Takes a file away, as a hand would that slips.
    public func lose(_ path: String) {
        state.withLock {
            $0.names.current[path] = nil
            $0.names.medium[path] = nil
        }
    }

    /// A copy of the disk as it is, with a life of its own.
    public func copy(seed: UInt64) -> SimulatedDisk {
        let twin = SimulatedDisk(seed: seed)
        let (inodes, names, directories, next) = state.withLock {
            ($0.inodes, $0.names, $0.directories, $0.nextInode)
        }
        twin.state.withLock {
            $0.inodes = inodes
            $0.names = names
            $0.directories = directories
            $0.nextInode = next
        }
        return twin
    }

    private func change(_ path: String, _ body: (inout [UInt8]) -> Void) {
        state.withLock { state in
            guard let inode = state.names.current[path] else { return }
            guard var file = state.inodes[inode] else { return }
            body(&file.current)
            body(&file.medium)
            state.inodes[inode] = file
        }
    }

    static func apply(_ change: NameChange, to names: inout [String: Int]) {
        switch change {
        case .set(let path, let inode): names[path] = inode
        case .remove(let path): names[path] = nil
        case .rename(let from, let to): names[to] = names.removeValue(forKey: from)
        }
    }
}
