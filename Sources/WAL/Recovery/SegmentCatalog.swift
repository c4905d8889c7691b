/// The files of a log's directory, and the headers of its segments.
struct SegmentCatalog {
    struct Entry {
        let number: UInt64
        let path: String
        /// Nil if neither copy can be read.
        let header: SegmentHeader?
        let isHalf: Bool
        let bytes: UInt64
    }

    private(set) var segments: [Entry] = []
    private(set) var ready: [String] = []
    private(set) var spares: [String] = []
    /// No ready or spare file has this number or a higher one.
    private(set) var nextOrdinal: UInt64 = 1

    let disk: any Disk
    let paths: LogPaths

    init(disk: any Disk, paths: LogPaths) throws(LogError) {
        self.disk = disk
        self.paths = paths
        var numbers: [UInt64] = []
        for name in try names().sorted() {
            switch LogPaths.kind(of: name) {
            case .segment(let number): numbers.append(number)
            case .ready(let ordinal):
                nextOrdinal = max(nextOrdinal, ordinal + 1)
                ready.append(paths.ready(ordinal))
            case .spare(let ordinal):
                nextOrdinal = max(nextOrdinal, ordinal + 1)
                spares.append(paths.spare(ordinal))
            case nil: break
            }
        }
        let block = AlignedBuffer(count: Limits.segmentBody)
        for number in numbers.sorted() { segments.append(try entry(number, block)) }
    }

    /// Only one segment, which is there.
    init(disk: any Disk, paths: LogPaths, only number: UInt64) throws(LogError) {
        self.disk = disk
        self.paths = paths
        segments = [try entry(number, AlignedBuffer(count: Limits.segmentBody))]
    }

    private func names() throws(LogError) -> [String] {
        do throws(DiskError) { return try disk.list(paths.directory) } catch {
            throw .diskFailed(error)
        }
    }

    private func entry(_ number: UInt64, _ block: AlignedBuffer) throws(LogError) -> Entry {
        let path = paths.segment(number)
        var headers: [SegmentHeader] = []
        let bytes: UInt64
        do throws(DiskError) {
            let file = try disk.open(path, .read)
            defer { file.close() }
            bytes = try file.size()
            unsafe block.base.initializeMemory(as: UInt8.self, repeating: 0, count: block.count)
            _ = try unsafe file.read(into: block.mutable(block.count), at: 0)
        } catch { throw .diskFailed(error) }
        for copy in 0..<2 {
            switch unsafe SegmentHeader.read(block.base + copy * Limits.block) {
            case .good(let header): if header.number == number { headers.append(header) }
            case .version(let version): throw .unknownVersion(path: path, version: version)
            case .bad: break
            }
        }
        let isHalf = headers.count == 1
        return Entry(
            number: number,
            path: path,
            header: headers.first,
            isHalf: isHalf,
            bytes: bytes
        )
    }

    /// A ready file that is not as long as segments are now, or not empty at its start, must be
    /// zeroed again: a crash can leave a header in one.
    mutating func checkReady(segmentBytes: UInt64) throws(LogError) {
        do throws(DiskError) {
            let block = AlignedBuffer(count: Limits.segmentBody)
            var good: [String] = []
            for path in ready {
                let file = try disk.open(path, .read)
                defer { file.close() }
                let count = try unsafe file.read(into: block.mutable(block.count), at: 0)
                let isWhole = try file.size() == segmentBytes
                let isGood = unsafe isWhole && isZero(block.bytes(count))
                if isGood { good.append(path) } else { spares.append(path) }
            }
            ready = good
        } catch { throw .diskFailed(error) }
    }

    /// Where the whole batches of a segment end; nil if it has no header. Reads it.
    func end(of index: Int) throws(LogError) -> (offset: UInt64, cursor: LogCursor)? {
        let entry = segments[index]
        guard let header = entry.header else { return nil }
        var walk = SegmentWalk(try reader(entry), header, path: entry.path)
        while case .batch = try walk.next() {}
        return (walk.offset, walk.cursor)
    }
}
