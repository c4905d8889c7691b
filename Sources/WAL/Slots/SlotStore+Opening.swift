extension SlotStore {
    /// Opens a store and reads all its slots. O(slots).
    ///
    /// - Throws: `locked` if another process has it; `badSlots` for a file that is none of its own,
    ///   without which it can't be known which numbers were given out.
    public static func open(
        _ options: SlotOptions,
        disk: any Disk,
        onFailure: @escaping @Sendable (LogError) -> Void
    ) throws(LogError) -> SlotStore {
        precondition(options.slotsPerFile * Slot.size % Limits.block == 0, "whole blocks of slots")
        let paths = SlotPaths(directory: options.directory)
        let lock: (any DiskLock)?
        do throws(DiskError) {
            try disk.makeDirectory(options.directory)
            lock = try disk.lock(paths.lock)
        } catch { throw .diskFailed(error) }
        guard let lock else { throw .locked(path: options.directory) }
        do throws(LogError) {
            let found = try FoundSlots(paths, disk)
            return SlotStore(options, disk, lock, found: found, onFailure: onFailure)
        } catch {
            lock.release()
            throw error
        }
    }
}

/// The names of a store's files.
struct SlotPaths {
    let directory: String

    var lock: String { directory + "/lock" }
    /// A file that is being made.
    var aside: String { directory + "/aside" }
    func file(_ number: UInt64) -> String {
        directory + "/slots-" + LogPaths.hex(number) + ".dat"
    }

    static func number(of name: String) -> UInt64? {
        guard name.hasPrefix("slots-"), name.hasSuffix(".dat") else { return nil }
        return UInt64(name.dropFirst(6).dropLast(4), radix: 16)
    }
}

/// The files of a store, as they were found.
struct FoundSlots {
    let files: [SlotFile]
    let identity: UInt64

    init(_ paths: SlotPaths, _ disk: any Disk) throws(LogError) {
        var files: [SlotFile] = []
        for number in try Self.numbers(paths, disk) {
            let path = paths.file(number)
            let file = try Self.read(path, disk)
            if let before = files.last {
                guard file.header.identity == before.header.identity,
                    file.header.number == before.header.number + 1,
                    file.header.first == before.end
                else {
                    throw .badSlots(path: path, reason: "it does not follow the file before it")
                }
            }
            files.append(file)
        }
        self.files = files
        identity = files.first?.header.identity ?? disk.randomBits()
    }

    private static func numbers(_ paths: SlotPaths, _ disk: any Disk) throws(LogError) -> [UInt64] {
        do throws(DiskError) {
            let names = try disk.list(paths.directory)
            // A crash left it; nothing in it was ever used.
            if names.contains("aside") { try disk.remove(paths.aside) }
            return names.compactMap(SlotPaths.number(of:)).sorted()
        } catch { throw .diskFailed(error) }
    }

    private static func read(_ path: String, _ disk: any Disk) throws(LogError) -> SlotFile {
        let reading: SlotHeader.Reading
        var found: SlotFile?
        do throws(DiskError) {
            let file = try disk.open(path, .write)
            let first = AlignedBuffer(count: Limits.block)
            let got = try unsafe file.read(into: first.mutable(Limits.block), at: 0)
            reading =
                unsafe got == Limits.block ? SlotHeader.read(UnsafeRawPointer(first.base)) : .bad
            if case .good(let header) = reading { found = try image(of: file, header) }
            if found == nil { file.close() }
        } catch { throw .diskFailed(error) }
        if let found { return found }
        if case .version(let version) = reading {
            throw .unknownVersion(path: path, version: version)
        }
        throw .badSlots(path: path, reason: "its header is damaged, or it is cut short")
    }

    /// nil if the file is shorter than its header says.
    private static func image(
        of file: any DiskFile,
        _ header: SlotHeader
    ) throws(DiskError) -> SlotFile? {
        let bytes = header.count * Slot.size
        guard try file.size() >= header.fileBytes else { return nil }
        let image = AlignedBuffer(count: bytes)
        let got = try unsafe file.read(into: image.mutable(bytes), at: UInt64(Limits.block))
        return got == bytes ? SlotFile(header, file, image: image) : nil
    }

    /// The number of the next slot: after the last one that was ever written to.
    var next: UInt64 {
        let used = files.reversed().lazy.compactMap(\.lastUsed).first
        return used.map { $0 + 1 } ?? files.first?.header.first ?? SlotHeader.firstSlot
    }
}
