/// Writes one snapshot's file, in pieces that are synced as it goes.
struct SnapshotWriter: ~Copyable {
    private let file: any DiskFile
    private let buffer = AlignedBuffer(count: Limits.piece)
    private var used = 0
    private var offset: UInt64 = 0
    private var unsynced = 0
    private var bodyCRC: UInt32 = 0
    private var index: [UInt8] = []
    private var entries: UInt64 = 0
    private let header: SnapshotFormat.Header

    init(_ file: any DiskFile, _ header: SnapshotFormat.Header) throws(DiskError) {
        self.file = file
        self.header = header
        try file.truncate(to: 0)
        unsafe header.write(buffer.base)
        used = Limits.block
    }

    /// Adds an entry and says where its value stands.
    mutating func add(_ key: [UInt8], _ value: [UInt8]) throws(DiskError) -> SnapshotSlice {
        precondition(key.count <= Limits.snapshotKey, "a snapshot's key is too long")
        precondition(value.count <= Limits.snapshotValue, "a snapshot's value is too large")
        var head: [UInt8] = []
        head.reserveCapacity(SnapshotFormat.entryHeader + key.count)
        append(0, to: &head)
        append(UInt32(key.count), to: &head)
        append(UInt32(value.count), to: &head)
        append(0, to: &head)
        head += key
        let crc = checksum(checksum(0, head[4...]), value[...])
        unsafe head.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { unsafe start.put(0, crc) }
        }
        let slice = SnapshotSlice(
            shard: header.shard,
            generation: header.generation,
            offset: position + UInt64(head.count),
            length: UInt32(value.count),
            crc: checksum(0, value[...])
        )
        try put(head)
        try put(value)
        let rest = (head.count + value.count) & 7
        if rest != 0 { try put([UInt8](repeating: 0, count: 8 - rest)) }
        note(key, slice)
        entries += 1
        return slice
    }

    /// Writes index and footer; when it returns all is on stable storage.
    mutating func finish() throws(DiskError) {
        let body = bodyCRC
        let indexOffset = position
        let indexCRC = checksum(0, index[...])
        try put(index)
        let end = position
        try put([UInt8](repeating: 0, count: Int(end.inBlocks - end)))
        if used + Limits.block > buffer.count { try flush() }
        let footer = SnapshotFormat.Footer(
            entries: entries,
            indexOffset: indexOffset,
            indexBytes: UInt64(index.count),
            indexCRC: indexCRC,
            bodyCRC: body,
            fileBytes: position + UInt64(Limits.block),
            generation: header.generation
        )
        unsafe footer.write(buffer.base + used)
        used += Limits.block
        try flush()
        try file.sync()
    }

    private var position: UInt64 { offset + UInt64(used) }

    private mutating func note(_ key: [UInt8], _ slice: SnapshotSlice) {
        append(UInt32(key.count), to: &index)
        append(slice.length, to: &index)
        append(UInt32(truncatingIfNeeded: slice.offset), to: &index)
        append(UInt32(slice.offset >> 32), to: &index)
        append(slice.crc, to: &index)
        append(0, to: &index)
        index += key
        while index.count & 7 != 0 { index.append(0) }
    }

    private mutating func put(_ bytes: [UInt8]) throws(DiskError) {
        bodyCRC = checksum(bodyCRC, bytes[...])
        var done = 0
        while done < bytes.count {
            let count = min(buffer.count - used, bytes.count - done)
            let target = unsafe buffer.base + used
            unsafe bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress else { return }
                unsafe target.copyMemory(from: start + done, byteCount: count)
            }
            used += count
            done += count
            if used == buffer.count { try flush() }
        }
    }

    private mutating func flush() throws(DiskError) {
        guard used > 0 else { return }
        try unsafe file.writeAll(buffer.bytes(used), at: offset)
        offset += UInt64(used)
        unsynced += used
        used = 0
        if unsynced >= Limits.snapshotSync {
            try file.sync()
            unsynced = 0
        }
    }
}

private func checksum(_ seed: UInt32, _ bytes: ArraySlice<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return seed }
        return unsafe crc32c(seed, start, bytes.count)
    }
}

private func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
}
