import Glibc
import SimulationKit
import Testing
import WAL

/// Snapshots: two kept, the newest good one serves, nothing half-written ever does.
@Suite struct SnapshotTests {
    private let disk = SimulatedDisk(seed: 4)

    private func value(_ key: Int, _ round: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(round), count: 10 + key * 7)
    }

    private func entries(_ round: Int, _ count: Int = 5) -> [SnapshotEntry] {
        (0..<count).map { SnapshotEntry(key: [1, UInt8($0)], bytes: value($0, round)) }
    }

    @discardableResult
    private func write(_ store: SnapshotStore, _ round: Int, shard: UInt16 = 3) throws(LogError)
        -> [[UInt8]: SnapshotSlice]
    {
        try store.write(
            shard: shard,
            position: LSN(rawValue: UInt64(round * 10)),
            epoch: 1,
            seq: UInt64(round),
            entries: entries(round)
        )
    }

    private func state(_ store: SnapshotStore, shard: UInt16 = 3) throws(LogError) -> [[UInt8]] {
        var values: [[UInt8]] = []
        try unsafe store.forEachEntry(shard) { _, _, bytes in
            values.append(unsafe [UInt8](bytes))
        }
        return values
    }

    private func state(of round: Int) -> [[UInt8]] { (0..<5).map { value($0, round) } }

    private func files(_ disk: SimulatedDisk) throws -> [String] {
        try disk.list("/snap").filter { $0.hasSuffix(".snap") }.sorted()
    }

    @Test func `an empty store has nothing`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        #expect(store.shards().isEmpty)
        #expect(store.replayFrom(shards: [3]) == .zero)
        #expect(store.mustReach == .zero)
    }

    @Test func `what was written is read again after a power cut`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        let slices = try write(store, 1)
        #expect(try store.read(#require(slices[[1, 2]])) == value(2, 1))
        disk.cutPower()
        let again = try SnapshotStore.open(directory: "/snap", disk: disk)
        #expect(again.shards() == [3])
        #expect(again.position(3).rawValue == 10)
        #expect(again.newest(3)?.seq == 1)
        #expect(try state(again) == state(of: 1))
        #expect(try again.entries(3) == slices)
    }

    @Test func `two are kept, and the log is covered by the older`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        for round in 1...4 { try write(store, round) }
        #expect(try files(disk).count == 2)
        #expect(store.coveredBy([3]).rawValue == 30)
        #expect(store.coveredBy([3, 7]) == .zero)
        #expect(store.replayFrom(shards: [3]).rawValue == 40)
        #expect(store.mustReach.rawValue == 40)
    }

    @Test func `a bad newest gives way to the one before`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        try write(store, 1)
        try write(store, 2)
        let newest = try #require(store.newest(3)).path
        disk.flipBit(newest, byte: 4096 + 40, bit: 2)
        let again = try SnapshotStore.open(directory: "/snap", disk: disk)
        #expect(again.rejected.count == 1)
        #expect(again.position(3).rawValue == 10)
        #expect(again.mustReach.rawValue == 20)
        #expect(try state(again) == state(of: 1))
        #expect(try files(disk).count == 2, "opening changes nothing")
        try write(again, 3)
        #expect(try files(disk).count == 2)
        #expect(try disk.list("/snap/quarantine").count == 1)
        #expect(again.newest(3)?.generation == 3)
    }

    @Test func `if both are bad it does not start`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        try write(store, 1)
        try write(store, 2)
        for file in try files(disk) { disk.flipBit("/snap/" + file, byte: 13, bit: 0) }
        #expect(throws: LogError.self) {
            try SnapshotStore.open(directory: "/snap", disk: disk)
        }
    }

    @Test func `unchanged values are carried over`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        let old = try write(store, 1)
        let carried = try store.write(
            shard: 3,
            position: LSN(rawValue: 20),
            epoch: 1,
            seq: 2,
            entries: [
                SnapshotEntry(key: [1, 0], carried: try #require(old[[1, 0]])),
                SnapshotEntry(key: [1, 1], bytes: [9, 9]),
            ]
        )
        #expect(try store.read(#require(carried[[1, 0]])) == value(0, 1))
        #expect(try store.read(#require(carried[[1, 1]])) == [9, 9])
        #expect(try store.read(#require(old[[1, 0]])) == value(0, 1))
        try write(store, 3)
        #expect(throws: LogError.self) { try store.read(#require(old[[1, 0]])) }
    }

    @Test func `large values and many entries come back`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        let big = (0..<3).map { [UInt8](repeating: UInt8($0), count: 1_500_000 + $0) }
        let slices = try store.write(
            shard: 0,
            position: LSN(rawValue: 1),
            epoch: 1,
            seq: 1,
            entries: big.enumerated().map {
                SnapshotEntry(key: [UInt8($0.offset)], bytes: $0.element)
            }
        )
        disk.cutPower()
        let again = try SnapshotStore.open(directory: "/snap", disk: disk)
        let found = try state(again, shard: 0)
        for index in 0..<3 {
            #expect(found[index].count == big[index].count && found[index].last == UInt8(index))
            let value = try again.read(#require(slices[[UInt8(index)]]))
            #expect(value.count == big[index].count)
        }
    }

    @Test func `a crash at any operation leaves the newest whole one`() throws {
        let probe = SimulatedDisk(seed: 1)
        let store = try SnapshotStore.open(directory: "/snap", disk: probe)
        for round in 1...3 { try write(store, round) }
        for operation in 1...probe.operations {
            for seed in 0..<4 as Range<UInt64> {
                let disk = SimulatedDisk(seed: seed)
                var faults = SimulatedFaults()
                faults.crashAt = operation
                faults.hasShortWrites = true
                disk.setFaults(faults)
                var done = 0
                do throws(LogError) {
                    let store = try SnapshotStore.open(directory: "/snap", disk: disk)
                    for round in 1...3 {
                        try write(store, round)
                        done = round
                    }
                } catch { #expect(error.isDiskFailure) }
                disk.cutPower()
                let again = try SnapshotStore.open(directory: "/snap", disk: disk)
                let found = Int(again.position(3).rawValue) / 10
                #expect(found >= done, "operation \(operation), seed \(seed)")
                if found > 0 { #expect(try state(again) == state(of: found)) }
                #expect(again.rejected.isEmpty)
            }
        }
    }

    @Test(arguments: [EIO, ENOSPC])
    func `a failure of any operation never leaves a bad one`(_ code: Int32) throws {
        let probe = SimulatedDisk(seed: 1)
        let store = try SnapshotStore.open(directory: "/snap", disk: probe)
        for round in 1...3 { try write(store, round) }
        for operation in 1...probe.operations {
            let disk = SimulatedDisk(seed: UInt64(operation))
            var faults = SimulatedFaults()
            faults.failures[operation] = code
            disk.setFaults(faults)
            var done = 0
            do throws(LogError) {
                let store = try SnapshotStore.open(directory: "/snap", disk: disk)
                for round in 1...3 {
                    try write(store, round)
                    done = round
                }
            } catch { #expect(error.exitCode == (code == EIO ? 71 : error.exitCode)) }
            disk.cutPower()
            let again = try SnapshotStore.open(directory: "/snap", disk: disk)
            let found = Int(again.position(3).rawValue) / 10
            #expect(found >= done, "operation \(operation)")
            if found > 0 { #expect(try state(again) == state(of: found)) }
        }
    }

    @Test func `every flipped bit of the newest is found or does no harm`() throws {
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        try write(store, 1)
        try write(store, 2)
        let path = try #require(store.newest(3)).path
        let bytes = disk.contents(path)
        var rejected = 0
        for byte in bytes.indices where bytes[byte] != 0 || byte % 17 == 0 {
            let twin = disk.copy(seed: 1)
            twin.flipBit(path, byte: byte, bit: byte % 8)
            do throws(LogError) {
                let again = try SnapshotStore.open(directory: "/snap", disk: twin)
                let round = Int(again.position(3).rawValue) / 10
                #expect(try state(again) == state(of: round), "byte \(byte)")
                rejected += again.rejected.count
            } catch {
                #expect(error.exitCode == 78, "byte \(byte): \(error)")
            }
        }
        #expect(rejected > 200)
    }
}
