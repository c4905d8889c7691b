import SimulationKit
import Testing
import WAL

/// The recovery table of docs/FORMAT.md, a test a row.
@Suite struct RecoveryTests {
    private let disk = SimulatedDisk(seed: 1)
    private let first = "/log/segment-0000000000000001.log"
    private let second = "/log/segment-0000000000000002.log"

    private func written(batches: Int = 4, sealed: Bool = true) throws -> LogWorld {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<batches { world.commit() }
        if sealed { world.seal() }
        disk.cutPower()
        world.abandon()
        return world
    }

    /// Batches of 2 small records take a block each; the first stands in block 2.
    private func block(_ batch: Int) -> Int { (1 + batch) * 4096 }

    private func refusal(_ world: LogWorld) -> DamageReport? {
        do throws(LogError) {
            try world.open()
            return nil
        } catch { return error.damage }
    }

    @Test func `an empty directory is a new log`() throws {
        let world = LogWorld(disk)
        #expect(try world.open().isEmpty)
        #expect(world.append().rawValue == 1)
        #expect(world.journal?.durable == .zero)
    }

    @Test func `a clean end starts and goes on numbering`() throws {
        let world = try written()
        world.checkPrefix(try world.open(), "clean")
        #expect(world.journal?.recovery.cut == nil)
        #expect(world.append().rawValue == 9)
    }

    @Test func `a torn last batch is copied to the quarantine and cut`() throws {
        let world = try written(batches: 4, sealed: false)
        let before = disk.contents(first)
        disk.flipBit(first, byte: block(4) + 80, bit: 3)
        #expect(try world.open().count == 6)
        let cut = try #require(world.journal?.recovery.cut)
        #expect(cut.offset == UInt64(block(4)))
        #expect(cut.bytes == 4096)
        #expect(disk.contents(cut.quarantined).count == 4096)
        #expect(disk.contents(cut.quarantined)[0] == before[block(4)])
        #expect(disk.contents(first).count == block(4))
        world.close()
        #expect(try LogWorld(disk).open().count == 6)
    }

    @Test func `garbage after the end is cut too`() throws {
        let world = try written()
        disk.overwrite(first, at: block(6) + 100, with: [1, 2, 3])
        world.checkPrefix(try world.open(), "garbage")
        #expect(world.journal?.recovery.cut != nil)
    }

    @Test func `a bad batch before a valid one is refused and counted`() throws {
        let world = try written()
        disk.flipBit(first, byte: block(2) + 70, bit: 0)
        let report = try #require(refusal(world))
        #expect(report.findings.first?.kind == .badBatch)
        #expect(report.goodUpTo.rawValue == 2)
        #expect(report.readable == [RecordType(rawValue: 1): 4])
        #expect(report.unreadable == 2)
        #expect(report.lost == 6)
    }

    @Test func `the records past a damage are shown`() throws {
        let world = try written()
        disk.flipBit(first, byte: block(2) + 70, bit: 0)
        var lost: [UInt64] = []
        #expect(throws: LogError.self) {
            _ = try Journal.open(
                world.options,
                disk: disk,
                onLost: { record in lost.append(record.lsn.rawValue) },
                replay: { _ in }
            )
        }
        #expect(lost == [5, 6, 7, 8])
    }

    @Test func `an acknowledged last batch that is damaged is refused once it is sealed`() throws {
        let world = try written()
        disk.flipBit(first, byte: block(4) + 70, bit: 0)
        let report = try #require(refusal(world))
        #expect(report.goodUpTo.rawValue == 6)
        #expect(report.unreadable == 2)
    }

    @Test func `a batch that became zeros is refused`() throws {
        let world = try written()
        disk.overwrite(first, at: block(3), with: [UInt8](repeating: 0, count: 4096))
        #expect(refusal(world)?.findings.first?.kind == .badBatch)
    }

    @Test func `a batch of an earlier time in the place of another is refused`() throws {
        let world = try written()
        let old = Array(disk.contents(first)[block(1)..<block(2)])
        disk.overwrite(first, at: block(3), with: old)
        #expect(refusal(world)?.findings.first?.kind == .brokenChain)
    }

    @Test func `two batches that changed places are refused`() throws {
        let world = try written()
        let bytes = disk.contents(first)
        disk.overwrite(first, at: block(2), with: Array(bytes[block(3)..<block(4)]))
        disk.overwrite(first, at: block(3), with: Array(bytes[block(2)..<block(3)]))
        #expect(refusal(world)?.findings.first?.kind == .brokenChain)
    }

    @Test func `a missing segment is refused`() throws {
        let world = try written(batches: 20)
        #expect(!disk.contents("/log/segment-0000000000000003.log").isEmpty)
        disk.lose(second)
        #expect(refusal(world)?.findings.first?.kind == .missingSegment)
    }

    @Test func `a missing first segment is refused unless snapshots are past it`() throws {
        let world = try written(batches: 20)
        disk.lose(first)
        #expect(refusal(world)?.findings.first?.kind == .missingSegment)
        world.options.replayFrom = LSN(rawValue: 12)
        #expect(try world.open().count == 28)
    }

    @Test func `a missing last segment is refused if a snapshot has seen it`() throws {
        let world = try written(batches: 20)
        disk.lose("/log/segment-0000000000000004.log")
        disk.lose("/log/segment-0000000000000003.log")
        world.options.mustReach = LSN(rawValue: 40)
        #expect(refusal(world)?.findings.first?.kind == .cutShort)
    }

    @Test func `a segment whose end is lost is refused by the next one`() throws {
        let world = try written(batches: 20)
        disk.overwrite(first, at: block(6), with: [UInt8](repeating: 0, count: 4096))
        #expect(refusal(world)?.findings.first?.kind == .badBatch)
    }

    @Test func `a last segment that was truncated is refused`() throws {
        let world = try written()
        let file = try disk.open(first, .write)
        try file.truncate(to: UInt64(block(3)))
        try file.sync()
        #expect(refusal(world)?.findings.first?.kind == .cutShort)
    }

    @Test func `one bad copy of a header is noted, two are refused`() throws {
        let world = try written()
        disk.flipBit(first, byte: 20, bit: 1)
        try world.open()
        #expect(world.journal?.recovery.notes.first?.kind == .halfHeader)
        world.close()
        disk.flipBit(first, byte: 4096 + 20, bit: 1)
        #expect(refusal(world)?.findings.first?.kind == .badHeader)
    }

    @Test func `a later format version is refused by name`() throws {
        let world = try written()
        for copy in [0, 4096] { disk.overwrite(first, at: copy, with: laterVersion(copy)) }
        #expect(throws: LogError.unknownVersion(path: first, version: 2)) { try world.open() }
    }

    private func laterVersion(_ copy: Int) -> [UInt8] {
        var bytes = Array(disk.contents(first)[copy..<copy + 128])
        bytes[12] = 2
        let crc = unsafe bytes.withUnsafeBytes { unsafe Checksum.of($0, from: 12) }
        for place in 0..<4 { bytes[8 + place] = UInt8(truncatingIfNeeded: crc >> (8 * place)) }
        return bytes
    }

    @Test func `a second process is refused`() throws {
        let world = LogWorld(disk)
        try world.open()
        #expect(throws: LogError.locked(path: "/log")) { try LogWorld(disk).open() }
        world.close()
        try LogWorld(disk).open()
    }

    @Test func `a record that the reader refuses stops the start`() throws {
        let world = try written()
        struct Unknown: Error {}
        #expect(throws: LogError.rejected(lsn: LSN(rawValue: 3), reason: "Unknown()")) {
            _ = try Journal.open(world.options, disk: disk) { record in
                if record.lsn.rawValue == 3 { throw Unknown() }
            }
        }
    }

    @Test func `only records after the snapshots are replayed`() throws {
        let world = try written(batches: 20)
        world.options.replayFrom = LSN(rawValue: 33)
        #expect(try world.open() == Array(world.appended[33...]))
        #expect(world.append().rawValue == 41)
    }

    @Test func `what a killed process had not synced is durable once it was replayed`() throws {
        let world = LogWorld(disk)
        try world.open()
        world.commit()
        var faults = SimulatedFaults()
        faults.crashAt = 2
        disk.setFaults(faults)
        world.commit()
        disk.killProcess()
        world.abandon()
        let found = try world.open()
        #expect(found.count == 4)
        disk.cutPower()
        world.abandon()
        #expect(try world.open().count == 4)
    }
}
