/// Making segments ready and freeing old ones.
extension SegmentPool {
    /// More free segments than this are removed rather than kept for use again.
    private static let keptForUse = 4

    /// Does one piece of work that is due, and says whether there was any. `pause` is called
    /// between pieces of a fill that nobody is waiting for.
    func step(pause: () -> Void = {}) throws(DiskError) -> Bool {
        if state.withLock({ $0.ready.count < wanted && !$0.isStopped }) { return try fill(pause) }
        return try trim()
    }

    /// Zeroes one more segment. On a full disk it leaves nothing behind and says so in `room`.
    private func fill(_ pause: () -> Void) throws(DiskError) -> Bool {
        let spare = try nextSpare()
        let path = state.withLock { state in
            defer { state.ordinal += 1 }
            return spare ?? paths.spare(state.ordinal)
        }
        do throws(DiskError) {
            guard try zero(path, pause) else { return false }
        } catch {
            guard error.isFull else { throw error }
            try disk.remove(path)
            state.withLock { $0.isShort = true }
            filled.signal()
            return false
        }
        let ready = paths.ready(state.withLock { $0.ordinal })
        try disk.rename(path, to: ready)
        try disk.syncDirectory(paths.directory)
        state.withLock { state in
            state.ordinal += 1
            state.ready.append(ready)
            state.isShort = false
        }
        filled.signal()
        return true
    }

    /// False if it was stopped before the end.
    private func zero(_ path: String, _ pause: () -> Void) throws(DiskError) -> Bool {
        let file = try disk.open(path, .create)
        defer { file.close() }
        if try file.size() > segmentBytes { try file.truncate(to: segmentBytes) }
        let zeros = AlignedBuffer(count: min(Limits.piece, Int(segmentBytes)))
        var offset: UInt64 = 0
        while offset < segmentBytes {
            let count = min(zeros.count, Int(segmentBytes - offset))
            try unsafe file.writeAll(zeros.bytes(count), at: offset)
            offset += UInt64(count)
            let (isStopped, isUrgent) = state.withLock { ($0.isStopped, $0.ready.isEmpty) }
            if isStopped {
                state.withLock { $0.spares.append(path) }
                return false
            }
            if !isUrgent { pause() }
        }
        try file.sync()
        return true
    }

    /// A file to zero: a spare one, or the oldest free segment under a new name.
    private func nextSpare() throws(DiskError) -> String? {
        if let spare = state.withLock({ $0.spares.popLast() }) { return spare }
        guard let free = takeFree(keeping: 0) else { return nil }
        let spare = paths.spare(
            state.withLock { state in
                defer { state.ordinal += 1 }
                return state.ordinal
            }
        )
        try disk.rename(paths.segment(free.number), to: spare)
        // The next one must not lose its name before this one has, or a gap would look like damage.
        try disk.syncDirectory(paths.directory)
        return spare
    }

    /// Removes the oldest free segment if there are more than will be used again.
    private func trim() throws(DiskError) -> Bool {
        guard let free = takeFree(keeping: Self.keptForUse) else { return false }
        try disk.remove(paths.segment(free.number))
        try disk.syncDirectory(paths.directory)
        return true
    }

    /// The oldest closed segment, if snapshots and history need it no more and nobody reads it.
    private func takeFree(keeping kept: Int) -> Extent? {
        state.withLock { state in
            var total = state.closed.reduce(0) { $0 + $1.bytes }
            var free = 0
            for segment in state.closed {
                guard segment.lastLSN < state.retireBelow, segment.pins == 0,
                    total - segment.bytes >= historyBytes
                else { break }
                total -= segment.bytes
                free += 1
            }
            return free > kept ? state.closed.removeFirst() : nil
        }
    }
}
