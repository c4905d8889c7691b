internal import Synchronization

/// Where records gather while the batch before them is being written: two buffers that change
/// places.
///
/// Any thread appends, under a short lock and without allocating. One thread takes. The bound is
/// one batch: who finds it full waits until the writer has taken it.
@safe final class Gathering: Sendable {
    struct Batch: ~Copyable {
        let buffer: AlignedBuffer
        let payloadBytes: Int
        let count: Int
    }

    private struct State: ~Copyable {
        var filling: AlignedBuffer
        var other: AlignedBuffer
        var used = BatchHeader.size
        var count = 0
        var next: LSN
        var isDead = false
    }

    private let state: Locked<State>
    private let limit: Int
    private let lastAppended: Atomic<UInt64>
    /// Signalled when the writer has something to do.
    let work = EventCount()
    /// Signalled when the writer has taken a batch.
    let space = EventCount()

    init(limit: Int, next: LSN) {
        self.limit = limit
        lastAppended = Atomic(next.rawValue - 1)
        state = Locked(
            State(
                filling: AlignedBuffer(count: limit),
                other: AlignedBuffer(count: limit),
                next: next
            )
        )
    }

    var end: LSN { LSN(rawValue: lastAppended.load(ordering: .acquiring)) }

    /// Copies a record in and gives its number; nil if there is no room now.
    @inline(__always)
    func append(
        _ header: RecordHeader,
        payload: Int,
        _ fill: (UnsafeMutableRawBufferPointer) -> Void
    ) -> LSN? {
        let size = RecordFrame.size(payload: payload)
        precondition(BatchHeader.size + size <= limit, "a record of \(payload) bytes is too large")
        return state.withLock { state in
            if !state.isDead {
                guard state.used + size <= limit else { return nil }
                let place = unsafe state.filling.base + state.used
                unsafe fill(
                    UnsafeMutableRawBufferPointer(
                        start: place + RecordFrame.headerBytes,
                        count: payload
                    )
                )
                unsafe RecordFrame.seal(place, header, payload: payload)
                state.used += size
                state.count += 1
            }
            let lsn = state.next
            state.next = lsn.next
            lastAppended.store(lsn.rawValue, ordering: .releasing)
            return lsn
        }
    }

    /// What has gathered, or nil. The buffer is the caller's until it takes again.
    func take() -> Batch? {
        let batch: Batch? = state.withLock { state in
            guard state.count > 0, !state.isDead else { return nil }
            let batch = Batch(
                buffer: state.filling,
                payloadBytes: state.used - BatchHeader.size,
                count: state.count
            )
            swap(&state.filling, &state.other)
            state.used = BatchHeader.size
            state.count = 0
            return batch
        }
        if batch != nil { space.signal() }
        return batch
    }

    var isEmpty: Bool { state.withLock { $0.count == 0 || $0.isDead } }

    /// Waits until the writer has taken what is full.
    func waitForSpace() {
        let ticket = space.prepare()
        work.signal()
        let isFull = state.withLock { $0.used > BatchHeader.size && !$0.isDead }
        if isFull { space.wait(ticket, milliseconds: 100) } else { space.cancel() }
    }

    /// After a failure records get numbers but go nowhere, so that nobody waits for room for ever.
    func kill() {
        state.withLock { $0.isDead = true }
        space.signal()
        work.signal()
    }
}
