/// Where one worker writes down what it has finished: files of zeros that are overwritten, so that
/// a full disk can't keep a sent notice from being remembered.
///
/// Confined to its worker.
struct DoneLog {
    private static let fileSize = NoticeLimits.doneRecords * DoneRecord.size

    private let layout: SpoolLayout
    private let disk: any SpoolDisk
    private let slot: Int
    private var generation = 0
    private var used = 0
    /// Whether the file after the current one is there.
    private var hasNext = false

    /// Goes on after the last record of the slot.
    init(_ layout: SpoolLayout, _ disk: any SpoolDisk, slot: Int) throws(SpoolError) {
        self.layout = layout
        self.disk = disk
        self.slot = slot
        let prefix = "\(slot)-"
        let all = try disk.list(layout.done) ?? []
        let mine = all.filter { $0.hasPrefix(prefix) }
            .compactMap { Int($0.dropFirst(prefix.count)) }.sorted()
        guard let newest = mine.last else {
            generation = 1
            try make(1)
            return
        }
        generation = newest
        used = try Self.end(of: newest, self)
        // The newest may be the one made ahead of need.
        if used == 0, mine.count > 1 {
            let before = mine[mine.count - 2]
            let end = try Self.end(of: before, self)
            if before == newest - 1, end < Self.fileSize {
                (generation, used, hasNext) = (before, end, true)
            }
        }
    }

    private static func end(of generation: Int, _ log: DoneLog) throws(SpoolError) -> Int {
        let path = log.layout.doneFile(log.slot, generation)
        return DoneMemory.scan(try log.disk.read(path, from: 0) ?? []) { _ in }
    }

    private func make(_ generation: Int) throws(SpoolError) {
        try disk.create(
            layout.doneFile(slot, generation),
            [UInt8](repeating: 0, count: Self.fileSize)
        )
        try disk.syncDirectory(layout.done)
    }

    /// Returns when so many records are sure to find room, whatever happens to the disk's free
    /// space; nothing may be sent before. More than a file's worth can't be asked for.
    mutating func reserve(_ count: Int) throws(SpoolError) {
        guard used + count * DoneRecord.size > Self.fileSize, !hasNext else { return }
        try make(generation + 1)
        hasNext = true
        if generation + 1 > NoticeLimits.doneFiles {
            let old = generation + 1 - NoticeLimits.doneFiles
            _ = try disk.remove(layout.doneFile(slot, old))
        }
    }

    /// Returns when the records are on stable storage. They were reserved.
    mutating func append(_ records: [DoneRecord]) throws(SpoolError) {
        var rest = records[...]
        while !rest.isEmpty {
            if used == Self.fileSize {
                if !hasNext { try make(generation + 1) }
                generation += 1
                (used, hasNext) = (0, false)
            }
            let room = (Self.fileSize - used) / DoneRecord.size
            let part = rest.prefix(room)
            try disk.overwrite(
                layout.doneFile(slot, generation),
                at: used,
                part.flatMap(\.bytes)
            )
            used += part.count * DoneRecord.size
            rest = rest.dropFirst(part.count)
        }
    }
}
