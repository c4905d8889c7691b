import Glibc
import WAL

/// An open file of a simulated disk. After a power cut it is of no use.
final class SimulatedFile: DiskFile {
    let path: String
    private let disk: SimulatedDisk
    private let inode: Int
    private let boot: Int

    init(disk: SimulatedDisk, path: String, inode: Int, boot: Int) {
        self.disk = disk
        self.path = path
        self.inode = inode
        self.boot = boot
    }

    func size() throws(DiskError) -> UInt64 {
        try disk.read(.read, path) { state in UInt64(state.inodes[inode]?.current.count ?? 0) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DiskError)
        -> Int
    {
        checkAlignment(Int(bitPattern: buffer.baseAddress), buffer.count, offset)
        return try disk.read(.read, path) { state in
            let bytes = state.inodes[inode]?.current ?? []
            let start = min(Int(offset), bytes.count)
            let end = min(start + buffer.count, bytes.count)
            unsafe bytes.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = buffer.baseAddress else { return }
                unsafe to.copyMemory(from: from + start, byteCount: end - start)
            }
            return end - start
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DiskError) -> Int {
        checkAlignment(Int(bitPattern: bytes.baseAddress), bytes.count, offset)
        let all = unsafe [UInt8](bytes)
        let count = try disk.act(
            .write,
            path,
            partial: { state in self.write(all, offset, &state) },
            { state -> Int? in
                guard state.boot == boot else { return nil }
                var count = all.count
                if state.faults.hasShortWrites, count > Self.block {
                    let blocks = count / Self.block
                    count = Int.random(in: 1...blocks, using: &state.random) * Self.block
                }
                if let capacity = state.faults.capacity {
                    let used = state.inodes.values.reduce(0) { $0 + $1.current.count }
                    let grown = max(
                        0,
                        Int(offset) + count - (state.inodes[inode]?.current.count ?? 0)
                    )
                    if used + grown > Int(capacity) { return nil }
                }
                write(Array(all[..<count]), offset, &state)
                return count
            }
        )
        guard let count else { throw DiskError(operation: .write, code: ENOSPC, path: path) }
        return count
    }

    func sync() throws(DiskError) {
        try disk.act(
            .sync,
            path,
            partial: { [inode] state in
                if !state.isDead { state.inodes[inode]?.failSync(&state.random) }
            },
            { state in state.inodes[inode]?.sync() }
        )
    }

    func truncate(to size: UInt64) throws(DiskError) {
        try disk.act(.truncate, path) { state in state.inodes[inode]?.resize(to: Int(size)) }
    }

    func close() {}

    private static let block = 4096

    private func write(_ bytes: [UInt8], _ offset: UInt64, _ state: inout SimulatedDisk.State) {
        state.inodes[inode]?.write(bytes, at: Int(offset))
    }

    /// O_DIRECT would refuse anything else.
    private func checkAlignment(_ address: Int, _ count: Int, _ offset: UInt64) {
        precondition(
            address % Self.block == 0 && count % Self.block == 0 && offset % 4096 == 0,
            "unaligned: address \(address), count \(count), offset \(offset)"
        )
    }
}

/// A lock on a simulated disk; a restart gives it up.
final class SimulatedLock: DiskLock {
    private let disk: SimulatedDisk
    private let path: String
    private let boot: Int

    init(disk: SimulatedDisk, path: String, boot: Int) {
        self.disk = disk
        self.path = path
        self.boot = boot
    }

    func release() {
        disk.state.withLock { state in
            if state.boot == boot { state.locked.remove(path) }
        }
    }
}
