import Glibc
import SimulationKit
import Testing
import WAL

/// A short run with everything in it, and something going wrong at each of its operations.
@Suite struct CrashTests {
    /// Opens, commits over several segments, seals, closes, opens again, goes on.
    private func run(_ world: LogWorld) {
        do throws(LogError) {
            for round in 0..<3 {
                if round > 0 {
                    world.checkPrefix(try world.open(), "in the run")
                } else {
                    try world.open()
                }
                for batch in 0..<6 {
                    world.commit(1 + batch % 3, bytes: 40 + 1500 * (batch % 3))
                    if batch == 3 { world.seal() }
                    world.journal?.prepare()
                }
                world.close()
            }
        } catch { world.failure.set(error) }
    }

    @Test(arguments: 0..<2 as Range<UInt64>)
    func `a power cut at any operation loses nothing acknowledged`(_ seed: UInt64) throws {
        let probe = SimulatedDisk(seed: seed)
        run(LogWorld(probe))
        let operations = probe.operations
        #expect(operations > 60)
        for operation in 1...operations {
            for variant in 0..<2 as Range<UInt64> {
                let disk = SimulatedDisk(seed: seed &* 1000 &+ variant)
                try crash(disk, at: operation, "seed \(seed), operation \(operation)")
            }
        }
    }

    private func crash(_ disk: SimulatedDisk, at operation: Int, _ words: String) throws {
        var faults = SimulatedFaults()
        faults.crashAt = operation
        faults.hasShortWrites = true
        disk.setFaults(faults)
        let world = LogWorld(disk)
        run(world)
        disk.cutPower()
        world.abandon()
        let again = disk.copy(seed: 1)
        world.checkPrefix(try world.open(), words)
        world.commit()
        disk.cutPower()
        world.abandon()
        world.checkPrefix(try world.open(), words + ", then on")

        // A second crash while the first is being recovered from; every few, for there are many.
        guard operation % 7 == 0 else { return }
        for second in stride(from: 1, to: 40, by: 3) {
            let twin = again.copy(seed: UInt64(second))
            faults.crashAt = second
            twin.setFaults(faults)
            _ = try? LogWorld(twin).open()
            guard twin.isDead else { break }
            twin.cutPower()
            let found = try LogWorld(twin).open()
            #expect(found == Array(world.appended.prefix(found.count)), "\(words), again \(second)")
        }
    }

    /// Segments are forgotten while records are written.
    private func runForgetting(_ world: LogWorld) {
        world.options.historyBytes = 0
        do throws(LogError) { try world.open() } catch { world.failure.set(error) }
        for round in 0..<24 {
            world.commit(2, bytes: 1000)
            if round % 6 == 5 { world.journal?.retire(below: LSN(rawValue: UInt64(2 * round - 6))) }
            world.journal?.prepare()
        }
        world.close()
    }

    @Test func `a power cut while segments are forgotten leaves no gap`() throws {
        let probe = SimulatedDisk(seed: 1)
        let last: UInt64 = 2 * 23 - 6
        runForgetting(LogWorld(probe, segmentBytes: 24 << 10))
        #expect(try probe.list("/log").contains("segment-0000000000000001.log") == false)
        for operation in 1...probe.operations {
            for seed in 0..<3 as Range<UInt64> {
                let disk = SimulatedDisk(seed: seed)
                var faults = SimulatedFaults()
                faults.crashAt = operation
                disk.setFaults(faults)
                let world = LogWorld(disk, segmentBytes: 24 << 10)
                runForgetting(world)
                disk.cutPower()
                world.abandon()
                let from = min(Int(last) - 1, world.acknowledged)
                world.options.replayFrom = LSN(rawValue: UInt64(from))
                let found = try world.open()
                let words = "operation \(operation), seed \(seed)"
                #expect(found.count >= world.acknowledged - from, "\(words)")
                #expect(found == Array(world.appended[from...].prefix(found.count)), "\(words)")
            }
        }
    }

    @Test(arguments: [EIO, ENOSPC])
    func `a failure of any operation stops the log and loses nothing`(_ code: Int32) throws {
        let probe = SimulatedDisk(seed: 3)
        run(LogWorld(probe))
        for operation in 1...probe.operations {
            let disk = SimulatedDisk(seed: UInt64(operation))
            var faults = SimulatedFaults()
            faults.failures[operation] = code
            disk.setFaults(faults)
            let world = LogWorld(disk)
            run(world)
            let words = "operation \(operation), errno \(code)"
            if code == EIO {
                #expect(world.failure.value?.isDiskFailure == true, "\(words)")
                #expect(world.failure.value?.exitCode == 71)
            }
            disk.cutPower()
            world.abandon()
            world.checkPrefix(try world.open(), words)
        }
    }

    @Test func `a failed read stops the start`() throws {
        let disk = SimulatedDisk(seed: 5)
        run(LogWorld(disk))
        disk.setFaults(SimulatedFaults())
        try LogWorld(disk.copy(seed: 1)).open()
        var stopped = 0
        for read in 1...40 {
            let twin = disk.copy(seed: 1)
            var faults = SimulatedFaults()
            faults.readFailures[read] = EIO
            twin.setFaults(faults)
            do throws(LogError) { try LogWorld(twin).open() } catch {
                #expect(error.isDiskFailure)
                stopped += 1
            }
        }
        #expect(stopped > 10)
    }

    @Test func `after a failed sync nothing is acknowledged and nothing is tried again`() throws {
        let disk = SimulatedDisk(seed: 11)
        let world = LogWorld(disk)
        try world.open()
        world.commit()
        var faults = SimulatedFaults()
        faults.failures[2] = EIO
        disk.setFaults(faults)
        world.commit()
        #expect(world.journal?.durable.rawValue == 2)
        #expect(world.failure.value?.exitCode == 71)
        let operations = disk.operations
        world.commit()
        world.seal()
        #expect(disk.operations == operations)
        #expect(world.failure.times == 1)
        #expect(world.journal?.durable.rawValue == 2)
    }
}
