import Glibc
public import WAL

extension SimulatedDisk {
    /// Makes a directory; it is durable at once.
    public func makeDirectory(_ path: String) throws(DiskError) {
        _ = try act(.directory, path) { state in state.directories.insert(path) }
    }

    /// The names of the files in a directory.
    public func list(_ path: String) throws(DiskError) -> [String] {
        try read(.directory, path) { state in
            state.names.current.keys.filter { $0.hasPrefix(path + "/") }
                .map { String($0.dropFirst(path.count + 1)) }
                .filter { !$0.contains("/") }
        }
    }

    /// Opens a file.
    public func open(_ path: String, _ mode: OpenMode) throws(DiskError) -> any DiskFile {
        let known = try read(.open, path) { state in
            state.names.current[path].map { (state.boot, $0) }
        }
        if let (boot, inode) = known {
            return SimulatedFile(disk: self, path: path, inode: inode, boot: boot)
        }
        guard case .create = mode else {
            throw DiskError(operation: .open, code: ENOENT, path: path)
        }
        return try act(.open, path) { state in
            let inode = state.nextInode
            state.nextInode += 1
            state.inodes[inode] = SimulatedInode()
            note(.set(path, inode), &state)
            return SimulatedFile(disk: self, path: path, inode: inode, boot: state.boot)
        }
    }

    /// Gives a file another name.
    public func rename(_ from: String, to: String) throws(DiskError) {
        try act(.rename, from) { state in
            precondition(state.names.current[from] != nil, "rename of \(from), which is not there")
            note(.rename(from, to), &state)
        }
    }

    /// Removes a file's name.
    public func remove(_ path: String) throws(DiskError) {
        try act(.remove, path) { state in note(.remove(path), &state) }
    }

    /// Makes all changes of names durable. (Of all directories: one journal serves them.)
    public func syncDirectory(_ path: String) throws(DiskError) {
        try act(.syncDirectory, path) { state in
            state.names.medium = state.names.current
            state.names.changes = []
        }
    }

    /// Takes a lock.
    public func lock(_ path: String) throws(DiskError) -> (any DiskLock)? {
        let boot = try act(.lock, path) { state in
            state.locked.insert(path).inserted ? state.boot : nil
        }
        return boot.map { SimulatedLock(disk: self, path: path, boot: $0) }
    }

    /// Bits of the seed.
    public func randomBits() -> UInt64 { state.withLock { $0.random.next() } }

    private func note(_ change: NameChange, _ state: inout State) {
        Self.apply(change, to: &state.names.current)
        state.names.changes.append(change)
    }

    /// One operation that changes something; counted, and done only in part by a crash.
    func act<R>(
        _ operation: DiskError.Operation,
        _ path: String,
        partial: (inout State) -> Void = { _ in },
        _ body: (inout State) -> R
    ) throws(DiskError) -> R {
        let result: Result<R, DiskError> = state.withLock { state in
            if state.isDead { return .failure(dead(operation, path)) }
            state.operations += 1
            if state.operations == state.faults.crashAt {
                partial(&state)
                state.isDead = true
                return .failure(dead(operation, path))
            }
            if let code = state.faults.failures[state.operations] {
                partial(&state)
                return .failure(DiskError(operation: operation, code: code, path: path))
            }
            return .success(body(&state))
        }
        return try result.get()
    }

    func read<R>(
        _ operation: DiskError.Operation,
        _ path: String,
        _ body: (inout State) -> R
    ) throws(DiskError) -> R {
        let result: Result<R, DiskError> = state.withLock { state in
            if state.isDead { return .failure(dead(operation, path)) }
            state.reads += 1
            if let code = state.faults.readFailures[state.reads] {
                return .failure(DiskError(operation: operation, code: code, path: path))
            }
            return .success(body(&state))
        }
        return try result.get()
    }

    private func dead(_ operation: DiskError.Operation, _ path: String) -> DiskError {
        DiskError(operation: operation, code: ENODEV, path: path)
    }
}
