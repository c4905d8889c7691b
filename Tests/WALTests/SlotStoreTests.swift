import Glibc
import SimulationKit
import Testing
import WAL

/// Slots: what is acknowledged is there, what is erased is gone, and no number comes twice.
@Suite struct SlotStoreTests {
    @Test func `what is put into a slot comes back, also after a restart`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 1))
        try world.open()
        for _ in 0..<200 { world.add() }
        world.step()
        #expect(world.acknowledged.count == 200)
        world.check("before")
        world.close()
        try world.open()
        world.check("after")
        #expect(world.store?.damaged == 0)
        world.add()
        world.step()
        #expect(world.acknowledged.last?.number == 201)
    }

    @Test func `an erased slot is zeros on disk and its number is never used again`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 2))
        try world.open()
        for _ in 0..<3 { world.add() }
        world.step()
        let last = try #require(world.acknowledged.last)
        #expect(world.contains(last.content))
        world.erase(last.number)
        #expect(world.store?.read(SlotNumber(rawValue: 3)) == .erased)
        world.step()
        #expect(!world.contains(last.content))
        #expect(world.erased == [3])
        world.close()
        try world.open()
        world.check("after")
        world.add()
        world.step()
        #expect(world.acknowledged.last?.number == 4)
        // Again, and one that never was.
        world.erase(3)
        world.step()
        #expect(try world.store?.erase(SlotNumber(rawValue: 5)) { _ in } == false)
        #expect(try world.store?.erase(SlotNumber(rawValue: 0)) { _ in } == false)
    }

    @Test func `a power cut at any operation keeps what was acknowledged and nothing erased`()
        throws
    {
        let probe = SlotWorld(SimulatedDisk(seed: 3))
        probe.run()
        let operations = probe.disk.operations
        #expect(operations > 40)
        for operation in 1...operations {
            for seed in 0..<4 as Range<UInt64> {
                var faults = SimulatedFaults()
                faults.crashAt = operation
                faults.hasShortWrites = true
                let world = SlotWorld(SimulatedDisk(seed: seed))
                world.disk.setFaults(faults)
                world.run()
                world.disk.cutPower()
                let words = "seed \(seed), operation \(operation)"
                let used = Set(world.acknowledged.map(\.number))
                try world.open()
                world.check(words)
                #expect(world.store?.damaged == 0, "sectors are whole; \(words)")
                world.add()
                world.step()
                let next = try #require(world.acknowledged.last?.number, "\(words)")
                #expect(!used.contains(next), "a number came twice; \(words)")
                world.check(words + ", then on")
            }
        }
    }

    @Test func `a failed write or sync ends the store, and nothing is acknowledged`() throws {
        let probe = SlotWorld(SimulatedDisk(seed: 4))
        probe.run()
        for operation in 1...probe.disk.operations {
            var faults = SimulatedFaults()
            faults.failures = [operation: EIO]
            let world = SlotWorld(SimulatedDisk(seed: 4))
            world.disk.setFaults(faults)
            world.run()
            guard case .diskFailed? = world.failure.value else {
                Issue.record("operation \(operation): \(String(describing: world.failure.value))")
                continue
            }
            if world.store != nil {
                #expect(throws: SlotError.failed) { try world.store?.add([1]) { _ in } }
            }
            world.disk.cutPower()
            try world.open()
            world.check("operation \(operation)")
        }
    }

    @Test func `a full disk refuses, keeps what it has, and goes on when there is room`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 5))
        try world.open()
        for _ in 0..<64 { world.add() }
        world.step()
        var faults = SimulatedFaults()
        faults.capacity = world.disk.bytes
        world.disk.setFaults(faults)
        // The file after the first has been made ahead.
        for _ in 0..<70 { world.add() }
        world.step()
        #expect(world.acknowledged.count == 128)
        #expect(world.refused == 6)
        #expect(throws: SlotError.full) { try world.store?.add([1]) { _ in } }
        world.erase(5)
        world.step()
        #expect(world.erased == [5])
        world.store?.retry()
        #expect(throws: SlotError.full) { try world.store?.add([1]) { _ in } }
        world.disk.setFaults(SimulatedFaults())
        world.store?.retry()
        world.add()
        world.step()
        #expect(world.acknowledged.last?.number == 129)
        #expect(world.failure.value == nil)
        world.close()
        try world.open()
        world.check("after")
    }

    @Test func `a slot that rots is seen, and its neighbours are not harmed`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 6))
        try world.open()
        for _ in 0..<3 { world.add() }
        world.step()
        world.close()
        world.disk.flipBit(SlotWorld.file, byte: 4_096 + 64 + 20, bit: 3)
        try world.open()
        #expect(world.store?.damaged == 1)
        #expect(world.store?.read(SlotNumber(rawValue: 2)) == .damaged)
        world.forget(2)
        world.check("after")
        world.erase(2)
        world.step()
        #expect(world.store?.read(SlotNumber(rawValue: 2)) == .erased)
    }

    @Test func `a slot is good only in its own place and its own store`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 7))
        try world.open()
        for _ in 0..<2 { world.add() }
        world.step()
        world.close()
        let bytes = world.disk.contents(SlotWorld.file)
        world.disk.overwrite(SlotWorld.file, at: 4_096, with: Array(bytes[4_160..<4_224]))
        try world.open()
        #expect(world.store?.read(SlotNumber(rawValue: 1)) == .damaged)
    }

    @Test func `a damaged header, a gap and a second opener are refused`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 8))
        try world.open()
        for _ in 0..<200 { world.add() }
        world.step()
        #expect(throws: LogError.locked(path: "/slots")) { try world.open() }
        world.close()
        let damaged = SlotWorld(world.disk.copy(seed: 1))
        damaged.disk.flipBit(SlotWorld.file, byte: 20, bit: 0)
        #expect(throws: LogError.self) { try damaged.open() }
        let gap = SlotWorld(world.disk.copy(seed: 1))
        gap.disk.lose("/slots/slots-0000000000000002.dat")
        #expect(throws: LogError.self) { try gap.open() }
        let newer = SlotWorld(world.disk.copy(seed: 1))
        newer.disk.overwrite(SlotWorld.file, at: 12, with: [9])
        #expect(throws: LogError.self) { try newer.open() }
    }

    @Test func `slots of version 1 have these bytes`() throws {
        let world = SlotWorld(SimulatedDisk(seed: 42))
        try world.open()
        world.add()
        world.add()
        world.step()
        world.erase(2)
        world.step()
        let bytes = world.disk.contents(SlotWorld.file)
        #expect(bytes.count == 4_096 + 64 * 64)
        #expect(hex(bytes[0..<64]) == Self.header)
        #expect(hex(bytes[4_096..<4_160]) == Self.live)
        #expect(hex(bytes[4_160..<4_224]) == Self.gone)
        #expect(bytes[64..<4_096].allSatisfy { $0 == 0 })
    }

    private func hex(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `what waits while another sync runs goes out together`() throws {
        let disk = SimulatedDisk(seed: 9)
        let world = SlotWorld(disk)
        try world.open()
        world.add()
        world.step()
        let before = disk.operations
        for _ in 0..<20 { world.add() }
        world.step()
        #expect(disk.operations - before == 2, "one write and one sync")
    }

    @Test func `its own thread takes slots from many at once`() async throws {
        let directory = try TemporaryDirectory.make()
        defer { TemporaryDirectory.remove(directory) }
        var options = SlotOptions(directory: directory)
        options.slotsPerFile = 64
        let store = try SlotStore.open(options, disk: RealDisk()) { Issue.record("\($0)") }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let result = await withCheckedContinuation { continuation in
                        do throws(SlotError) {
                            _ = try store.add([UInt8(number & 0xff)]) {
                                continuation.resume(returning: $0)
                            }
                        } catch { continuation.resume(returning: .failure(error)) }
                    }
                    #expect((try? result.get()) != nil)
                }
            }
        }
        store.close()
        #expect(throws: SlotError.failed) { try store.add([1]) { _ in } }
        let again = try SlotStore.open(options, disk: RealDisk()) { Issue.record("\($0)") }
        var count = 0
        again.forEachLive { _ in count += 1 }
        #expect(count == 300)
        again.close()
    }

    private static let header =
        "5347534c4f545331a5dd8441010000000100000000000000956eeb2f2632d7bd0100000000000000"
        + "40000000" + String(repeating: "0", count: 40)
    private static let live =
        "0100000000000000010000006f9a85b48154ecbb09ee542b713d61d0d397c6bf6548fee2edbe78f244b38cd9"
        + "542a6d25145fa6b5ed7cbf52ca06bc956ba03f4c"
    private static let gone =
        "0200000000000000020000008c67f164" + String(repeating: "0", count: 96)
}
