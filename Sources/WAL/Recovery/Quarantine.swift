internal import Glibc

let noRoomCode: Int32 = ENOSPC

/// Keeps copies of what is cut from the log, for people to look at.
struct Quarantine {
    let disk: any Disk
    let paths: LogPaths

    /// Copies the bytes of a segment; when it returns the copy is on stable storage.
    func keep(
        _ entry: SegmentCatalog.Entry,
        from start: UInt64,
        to end: UInt64
    ) throws(DiskError) -> String {
        try disk.makeDirectory(paths.quarantine)
        try disk.syncDirectory(paths.directory)
        let name = "/segment-" + LogPaths.hex(entry.number) + "-at-\(start)-to-\(end).bin"
        let path = paths.quarantine + name
        let source = try disk.open(entry.path, .read)
        defer { source.close() }
        let copy = try disk.open(path, .create)
        defer { copy.close() }
        let buffer = AlignedBuffer(count: Limits.piece)
        var offset = start
        while offset < end {
            let count = min(buffer.count, Int(end - offset))
            let got = try unsafe source.read(into: buffer.mutable(count), at: offset)
            guard got > 0 else { break }
            try unsafe copy.writeAll(buffer.bytes(got.inBlocks), at: offset - start)
            offset += UInt64(got)
        }
        try copy.sync()
        try disk.syncDirectory(paths.quarantine)
        return path
    }

    /// Moves a whole segment away.
    func move(_ entry: SegmentCatalog.Entry) throws(DiskError) -> String {
        try disk.makeDirectory(paths.quarantine)
        let path = paths.quarantine + "/segment-" + LogPaths.hex(entry.number) + ".log"
        try disk.rename(entry.path, to: path)
        try disk.syncDirectory(paths.quarantine)
        try disk.syncDirectory(paths.directory)
        return path
    }
}
