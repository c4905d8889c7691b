import SimulationKit
import Testing

@testable import WAL

/// Reading a file from front to back, with and without a thread that reads ahead.
@Suite struct BlockReaderTests {
    /// Blocks that each say where they stand.
    private func file(blocks: Int, on disk: any Disk, _ path: String) throws -> any DiskFile {
        let file = try disk.open(path, .create)
        let memory = AlignedBuffer(count: blocks * Limits.block)
        for block in 0..<blocks {
            unsafe memory.base.storeBytes(
                of: UInt64(block),
                toByteOffset: block * Limits.block,
                as: UInt64.self
            )
        }
        try unsafe file.writeAll(memory.bytes(blocks * Limits.block), at: 0)
        return file
    }

    @Test(arguments: [false, true])
    func `every block is given as it is, whatever is asked for at once`(readsAhead: Bool) throws {
        let directory = try TemporaryDirectory.make()
        defer { TemporaryDirectory.remove(directory) }
        let disk = RealDisk()
        let blocks = 6_000
        try file(blocks: blocks, on: disk, directory + "/file").close()
        var random = SeededRandom(seed: 7)
        var buffers: [AlignedBuffer] = []
        for _ in 0..<3 {
            let reader = try BlockReader(
                disk.open(directory + "/file", .read),
                readsAhead: readsAhead,
                buffers: buffers
            )
            var block = 0
            while block < blocks {
                // Mostly small batches, now and then one of more than a piece.
                let most = Int.random(in: 0..<50, using: &random) == 0 ? 3_000 : 40
                let count = min(Int.random(in: 1...most, using: &random), blocks - block)
                let place = UInt64(block * Limits.block)
                // A header is looked at before its batch is asked for.
                _ = try unsafe reader.bytes(at: place, count: Limits.block)
                let got = try unsafe reader.bytes(at: place, count: count * Limits.block)
                let bytes = unsafe try #require(got)
                for offset in 0..<count {
                    let found = unsafe bytes.load(
                        fromByteOffset: offset * Limits.block,
                        as: UInt64.self
                    )
                    #expect(found == UInt64(block + offset))
                }
                block += Int.random(in: 0..<20, using: &random) == 0 ? count + 7 : count
            }
            #expect(try unsafe reader.bytes(at: reader.size, count: Limits.block) == nil)
            buffers = reader.giveBuffers()
        }
    }

    @Test func `what can't be read is said when it is asked for, not before`() throws {
        let directory = try TemporaryDirectory.make()
        defer { TemporaryDirectory.remove(directory) }
        let inner = try file(blocks: 2_100, on: RealDisk(), directory + "/file")
        let broken = BrokenFile(inner, from: UInt64(Limits.readAhead))
        let reader = try BlockReader(broken, readsAhead: true)
        for block in 0..<1_024 {
            #expect(try unsafe reader.bytes(at: UInt64(block * 4_096), count: 4_096) != nil)
        }
        #expect(throws: DiskError.self) {
            _ = try unsafe reader.bytes(at: UInt64(Limits.readAhead), count: 4_096)
        }
    }
}

/// A file that can't be read from some place on.
private final class BrokenFile: DiskFile {
    private let inner: any DiskFile
    private let from: UInt64

    init(_ inner: any DiskFile, from: UInt64) {
        self.inner = inner
        self.from = from
    }

    var path: String { inner.path }
    func size() throws(DiskError) -> UInt64 { try inner.size() }
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(DiskError)
        -> Int
    {
        if offset + UInt64(buffer.count) > from {
            throw DiskError(operation: .read, code: 5, path: path)
        }
        return try unsafe inner.read(into: buffer, at: offset)
    }
    func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(DiskError) -> Int {
        try unsafe inner.write(bytes, at: offset)
    }
    func sync() throws(DiskError) { try inner.sync() }
    func truncate(to size: UInt64) throws(DiskError) { try inner.truncate(to: size) }
    func close() { inner.close() }
}
