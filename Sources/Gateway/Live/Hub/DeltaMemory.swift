import SeatGrid

/// The newest frames of a show, for viewers who come back: which seats changed from when to when.
///
/// It keeps no states: whoever catches up gets the seats' states of now, which makes it right to
/// give a viewer whole frames of which he saw a part. Bounded in frames and seats; the oldest go.
struct DeltaMemory {
    private struct Frame {
        let first: UInt64
        let last: UInt64
        let seats: [SeatIndex]
    }

    private let frameLimit: Int
    private let seatLimit: Int
    private var frames: [Frame] = []
    /// Where the oldest frame stands; those before are dropped now and then, all at once.
    private var start = 0
    private var seatCount = 0

    init(frameLimit: Int, seatLimit: Int) {
        self.frameLimit = frameLimit
        self.seatLimit = seatLimit
    }

    /// Remembers that `seats` changed in `first` to `last`, which follows the newest frame. O(1)
    /// on average.
    mutating func remember(first: UInt64, last: UInt64, seats: [SeatIndex]) {
        frames.append(Frame(first: first, last: last, seats: seats))
        seatCount += seats.count
        while start < frames.count, frames.count - start > frameLimit || seatCount > seatLimit {
            seatCount -= frames[start].seats.count
            start += 1
        }
        if start > frames.count / 2 {
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
        return Set(frames[low...].lazy.flatMap(\.seats)).sorted()
    }

    /// Forgets all: what follows does not join on.
    mutating func clear() {
        frames = []
        start = 0
        seatCount = 0
    }
}
