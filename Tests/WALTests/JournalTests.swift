import Glibc
import SimulationKit
import Testing
import WAL

/// Group commit, rolling, history, retention and a full disk, moved on by hand.
@Suite struct JournalTests {
    private let disk = SimulatedDisk(seed: 8)

    private func segments() throws -> [String] {
        try disk.list("/log").filter { $0.hasPrefix("segment") }.sorted()
    }

    @Test func `what gathers is one batch and one sync`() throws {
        let world = LogWorld(disk)
        try world.open()
        world.journal?.prepare()
        for _ in 0..<10 { world.append() }
        #expect(world.journal?.durable == .zero)
        #expect(world.journal?.end.rawValue == 10)
        disk.setFaults(SimulatedFaults())
        world.journal?.step()
        #expect(disk.operations == 2)
        #expect(world.journal?.durable.rawValue == 10)
        #expect(world.journal?.step() == false)
    }

    @Test func `listeners hear of each durable batch`() throws {
        let world = LogWorld(disk)
        try world.open()
        let heard = Locked<[UInt64]>([])
        world.journal?.onDurable { lsn in heard.withLock { $0.append(lsn.rawValue) } }
        world.commit(3)
        world.commit(2)
        world.seal()
        #expect(heard.withLock { $0 } == [3, 5])
    }

    @Test func `a full gathering buffer is written before more is taken`() throws {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<40 { world.append(bytes: 1000) }
        #expect((world.journal?.durable.rawValue ?? 0) > 20)
        world.close()
        #expect(try world.open() == world.appended)
    }

    @Test func `records fill segments and come back in order`() throws {
        let world = LogWorld(disk)
        try world.open()
        for batch in 0..<60 { world.commit(1 + batch % 4, bytes: 100 + 700 * (batch % 5)) }
        #expect(try segments().count > 4)
        world.close()
        #expect(try world.open() == world.appended)
    }

    @Test func `sealing twice writes once`() throws {
        let world = LogWorld(disk)
        try world.open()
        world.commit()
        disk.setFaults(SimulatedFaults())
        world.seal()
        world.seal()
        #expect(disk.operations == 2)
    }

    @Test func `history is read from any record while more is appended`() throws {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<30 { world.commit(3) }
        world.append()
        for from in [1, 2, 17, 18, 19, 55, 90] {
            var found: [[UInt8]] = []
            try world.journal?.read(from: LSN(rawValue: UInt64(from))) { record in
                #expect(record.lsn.rawValue == UInt64(from + found.count))
                found.append(record.copyPayload())
                return true
            }
            #expect(found == Array(world.appended[(from - 1)..<90]), "from \(from)")
        }
        var count = 0
        try world.journal?.read(from: LSN(rawValue: 5)) { _ in
            count += 1
            return count < 7
        }
        #expect(count == 7)
        try world.journal?.read(from: LSN(rawValue: 91)) { _ in
            Issue.record("not durable yet")
            return false
        }
    }

    @Test func `reading on from a bookmark gives the same records`() throws {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<80 { world.commit(3, bytes: 400) }
        let journal = try #require(world.journal)
        var found: [[UInt8]] = []
        var bookmark: LogBookmark?
        while found.count < world.appended.count {
            var left = 7
            let from = LSN(rawValue: UInt64(found.count) + 1)
            try journal.read(from: from, bookmark: &bookmark) { record in
                guard left > 0 else { return false }
                left -= 1
                found.append(record.copyPayload())
                return true
            }
        }
        #expect(found == world.appended)
        #expect(try segments().count > 2)
        // What is said of a bookmark elsewhere is passed over.
        var later = bookmark
        var again: [[UInt8]] = []
        try journal.read(from: LSN(rawValue: 1), bookmark: &later) { record in
            again.append(record.copyPayload())
            return true
        }
        #expect(again == world.appended)
    }

    @Test func `reading on from a bookmark does not look at what was read before it`() throws {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<3 { world.commit() }
        let journal = try #require(world.journal)
        var bookmark: LogBookmark?
        try journal.read(from: LSN(rawValue: 1), bookmark: &bookmark) { _ in true }
        // The header of the segment's first batch.
        disk.flipBit("/log/segment-0000000000000001.log", byte: 2 * 4096 + 9, bit: 1)
        world.commit()
        var found: [[UInt8]] = []
        try journal.read(from: LSN(rawValue: 7), bookmark: &bookmark) { record in
            found.append(record.copyPayload())
            return true
        }
        #expect(found == Array(world.appended[6...]))
        #expect(throws: LogError.self) {
            try journal.read(from: LSN(rawValue: 7)) { _ in true }
        }
    }

    @Test func `damaged history is said, not left out`() throws {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<10 { world.commit() }
        disk.flipBit("/log/segment-0000000000000001.log", byte: 3 * 4096 + 70, bit: 1)
        #expect(throws: LogError.self) {
            try world.journal?.read(from: LSN(rawValue: 1)) { _ in true }
        }
    }

    @Test func `old segments are used again once snapshots are past them`() throws {
        let world = LogWorld(disk)
        world.options.historyBytes = 0
        try world.open()
        for _ in 0..<40 { world.commit() }
        let before = try segments().count
        world.journal?.retire(below: LSN(rawValue: 70))
        for _ in 0..<40 {
            world.commit()
            world.journal?.prepare()
        }
        #expect(try segments().count <= before + 2)
        let oldest = try #require(world.journal?.oldest)
        #expect(oldest.rawValue > 1 && oldest.rawValue <= 70)
        world.close()
        #expect(throws: LogError.self) { try world.open() }
        world.options.replayFrom = LSN(rawValue: 69)
        #expect(try world.open() == Array(world.appended[69...]))
    }

    @Test func `history is kept as long as it should be`() throws {
        let world = LogWorld(disk)
        world.options.historyBytes = 4 * 32 << 10
        try world.open()
        for _ in 0..<80 { world.commit() }
        world.journal?.retire(below: LSN(rawValue: 150))
        world.journal?.prepare()
        #expect(try segments().count >= 4)
        for _ in 0..<30 { world.commit() }
        #expect(try segments().count < 20)
    }

    @Test func `a full disk is said before the reserve is eaten`() throws {
        let world = LogWorld(disk)
        try world.open()
        world.journal?.prepare()
        #expect(world.journal?.room == .plenty)
        var faults = SimulatedFaults()
        faults.capacity = 4 * 32 << 10
        disk.setFaults(faults)
        while world.journal?.room == .plenty {
            world.commit()
            world.journal?.prepare()
            #expect(world.failure.value == nil)
        }
        for _ in 0..<6 { world.commit() }
        #expect(world.failure.value == nil, "the reserve is there for bookings")
        #expect(world.acknowledged == world.appended.count)
        for _ in 0..<20 { world.commit() }
        #expect(world.failure.value == .full(path: "/log"))
        disk.cutPower()
        world.abandon()
        world.checkPrefix(try world.open(), "after a full disk")
    }

    @Test func `room comes back when segments are freed`() throws {
        let world = LogWorld(disk)
        world.options.historyBytes = 0
        try world.open()
        world.journal?.prepare()
        var faults = SimulatedFaults()
        faults.capacity = 5 * 32 << 10
        disk.setFaults(faults)
        while world.journal?.room == .plenty {
            world.commit()
            world.journal?.prepare()
        }
        world.journal?.retire(below: LSN(rawValue: UInt64(world.acknowledged)))
        world.journal?.prepare()
        #expect(world.journal?.room == .plenty)
    }

    @Test func `each start begins a fresh segment and gives back the rest of the last`() throws {
        let world = LogWorld(disk)
        for _ in 0..<5 {
            try world.open()
            world.commit()
            world.close()
        }
        #expect(try segments().count == 5)
        #expect(disk.contents("/log/segment-0000000000000001.log").count == 4 * 4096)
        #expect(try world.open() == world.appended)
    }

    @Test func `the log's identity stays`() throws {
        let world = LogWorld(disk)
        try world.open()
        let identity = world.journal?.recovery.identity
        world.close()
        try world.open()
        #expect(world.journal?.recovery.identity == identity)
        #expect(identity?.high != 0)
    }
}
