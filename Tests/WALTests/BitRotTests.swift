import SimulationKit
import Testing
import WAL

/// Every byte of a small log flipped: refusal, or an exact prefix with all that was acknowledged.
@Suite struct BitRotTests {
    @Test func `a flipped bit anywhere is refused or does no harm`() throws {
        let disk = SimulatedDisk(seed: 2)
        let world = LogWorld(disk, segmentBytes: 16 << 10)
        try world.open()
        for _ in 0..<4 { world.commit() }
        world.close()
        disk.cutPower()
        var refused = 0
        var served = 0
        var random = SeededRandom(seed: 9)
        for path in try disk.list("/log").sorted().map({ "/log/" + $0 }) {
            let bytes = disk.contents(path)
            // Every byte that was written, and some of the zeros between.
            for byte in bytes.indices where bytes[byte] != 0 || byte % 61 == 0 {
                let bit = Int.random(in: 0..<8, using: &random)
                let twin = disk.copy(seed: 1)
                twin.flipBit(path, byte: byte, bit: bit)
                let other = LogWorld(twin, segmentBytes: 16 << 10)
                do throws(LogError) {
                    let found = try other.open()
                    #expect(found == world.appended, "\(path) byte \(byte) bit \(bit)")
                    served += 1
                } catch {
                    #expect(error.exitCode == 65 || error.exitCode == 78, "\(path) byte \(byte)")
                    refused += 1
                }
            }
        }
        #expect(refused > 200)
        #expect(served > 500)
    }
}
