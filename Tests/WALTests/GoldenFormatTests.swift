import SimulationKit
import Testing
import WAL

/// The bytes of format version 1. If one of these changes, old logs can't be read any more: that is
/// a new version, not a new golden value.
@Suite struct GoldenFormatTests {
    private func hex(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    @Test func `a segment of version 1 has these bytes`() throws {
        let disk = SimulatedDisk(seed: 42)
        let world = LogWorld(disk)
        try world.open()
        let header = RecordHeader(
            type: RecordType(rawValue: 0x8001),
            schema: 2,
            shard: 249,
            epoch: 7,
            seq: 5,
            time: 1_700_000_000_123
        )
        _ = unsafe Array("hello".utf8).withUnsafeBytes { bytes in
            unsafe world.journal?.append(header, payload: bytes)
        }
        world.journal?.step()
        world.journal?.seal()
        let bytes = disk.contents("/log/segment-0000000000000001.log")
        #expect(bytes[0..<128] == bytes[4096..<4224])
        #expect(hex(bytes[0..<80]) == Self.segment)
        #expect(hex(bytes[8192..<8192 + 112]) == Self.batch)
        #expect(hex(bytes[12288..<12288 + 64]) == Self.seal)
    }

    @Test func `a snapshot of version 1 has these bytes`() throws {
        let disk = SimulatedDisk(seed: 42)
        let store = try SnapshotStore.open(directory: "/snap", disk: disk)
        _ = try store.write(
            shard: 3,
            position: LSN(rawValue: 17),
            epoch: 2,
            seq: 9,
            entries: [SnapshotEntry(key: [0xaa, 0xbb, 0xcc], bytes: Array("value".utf8))]
        )
        let path = "/snap/snapshot-3-0000000000000001-0000000000000011.snap"
        let bytes = disk.contents(path)
        #expect(bytes.count == 3 * 4096)
        #expect(hex(bytes[0..<48]) == Self.snapshotHeader)
        #expect(hex(bytes[4096..<4096 + 56]) == Self.snapshotBody)
        #expect(hex(bytes[8192..<8192 + 64]) == Self.snapshotFooter)
    }

    private static let segment =
        "53474c4f475345471bb99d6d010000000100000000000000529f0f1357675247"
        + "0100000000000000010000000000000000000000000000000080000000000000"
        + "956eeb2f2632d7bd03f166b233e3ef28"
    private static let batch =
        "5347425457087c2c529f0f135767524701000000000000000100000000000000"
        + "00000000000000000100000030000000cd66bdef000000000100010000000000"
        + "e56e66b10500000001800200f900000007000000000000000500000000000000"
        + "7b68e5cf8b01000068656c6c6f000000"
    private static let seal =
        "534742545584d122529f0f135767524702000000000000000200000000000000"
        + "010000000000000000000000000000000000000057087c2c0200010000000000"
    private static let snapshotHeader =
        "5347534e41505348b554d86b0100000003000000020000000900000000000000"
        + "11000000000000000100000000000000"
    private static let snapshotBody =
        "62ab60fe030000000500000000000000aabbcc76616c75650300000005000000"
        + "13100000000000006303e0e100000000aabbcc0000000000"
    private static let snapshotFooter =
        "5347534e50454e441805c7c10100000001000000000000001810000000000000"
        + "2000000000000000a60511f297b5073b00300000000000000100000000000000"
}
