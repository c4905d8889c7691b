/// The segment that is being written.
final class ActiveSegment {
    let header: SegmentHeader
    let path: String
    let file: any DiskFile
    var offset = UInt64(Limits.segmentBody)

    private init(header: SegmentHeader, path: String, file: any DiskFile) {
        self.header = header
        self.path = path
        self.file = file
    }

    func hasRoom(for bytes: Int) -> Bool { offset + UInt64(bytes) <= header.segmentBytes }

    /// Makes the zeroed file `ready` a segment: header twice, synced; then its name, synced. No
    /// batch is written before both are on stable storage, so a segment's header can never be torn.
    static func activate(
        _ ready: String,
        as header: SegmentHeader,
        disk: any Disk,
        paths: LogPaths
    ) throws(DiskError) -> ActiveSegment {
        let block = AlignedBuffer(count: Limits.segmentBody)
        unsafe header.write(block.base)
        unsafe header.write(block.base + Limits.block)
        let prepared = try disk.open(ready, .write)
        defer { prepared.close() }
        try unsafe prepared.writeAll(block.bytes(Limits.segmentBody), at: 0)
        try prepared.sync()
        let path = paths.segment(header.number)
        try disk.rename(ready, to: path)
        try disk.syncDirectory(paths.directory)
        return ActiveSegment(header: header, path: path, file: try disk.open(path, .write))
    }
}
