import SimulationKit
import Testing
import WAL

/// Looking at a damaged log, and cutting it only with consent.
@Suite struct InspectorTests {
    private let disk = SimulatedDisk(seed: 6)
    private let second = "/log/segment-0000000000000002.log"

    /// 20 batches of 2 records in segments of 6 batches each.
    private func written() throws -> LogWorld {
        let world = LogWorld(disk)
        try world.open()
        for _ in 0..<20 { world.commit() }
        world.close()
        return world
    }

    private var inspector: LogInspector { LogInspector(directory: "/log", disk: disk) }

    @Test func `segments are shown with what they hold`() throws {
        _ = try written()
        let segments = try inspector.inspect()
        #expect(segments.count == 4)
        #expect(segments.map(\.batches).reduce(0, +) == 21)
        #expect(segments.map(\.seals).reduce(0, +) == 1)
        #expect(segments.last?.lastLSN.rawValue == 40)
        #expect(segments.flatMap(\.records.values).reduce(0, +) == 40)
    }

    @Test func `records are listed from any of them`() throws {
        let world = try written()
        var found: [[UInt8]] = []
        try inspector.records(from: LSN(rawValue: 17)) { record in
            found.append(record.copyPayload())
            return found.count < 20
        }
        #expect(found == Array(world.appended[16..<36]))
    }

    @Test func `a good log is found good`() throws {
        _ = try written()
        let findings = try inspector.verify()
        #expect(findings.isGood && findings.tornTail == 0)
        #expect(findings.report.records == 40)
    }

    @Test func `damage is found in segments that snapshots are past, too`() throws {
        _ = try written()
        disk.flipBit(second, byte: 3 * 4096 + 70, bit: 1)
        var inspector = inspector
        inspector.replayFrom = LSN(rawValue: 39)
        #expect(try !inspector.verify().isGood)
    }

    @Test func `nothing is cut without consent to exactly what is lost`() throws {
        let world = try written()
        disk.flipBit(second, byte: 4 * 4096 + 70, bit: 1)
        let damage = try #require(try inspector.verify().damage)
        #expect(damage.goodUpTo.rawValue == 16)
        #expect(damage.lost == 24)
        #expect(damage.unreadable == 2)
        for consent in [0, 23, 25] {
            #expect(throws: LogError.consentMissing(needed: 24)) {
                try inspector.repair(consentToLose: consent)
            }
        }
        #expect(throws: LogError.self) { try world.open() }
        let repair = try inspector.repair(consentToLose: 24)
        #expect(repair.end.rawValue == 16)
        #expect(repair.quarantined.count == 3)
        #expect(try world.open() == Array(world.appended[..<16]))
    }

    @Test func `a missing segment, a bad header and a short file can be cut away`() throws {
        for fault in 0..<3 {
            let disk = SimulatedDisk(seed: 1)
            let world = LogWorld(disk)
            try world.open()
            for _ in 0..<20 { world.commit() }
            world.close()
            switch fault {
            case 0: disk.lose(second)
            case 1: for copy in [0, 4096] { disk.flipBit(second, byte: copy + 30, bit: 1) }
            default:
                let last = try disk.open("/log/segment-0000000000000004.log", .write)
                try last.truncate(to: 3 * 4096)
                try last.sync()
            }
            let inspector = LogInspector(directory: "/log", disk: disk)
            let damage = try #require(try inspector.verify().damage)
            _ = try inspector.repair(consentToLose: damage.lost)
            #expect(try inspector.verify().isGood)
            let found = try world.open()
            #expect(found == Array(world.appended.prefix(found.count)), "fault \(fault)")
            #expect(found.count == Int(damage.goodUpTo.rawValue))
        }
    }

    @Test func `a running node's log is not repaired`() throws {
        let world = LogWorld(disk)
        try world.open()
        #expect(throws: LogError.locked(path: "/log")) { try inspector.repair(consentToLose: 0) }
    }

    @Test func `a crash in a repair is repaired by repeating it`() throws {
        let world = try written()
        disk.flipBit(second, byte: 4 * 4096 + 70, bit: 1)
        for operation in 1...20 {
            let twin = disk.copy(seed: UInt64(operation))
            let inspector = LogInspector(directory: "/log", disk: twin)
            var faults = SimulatedFaults()
            faults.crashAt = operation
            twin.setFaults(faults)
            _ = try? inspector.repair(consentToLose: 24)
            twin.cutPower()
            if let damage = try inspector.verify().damage {
                _ = try inspector.repair(consentToLose: damage.lost)
            }
            let other = LogWorld(twin)
            #expect(try other.open() == Array(world.appended[..<16]), "operation \(operation)")
        }
    }
}
