/// A snapshot's file, open for reading.
final class SnapshotFile {
    let path: String
    let header: SnapshotFormat.Header
    let footer: SnapshotFormat.Footer
    private let reader: BlockReader

    /// Reads header and footer only.
    init(_ path: String, disk: any Disk) throws(LogError) {
        self.path = path
        do throws(DiskError) {
            reader = try BlockReader(disk.open(path, .read))
        } catch { throw .diskFailed(error) }
        let tail = UInt64(Limits.block)
        guard reader.size >= 2 * tail else {
            throw .badSnapshot(path: path, reason: "it is too short")
        }
        let last = try Self.block(reader, reader.size - tail, path)
        footer = try unsafe SnapshotFormat.Footer.read(last.base, path: path)
        let first = try Self.block(reader, 0, path)
        header = try unsafe SnapshotFormat.Header.read(first.base, path: path)
        guard footer.fileBytes == reader.size, footer.generation == header.generation,
            footer.indexOffset >= tail, footer.indexOffset <= reader.size - tail,
            footer.indexBytes <= reader.size - tail - footer.indexOffset
        else { throw .badSnapshot(path: path, reason: "its parts do not fit") }
    }

    var info: SnapshotInfo {
        SnapshotInfo(
            shard: header.shard,
            generation: header.generation,
            position: header.position,
            epoch: header.epoch,
            seq: header.seq,
            entries: Int(footer.entries),
            path: path
        )
    }

    /// Reads all and compares both checksums.
    func verify() throws(LogError) {
        let bodyStart = UInt64(Limits.block)
        let body = try checksum(bodyStart, footer.indexOffset - bodyStart)
        guard body == footer.bodyCRC else {
            throw .badSnapshot(path: path, reason: "its entries fail their checksum")
        }
        guard try checksum(footer.indexOffset, footer.indexBytes) == footer.indexCRC else {
            throw .badSnapshot(path: path, reason: "its index fails its checksum")
        }
    }

    /// Gives `body` each entry's key, where its value stands, and the value's bytes.
    func forEach(
        _ body: ([UInt8], SnapshotSlice, UnsafeRawBufferPointer) throws -> Void
    ) throws(LogError) {
        var offset = UInt64(Limits.block)
        for _ in 0..<footer.entries {
            let head = try unsafe bytes(offset, SnapshotFormat.entryHeader)
            guard let start = head.baseAddress else { throw short }
            let keyBytes = Int(unsafe start.get(4, as: UInt32.self))
            let valueBytes = Int(unsafe start.get(8, as: UInt32.self))
            let count = SnapshotFormat.entryHeader + keyBytes + valueBytes
            guard offset + UInt64(count) <= footer.indexOffset else { throw short }
            let all = try unsafe bytes(offset, count)
            guard let start = all.baseAddress,
                unsafe start.get(0) == crc32c(0, start + 4, count - 4)
            else { throw .badSnapshot(path: path, reason: "an entry fails its checksum") }
            let key = unsafe [UInt8](all[SnapshotFormat.entryHeader..<count - valueBytes])
            let value = unsafe UnsafeRawBufferPointer(rebasing: all[(count - valueBytes)...])
            let slice = SnapshotSlice(
                shard: header.shard,
                generation: header.generation,
                offset: offset + UInt64(count - valueBytes),
                length: UInt32(valueBytes),
                crc: unsafe crc32c(0, start + (count - valueBytes), valueBytes)
            )
            do { try unsafe body(key, slice, value) } catch let error as LogError {
                throw error
            } catch { throw .badSnapshot(path: path, reason: String(describing: error)) }
            offset += UInt64((count + 7) & ~7)
        }
    }

    /// The index: every key and where its value stands.
    func index() throws(LogError) -> [[UInt8]: SnapshotSlice] {
        var slices: [[UInt8]: SnapshotSlice] = [:]
        slices.reserveCapacity(Int(footer.entries))
        let all = try unsafe bytes(footer.indexOffset, Int(footer.indexBytes))
        var place = 0
        for _ in 0..<footer.entries {
            guard let base = all.baseAddress, place + SnapshotFormat.indexHeader <= all.count
            else { throw short }
            let start = unsafe base + place
            let keyBytes = Int(unsafe start.get(0, as: UInt32.self))
            let end = place + SnapshotFormat.indexHeader + keyBytes
            guard end <= all.count else { throw short }
            let key = unsafe [UInt8](all[place + SnapshotFormat.indexHeader..<end])
            slices[key] = SnapshotSlice(
                shard: header.shard,
                generation: header.generation,
                offset: unsafe start.get(8),
                length: unsafe start.get(4),
                crc: unsafe start.get(16)
            )
            place = (end + 7) & ~7
        }
        return slices
    }

    /// The bytes of one value.
    func value(_ slice: SnapshotSlice) throws(LogError) -> [UInt8] {
        guard slice.offset + UInt64(slice.length) <= footer.indexOffset else { throw short }
        if slice.length == 0 { return [] }
        // Values that are asked for in the file's order are read ahead, others one by one.
        if reader.isNear(slice.offset) {
            return try unsafe checked(bytes(slice.offset, Int(slice.length)), slice)
        }
        let found: (AlignedBuffer, lead: Int)?
        do throws(DiskError) {
            found = try reader.single(at: slice.offset, count: Int(slice.length))
        } catch { throw .diskFailed(error) }
        guard let (memory, lead) = found else { throw short }
        let all = unsafe memory.bytes(lead + Int(slice.length))
        return try unsafe checked(UnsafeRawBufferPointer(rebasing: all[lead...]), slice)
    }

    @unsafe private func checked(
        _ bytes: UnsafeRawBufferPointer,
        _ slice: SnapshotSlice
    ) throws(LogError) -> [UInt8] {
        guard let start = bytes.baseAddress, unsafe crc32c(0, start, bytes.count) == slice.crc
        else {
            throw .badSnapshot(path: path, reason: "a value fails its checksum")
        }
        return unsafe [UInt8](bytes)
    }

    private var short: LogError { .badSnapshot(path: path, reason: "it is shorter than it says") }

    private func checksum(_ offset: UInt64, _ count: UInt64) throws(LogError) -> UInt32 {
        var crc: UInt32 = 0
        var done: UInt64 = 0
        while done < count {
            let piece = try unsafe bytes(offset + done, min(Limits.piece, Int(count - done)))
            guard let start = piece.baseAddress else { throw short }
            crc = unsafe crc32c(crc, start, piece.count)
            done += UInt64(piece.count)
        }
        return crc
    }

    @unsafe private func bytes(_ offset: UInt64, _ count: Int) throws(LogError)
        -> UnsafeRawBufferPointer
    {
        let found: UnsafeRawBufferPointer?
        do throws(DiskError) {
            unsafe found = try unsafe reader.unaligned(at: offset, count: count)
        } catch { throw .diskFailed(error) }
        guard let found = unsafe found else { throw short }
        return unsafe found
    }

    private static func block(
        _ reader: BlockReader,
        _ offset: UInt64,
        _ path: String
    ) throws(LogError) -> AlignedBuffer {
        do throws(DiskError) {
            if let (block, _) = try reader.single(at: offset, count: Limits.block) { return block }
        } catch { throw .diskFailed(error) }
        throw .badSnapshot(path: path, reason: "it is too short")
    }
}
