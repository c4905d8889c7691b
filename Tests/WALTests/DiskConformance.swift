import Glibc
import SimulationKit
import Testing
import WAL

/// One suite for both disks: what the log relies on must be so on the real one, and the simulated
/// one must not promise more.
@Suite struct DiskConformance {
    /// Which disk; the real one works in a directory of its own.
    enum Kind: CaseIterable { case real, simulated }

    /// A disk and an empty directory on it.
    final class Place {
        let disk: any Disk
        let directory: String

        init(_ kind: Kind) throws {
            switch kind {
            case .simulated:
                disk = SimulatedDisk(seed: 1)
                directory = "/place"
            case .real:
                disk = RealDisk()
                directory = try TemporaryDirectory.make()
            }
            try disk.makeDirectory(directory)
        }

        deinit { if disk is RealDisk { TemporaryDirectory.remove(directory) } }

        func file(_ name: String) -> String { directory + "/" + name }
    }

    private func block(_ fill: UInt8, _ blocks: Int = 1) -> [UInt8] {
        [UInt8](repeating: fill, count: 4096 * blocks)
    }

    @Test(arguments: Kind.allCases)
    func `what was written is read, also by another handle`(_ kind: Kind) throws {
        let place = try Place(kind)
        let file = try place.disk.open(place.file("a"), .create)
        try write(block(1, 3), to: file, at: 0)
        try write(block(2), to: file, at: 4096)
        try file.sync()
        let other = try place.disk.open(place.file("a"), .read)
        #expect(try other.size() == 3 * 4096)
        #expect(try read(other, 0, 3) == block(1) + block(2) + block(1))
    }

    @Test(arguments: Kind.allCases)
    func `a read past the end is short, one far past it empty`(_ kind: Kind) throws {
        let place = try Place(kind)
        let file = try place.disk.open(place.file("a"), .create)
        try write(block(1, 2), to: file, at: 0)
        #expect(try read(file, 1, 4).count == 4096)
        #expect(try read(file, 9, 1).isEmpty)
    }

    @Test(arguments: Kind.allCases)
    func `a hole and a longer size read as zeros`(_ kind: Kind) throws {
        let place = try Place(kind)
        let file = try place.disk.open(place.file("a"), .create)
        try write(block(1), to: file, at: 2 * 4096)
        #expect(try read(file, 0, 3) == block(0, 2) + block(1))
        try file.truncate(to: 4096)
        try file.truncate(to: 3 * 4096)
        #expect(try read(file, 0, 3) == block(0, 3))
    }

    @Test(arguments: Kind.allCases)
    func `a file that is not there is an error unless it is to be made`(_ kind: Kind) throws {
        let place = try Place(kind)
        for mode in [OpenMode.read, .write] {
            #expect(
                throws: DiskError(operation: .open, code: ENOENT, path: place.file("a"))
            ) { try place.disk.open(place.file("a"), mode) }
        }
        _ = try place.disk.open(place.file("a"), .create)
        _ = try place.disk.open(place.file("a"), .read)
    }

    @Test(arguments: Kind.allCases)
    func `a rename takes the place of what had the name`(_ kind: Kind) throws {
        let place = try Place(kind)
        try write(block(1), to: try place.disk.open(place.file("a"), .create), at: 0)
        try write(block(2), to: try place.disk.open(place.file("b"), .create), at: 0)
        try place.disk.rename(place.file("a"), to: place.file("b"))
        try place.disk.syncDirectory(place.directory)
        #expect(try place.disk.list(place.directory) == ["b"])
        #expect(try read(try place.disk.open(place.file("b"), .read), 0, 1) == block(1))
    }

    @Test(arguments: Kind.allCases)
    func `an open file outlives its name`(_ kind: Kind) throws {
        let place = try Place(kind)
        let file = try place.disk.open(place.file("a"), .create)
        try write(block(3), to: file, at: 0)
        try place.disk.remove(place.file("a"))
        #expect(try place.disk.list(place.directory).isEmpty)
        #expect(try read(file, 0, 1) == block(3))
    }

    @Test(arguments: Kind.allCases)
    func `a lock is had by one at a time`(_ kind: Kind) throws {
        let place = try Place(kind)
        let lock = try #require(try place.disk.lock(place.file("lock")))
        #expect(try place.disk.lock(place.file("lock")) == nil)
        lock.release()
        #expect(try place.disk.lock(place.file("lock")) != nil)
    }

    @Test(arguments: Kind.allCases)
    func `random bits differ`(_ kind: Kind) throws {
        let place = try Place(kind)
        #expect(Set((0..<100).map { _ in place.disk.randomBits() }).count == 100)
    }

    @Test(arguments: Kind.allCases)
    func `a log and its snapshots live on it`(_ kind: Kind) throws {
        let place = try Place(kind)
        let world = LogWorld(place.disk, directory: place.file("log"))
        for round in 0..<3 {
            if round > 0 { world.checkPrefix(try world.open(), "round") } else { try world.open() }
            for batch in 0..<8 { world.commit(1 + batch % 3, bytes: 300 * batch) }
            world.close()
        }
        let store = try SnapshotStore.open(directory: place.file("snap"), disk: place.disk)
        let slices = try store.write(
            shard: 7,
            position: LSN(rawValue: 5),
            epoch: 2,
            seq: 4,
            entries: [SnapshotEntry(key: [1], bytes: [1, 2, 3])]
        )
        let again = try SnapshotStore.open(directory: place.file("snap"), disk: place.disk)
        #expect(try again.read(#require(slices[[1]])) == [1, 2, 3])
    }

    private func write(_ bytes: [UInt8], to file: any DiskFile, at offset: UInt64) throws {
        let memory = Memory(bytes.count)
        unsafe memory.bytes.copyBytes(from: bytes)
        #expect(
            try unsafe file.write(UnsafeRawBufferPointer(memory.bytes), at: offset) == bytes.count
        )
    }

    private func read(_ file: any DiskFile, _ block: UInt64, _ blocks: Int) throws -> [UInt8] {
        let memory = Memory(blocks * 4096)
        let count = try unsafe file.read(into: memory.bytes, at: block * 4096)
        return unsafe [UInt8](memory.bytes[..<count])
    }
}

/// Aligned memory, for O_DIRECT.
@safe final class Memory {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ count: Int) {
        unsafe bytes = .allocate(byteCount: count, alignment: 4096)
    }

    deinit { unsafe bytes.deallocate() }
}
