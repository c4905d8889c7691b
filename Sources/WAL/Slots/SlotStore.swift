/// Small things in slots of a fixed size that are written once, kept, and can be erased in place:
/// for what an append-only log must not hold, like keys that are to be destroyed one day.
///
/// One writer: what comes while it syncs goes out together with the next sync. All slots are in
/// memory too. From any thread.
public final class SlotStore: Sendable {
    /// Told when a slot is as it was asked to be, on stable storage, or why not; on the store's own
    /// thread.
    public typealias Done = @Sendable (Result<Void, SlotError>) -> Void

    enum Job {
        case add(UInt64, [UInt8], Done)
        case erase(UInt64, Done)
    }

    struct State {
        var files: [SlotFile]
        /// The number of the next slot.
        var next: UInt64
        var jobs: [Job] = []
        /// There was no room for another file.
        var isFull = false
        var isStopped = false
    }

    /// Distinguishes this store from any other.
    public let identity: UInt64
    /// Slots that could not be read at the start.
    public let damaged: Int
    let options: SlotOptions
    let disk: any Disk
    let state: Locked<State>
    let work = EventCount()
    let lock: any DiskLock
    let onFailure: @Sendable (LogError) -> Void
    /// Blocks on their way to the disk; used by the one that moves the store on.
    let buffer = AlignedBuffer(count: blocksPerWrite * Limits.block)
    private let thread = Locked<LogThread?>(nil)

    /// Slots that may wait to be written.
    private static let waiting = 65_536

    init(
        _ options: SlotOptions,
        _ disk: any Disk,
        _ lock: any DiskLock,
        found: FoundSlots,
        onFailure: @escaping @Sendable (LogError) -> Void
    ) {
        self.options = options
        self.disk = disk
        self.lock = lock
        self.onFailure = onFailure
        identity = found.identity
        damaged = found.files.reduce(0) { $0 + $1.damaged }
        state = Locked(State(files: found.files, next: found.next))
        guard case .threads = options.drive else { return }
        let started = LogThread("slot-writer") { [self] in run() }
        thread.withLock { $0 = started }
    }

    /// Takes the next slot for `content`, at most 48 bytes; `done` is called once, if this does not
    /// throw.
    public func add(
        _ content: [UInt8],
        done: @escaping Done
    ) throws(SlotError) -> SlotNumber {
        precondition(content.count <= Slot.contentBytes, "a slot holds 48 bytes")
        let number = try state.withLock { (state) throws(SlotError) -> UInt64 in
            try Self.check(state)
            if state.isFull { throw .full }
            let number = state.next
            state.next += 1
            state.jobs.append(.add(number, content, done))
            return number
        }
        work.signal()
        return SlotNumber(rawValue: number)
    }

    private static func check(_ state: State) throws(SlotError) {
        if state.isStopped { throw .failed }
        if state.jobs.count >= waiting { throw .busy }
    }

    /// What is in a slot; what is being erased counts as erased. O(files).
    public func read(_ slot: SlotNumber) -> SlotReading {
        state.withLock { Self.file(of: slot.rawValue, in: $0)?.read(slot.rawValue) ?? .unknown }
    }

    /// Calls `body` with what every live slot has. O(slots); other callers wait meanwhile.
    public func forEachLive(_ body: ([UInt8]) -> Void) {
        state.withLock { state in
            for file in state.files {
                for number in file.header.first..<file.end {
                    if case .live(let content) = file.read(number) { body(content) }
                }
            }
        }
    }

    /// Overwrites a slot with zeros, on disk and in memory. Erasing again is fine; false, and
    /// `done` is not called, if there is no such slot.
    public func erase(_ slot: SlotNumber, done: @escaping Done) throws(SlotError) -> Bool {
        let isKnown = try state.withLock { (state) throws(SlotError) -> Bool in
            try Self.check(state)
            guard slot.rawValue > 0, slot.rawValue < state.next else { return false }
            if let file = Self.file(of: slot.rawValue, in: state) {
                guard file.read(slot.rawValue) != .unknown else { return false }
                file.write(slot.rawValue, nil)
            }
            state.jobs.append(.erase(slot.rawValue, done))
            return true
        }
        if isKnown { work.signal() }
        return isKnown
    }

    static func file(of number: UInt64, in state: State) -> SlotFile? {
        state.files.last { $0.header.first <= number }.flatMap { number < $0.end ? $0 : nil }
    }

    /// Writes what waits, then lets go of the files; what comes later fails. Blocks for a moment.
    public func close() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        work.signal()
        let ended = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        ended?.join()
        guard isFirst else { return }
        if ended == nil { while step() {} }
        for file in state.withLock({ $0.files }) { file.file.close() }
        lock.release()
    }
}
