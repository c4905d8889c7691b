extension SnapshotStore {
    /// Opens the snapshots in `directory`, or makes it.
    ///
    /// The newest of each shard is read whole and checked; a bad one is passed over and the one
    /// before serves. Nothing is changed until the first `write`: another node may have the
    /// directory, and only whoever has the log's lock writes.
    /// - Throws: `badSnapshot` if a shard has snapshots and none is good.
    public static func open(directory: String, disk: any Disk) throws(LogError) -> SnapshotStore {
        let names = SnapshotNames(directory: directory)
        var state = State()
        var rejected: [LogError] = []
        for (shard, found) in try find(names, disk) {
            state.nextGeneration[shard] = (found.first?.generation ?? 0) + 1
            var kept: [Kept] = []
            for name in found {
                state.proven = max(state.proven, name.position)
                if kept.count == 2 { break }
                do throws(LogError) {
                    // The older one is read only when it is needed.
                    kept.append(try load(name, names, disk, isWhole: kept.isEmpty))
                } catch {
                    guard case .badSnapshot = error else { throw error }
                    rejected.append(error)
                    state.bad.insert(name)
                }
            }
            if kept.isEmpty, let last = rejected.last { throw last }
            state.kept[shard] = kept
        }
        return SnapshotStore(disk: disk, names: names, state: state, rejected: rejected)
    }

    /// The names of all snapshots by shard, the newest first.
    static func find(
        _ names: SnapshotNames,
        _ disk: any Disk,
        isReadOnly: Bool = false
    ) throws(LogError) -> [UInt16: [SnapshotNames.Name]] {
        var found: [UInt16: [SnapshotNames.Name]] = [:]
        do throws(DiskError) {
            if !isReadOnly { try disk.makeDirectory(names.directory) }
            for text in try disk.list(names.directory) {
                if let name = SnapshotNames.parse(text) {
                    found[name.shard, default: []].append(name)
                }
            }
            // A name that a killed process left unsynced is built upon from now on.
            if !isReadOnly { try disk.syncDirectory(names.directory) }
        } catch { throw .diskFailed(error) }
        return found.mapValues { $0.sorted { $0.generation > $1.generation } }
    }

    static func load(
        _ name: SnapshotNames.Name,
        _ names: SnapshotNames,
        _ disk: any Disk,
        isWhole: Bool
    ) throws(LogError) -> Kept {
        let file = try SnapshotFile(names.path(name), disk: disk)
        let header = file.header
        guard header.shard == name.shard, header.generation == name.generation,
            header.position == name.position
        else { throw .badSnapshot(path: file.path, reason: "its name says something else") }
        if isWhole { try file.verify() }
        return Kept(name: name, info: file.info)
    }

    /// Puts bad snapshots into the quarantine, and removes superfluous ones and what a crash left.
    func tidy() throws(LogError) {
        let (bad, kept) = state.withLock { state in
            (state.bad, Set(state.kept.values.joined().map(\.name)))
        }
        let all: [String]
        do throws(DiskError) { all = try disk.list(names.directory) } catch {
            throw .diskFailed(error)
        }
        for text in all.sorted() {
            if let name = SnapshotNames.parse(text) {
                if bad.contains(name) {
                    try Self.quarantine(name, names, disk)
                } else if !kept.contains(name) {
                    try Self.discard(names.path(name), disk)
                }
            } else if text.hasSuffix(".tmp") {
                try Self.discard(names.directory + "/" + text, disk)
            }
        }
    }

    private static func quarantine(
        _ name: SnapshotNames.Name,
        _ names: SnapshotNames,
        _ disk: any Disk
    ) throws(LogError) {
        do throws(DiskError) {
            try disk.makeDirectory(names.quarantine)
            try disk.rename(names.path(name), to: names.quarantine + "/" + names.text(name))
            try disk.syncDirectory(names.quarantine)
            try disk.syncDirectory(names.directory)
        } catch { throw .diskFailed(error) }
    }

    /// Removes a file by and by: the removal of a large one stalls the log's syncs.
    static func discard(_ path: String, _ disk: any Disk) throws(LogError) {
        let step: UInt64 = 16 << 20
        do throws(DiskError) {
            let file = try disk.open(path, .write)
            defer { file.close() }
            var size = try file.size()
            while size > step {
                size = (size - step).blockStart
                try file.truncate(to: size)
            }
            try disk.remove(path)
        } catch { throw .diskFailed(error) }
    }
}
