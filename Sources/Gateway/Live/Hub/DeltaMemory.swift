import SeatGrid

/// The newest frames of a show: which seats changed from when to when. For viewers who are brought
/// on and for those who come back.
///
/// It keeps no states: whoever catches up gets the seats' states of now, which makes it right to
/// give a viewer whole frames of which he saw a part. Bounded in frames and seats; the oldest go.
struct DeltaMemory {
    private struct Frame {
        let first: UInt64
        let last: UInt64
        /// Where its seats end, counted from the first seat ever remembered.
        let end: Int
    }

    private let frameLimit: Int
    private let seatLimit: Int
    private var frames: [Frame] = []
    /// The seats of all frames, one frame's after the other's.
    private var seats: [SeatIndex] = []
    /// How many seats are no longer in `seats`.
    private var dropped = 0
    /// Where the oldest frame stands; those before are dropped now and then, all at once.
    private var start = 0

    init(frameLimit: Int, seatLimit: Int) {
        self.frameLimit = frameLimit
        self.seatLimit = seatLimit
    }

    /// Remembers that `changed` changed in `first` to `last`, which follows the newest frame. O(1)
    /// a seat on average.
    mutating func remember(first: UInt64, last: UInt64, seats changed: [SeatIndex]) {
        seats.append(contentsOf: changed)
        let end = dropped + seats.count
        frames.append(Frame(first: first, last: last, end: end))
        while start < frames.count,
            frames.count - start > frameLimit || end - begin(of: start) > seatLimit
        {
            start += 1
        }
        if start > frames.count / 2 {
            let kept = begin(of: start)
            seats.removeFirst(kept - dropped)
            dropped = kept
            frames.removeFirst(start)
            start = 0
        }
    }

    /// All seats that changed after `version`, each once and in order; nil if that is forgotten.
    /// O(log frames + seats).
    func seatsChanged(after version: UInt64) -> [SeatIndex]? {
        guard start < frames.count, version + 1 >= frames[start].first else { return nil }
        var low = start
        var high = frames.count
        while low < high {
            let middle = (low + high) / 2
            if frames[middle].last <= version { low = middle + 1 } else { high = middle }
        }
        var found = Array(seats[(begin(of: low) - dropped)...])
        found.sort()
        var count = 0
        for seat in found where count == 0 || found[count - 1] != seat {
            found[count] = seat
            count += 1
        }
        found.removeLast(found.count - count)
        return found
    }

    /// Forgets all: what follows does not join on.
    mutating func clear() {
        frames = []
        seats = []
        dropped = 0
        start = 0
    }

    private func begin(of frame: Int) -> Int { frame == 0 ? dropped : frames[frame - 1].end }
}
