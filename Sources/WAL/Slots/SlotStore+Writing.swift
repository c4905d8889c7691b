extension SlotStore {
    /// How long a full disk is left alone before the next try.
    private static let retryFullMs = 1000
    /// Blocks written at once.
    static let blocksPerWrite = 64

    /// The thread's whole life.
    func run() {
        while true {
            if step() { continue }
            let ticket = work.prepare()
            let (isIdle, isStopped, isFull) = state.withLock {
                ($0.jobs.isEmpty, $0.isStopped, $0.isFull)
            }
            if isStopped || !isIdle {
                work.cancel()
                if isIdle { return }
                continue
            }
            let limit = isFull ? Self.retryFullMs : nil
            if !work.wait(ticket, milliseconds: limit) { retry() }
        }
    }

    /// Makes durable what waits and says whether there was anything. For tests that move the store
    /// on by hand; else the store's thread does.
    @discardableResult
    public func step() -> Bool {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        guard !jobs.isEmpty else { return false }
        do throws(DiskError) {
            let (writable, refused) = try makeRoom(for: jobs)
            try write(writable)
            for job in writable { Self.finish(job, .success(())) }
            for job in refused { Self.finish(job, .failure(.full)) }
            try makeRoomAhead()
        } catch {
            fail(error, jobs)
        }
        return true
    }

    /// On a full disk, looks whether there is room again.
    public func retry() {
        guard state.withLock({ $0.isFull && !$0.isStopped }) else { return }
        do throws(DiskError) {
            if try addFile() { state.withLock { $0.isFull = false } }
        } catch {
            fail(error, [])
        }
    }

    private static func finish(_ job: Job, _ result: Result<Void, SlotError>) {
        switch job {
        case .add(_, _, let done), .erase(_, let done): done(result)
        }
    }

    /// The first failure ends the store: what was being written may or may not be there.
    private func fail(_ error: DiskError, _ jobs: [Job]) {
        let rest = state.withLock { state in
            defer { state.jobs = [] }
            state.isStopped = true
            return state.jobs
        }
        onFailure(.diskFailed(error))
        for job in jobs + rest { Self.finish(job, .failure(.failed)) }
    }

    private static func number(_ job: Job) -> UInt64 {
        switch job {
        case .add(let number, _, _), .erase(let number, _): number
        }
    }

    /// Adds files until all of `jobs` have their place; without room, those that have none.
    private func makeRoom(
        for jobs: [Job]
    ) throws(DiskError) -> (writable: [Job], refused: [Job]) {
        let last = jobs.lazy.map(Self.number).max() ?? 0
        while last >= end {
            if try addFile() { continue }
            // Numbers that nobody has been told of go back, and so the next file begins where this
            // one ends.
            let end = end
            let late = state.withLock { state in
                let late = state.jobs.filter { Self.number($0) >= end }
                state.jobs.removeAll { Self.number($0) >= end }
                state.next = end
                state.isFull = true
                return late
            }
            return (
                jobs.filter { Self.number($0) < end }, jobs.filter { Self.number($0) >= end } + late
            )
        }
        return (jobs, [])
    }

    private var end: UInt64 {
        state.withLock { $0.files.last?.end ?? SlotHeader.firstSlot }
    }

    /// So that the zeroing of a file is seldom waited for. Tried once a file; a full disk shows
    /// when the room is needed.
    private func makeRoomAhead() throws(DiskError) {
        let isShort = state.withLock { state in
            guard let last = state.files.last, !state.isFull, !state.isStopped else { return false }
            let mark = last.end - UInt64(last.header.count / 8)
            return state.next >= mark && last.takeTurnAhead()
        }
        if isShort { _ = try addFile() }
    }

    /// False, and nothing is left behind, if there is no room for another file.
    private func addFile() throws(DiskError) -> Bool {
        let last = state.withLock { $0.files.last?.header }
        let header = SlotHeader(
            number: (last?.number ?? 0) + 1,
            identity: identity,
            first: last.map { $0.first + UInt64($0.count) } ?? SlotHeader.firstSlot,
            count: options.slotsPerFile
        )
        let paths = SlotPaths(directory: options.directory)
        do throws(DiskError) {
            try fill(paths.aside, header)
        } catch {
            guard error.isFull else { throw error }
            try disk.remove(paths.aside)
            return false
        }
        try disk.rename(paths.aside, to: paths.file(header.number))
        try disk.syncDirectory(options.directory)
        let file = try disk.open(paths.file(header.number), .write)
        let image = AlignedBuffer(count: header.count * Slot.size)
        state.withLock { $0.files.append(SlotFile(header, file, image: image)) }
        return true
    }

    /// A zero-filled file: writing to it later changes no metadata, which halves a sync.
    private func fill(_ path: String, _ header: SlotHeader) throws(DiskError) {
        let file = try disk.open(path, .create)
        defer { file.close() }
        try file.truncate(to: 0)
        let first = AlignedBuffer(count: Limits.block)
        unsafe header.write(first.base)
        try unsafe file.writeAll(first.bytes(Limits.block), at: 0)
        let zeros = AlignedBuffer(count: min(Limits.piece, header.count * Slot.size))
        var offset = UInt64(Limits.block)
        while offset < header.fileBytes {
            let count = min(zeros.count, Int(header.fileBytes - offset))
            try unsafe file.writeAll(zeros.bytes(count), at: offset)
            offset += UInt64(count)
        }
        try file.sync()
    }

    /// Puts `jobs` into the images, in their order, and the blocks that changed on disk.
    private func write(_ jobs: [Job]) throws(DiskError) {
        var dirty: [UInt64: Set<Int>] = [:]
        let files = state.withLock { state in
            for job in jobs {
                let number = Self.number(job)
                guard let file = Self.file(of: number, in: state) else { continue }
                switch job {
                case .add(_, let content, _): file.write(number, content)
                case .erase: file.write(number, nil)
                }
                dirty[file.header.number, default: []].insert(file.block(of: number))
            }
            return state.files.filter { dirty[$0.header.number] != nil }
        }
        for file in files {
            for run in Self.runs(of: (dirty[file.header.number] ?? []).sorted()) {
                state.withLock { _ in file.copy(run, to: buffer) }
                let offset = UInt64((run.lowerBound + 1) * Limits.block)
                try unsafe file.file.writeAll(buffer.bytes(run.count * Limits.block), at: offset)
            }
            try file.file.sync()
        }
    }

    private static func runs(of blocks: [Int]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for block in blocks {
            if let last = runs.last, last.upperBound == block, last.count < blocksPerWrite {
                runs[runs.count - 1] = last.lowerBound..<block + 1
            } else {
                runs.append(block..<block + 1)
            }
        }
        return runs
    }
}
