extension SnapshotStore {
    /// Writes a snapshot of `shard` that contains its records up to `position`.
    ///
    /// Aside, synced in pieces, read again and checked, renamed, directory synced: when it returns
    /// it is on stable storage and the newest; the one before is kept, older ones are removed. The
    /// caller then records the checkpoint in the log. Blocks; call it on a thread for I/O.
    /// - Returns: where each value stands now, by key.
    /// - Throws: `full` if there is no room (nothing changed, the node may go on); any other error
    ///   must
    ///   end the node.
    public func write(
        shard: UInt16,
        position: LSN,
        epoch: UInt32,
        seq: UInt64,
        entries: some Sequence<SnapshotEntry>
    ) throws(LogError) -> [[UInt8]: SnapshotSlice] {
        try isUntidy.withLock { isUntidy throws(LogError) in
            if isUntidy { try tidy() }
            isUntidy = false
        }
        let generation = state.withLock { state in
            let next = state.nextGeneration[shard] ?? 1
            state.nextGeneration[shard] = next + 1
            return next
        }
        let name = SnapshotNames.Name(shard: shard, generation: generation, position: position)
        let header = SnapshotFormat.Header(
            shard: shard,
            epoch: epoch,
            seq: seq,
            position: position,
            generation: generation
        )
        let aside = names.path(name) + ".tmp"
        let slices: [[UInt8]: SnapshotSlice]
        do throws(LogError) {
            slices = try fill(aside, header, entries)
        } catch {
            guard case .diskFailed(let failure) = error, failure.isFull else { throw error }
            try Self.discard(aside, disk)
            throw .full(path: names.directory)
        }
        let info = try check(aside, header, path: names.path(name))
        do throws(DiskError) {
            try disk.rename(aside, to: names.path(name))
            try disk.syncDirectory(names.directory)
        } catch { throw .diskFailed(error) }
        try keep(Kept(name: name, info: info))
        return slices
    }

    private func fill(
        _ path: String,
        _ header: SnapshotFormat.Header,
        _ entries: some Sequence<SnapshotEntry>
    ) throws(LogError) -> [[UInt8]: SnapshotSlice] {
        var slices: [[UInt8]: SnapshotSlice] = [:]
        var source: SnapshotFile?
        let file: any DiskFile
        do throws(DiskError) { file = try disk.open(path, .create) } catch {
            throw .diskFailed(error)
        }
        defer { file.close() }
        var writer: SnapshotWriter
        do throws(DiskError) { writer = try SnapshotWriter(file, header) } catch {
            throw .diskFailed(error)
        }
        for entry in entries {
            let value: [UInt8]
            switch entry.value {
            case .bytes(let bytes): value = bytes
            case .carried(let slice): value = try carried(slice, from: &source)
            }
            do throws(DiskError) {
                let slice = try writer.add(entry.key, value)
                let twin = slices.updateValue(slice, forKey: entry.key)
                precondition(twin == nil, "a snapshot has a key twice")
            } catch { throw .diskFailed(error) }
        }
        do throws(DiskError) { try writer.finish() } catch { throw .diskFailed(error) }
        return slices
    }

    /// Keeps the file open between values: carried ones stand one after the other.
    private func carried(
        _ slice: SnapshotSlice,
        from source: inout SnapshotFile?
    ) throws(LogError) -> [UInt8] {
        if source?.header.generation != slice.generation {
            let kept = state.withLock { $0.kept[slice.shard] ?? [] }
            guard let name = kept.first(where: { $0.name.generation == slice.generation })?.name
            else { return try read(slice) }
            source = try SnapshotFile(names.path(name), disk: disk)
        }
        if let source { return try source.value(slice) }
        return try read(slice)
    }

    /// Reads what was written, past the cache, before anything relies on it.
    private func check(
        _ aside: String,
        _ header: SnapshotFormat.Header,
        path: String
    ) throws(LogError) -> SnapshotInfo {
        let file = try SnapshotFile(aside, disk: disk)
        guard file.header == header else {
            throw .badSnapshot(path: aside, reason: "it reads other than it was written")
        }
        try file.verify()
        return SnapshotInfo(
            shard: header.shard,
            generation: header.generation,
            position: header.position,
            epoch: header.epoch,
            seq: header.seq,
            entries: Int(file.footer.entries),
            path: path
        )
    }

    private func keep(_ new: Kept) throws(LogError) {
        let old = state.withLock { state in
            var kept = state.kept[new.name.shard] ?? []
            kept.insert(new, at: 0)
            state.proven = max(state.proven, new.name.position)
            state.kept[new.name.shard] = Array(kept.prefix(2))
            return Array(kept.dropFirst(2))
        }
        for kept in old { try Self.discard(names.path(kept.name), disk) }
    }
}
