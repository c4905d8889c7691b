/// Settled orders that the provider is still asked about, each once: money may come again, or after
/// all, and the webhook that says so may be lost.
struct LateWatch: Sendable {
    /// How long an order is watched: an account that captures by itself may have taken money twice.
    /// Milliseconds.
    static let time: Int64 = 86_400_000
    /// The same of an order with a payment that came to nothing, or that ended without one: banks
    /// say yes for up to five days. Milliseconds.
    static let bankTime: Int64 = 6 * 86_400_000
    /// How many are looked at, each time that one is added, whether they can be forgotten.
    private static let swept = 2

    private struct Entry {
        let ordinal: Int
        var end: Moment
    }

    private var entries: [Entry] = []
    private var places: [Int: Int] = [:]
    private var next = 0

    /// When the last of them is given up; later if that one was taken out.
    private(set) var until = Moment.start

    var count: Int { entries.count }

    /// Watches an order till `end`, also if it was watched before. O(1).
    mutating func add(_ ordinal: Int, until end: Moment, at now: Moment) {
        if let place = places[ordinal] {
            entries[place].end = end
        } else {
            places[ordinal] = entries.count
            entries.append(Entry(ordinal: ordinal, end: end))
        }
        until = max(until, end)
        for _ in 0..<Self.swept { sweepOne(at: now) }
    }

    /// The order is open again. O(1).
    mutating func remove(_ ordinal: Int) {
        guard let place = places.removeValue(forKey: ordinal) else { return }
        let last = entries.removeLast()
        if place < entries.count {
            entries[place] = last
            places[last.ordinal] = place
        }
        if entries.isEmpty { until = .start }
    }

    /// Those that are still watched among the next `limit`, others each turn. O(limit).
    func ordinals(at now: Moment, turn: Int, limit: Int) -> [Int] {
        let start = entries.start(ofTurn: turn, limit: limit)
        return (0..<min(limit, entries.count)).compactMap { step in
            let entry = entries[(start + step) % entries.count]
            return entry.end > now ? entry.ordinal : nil
        }
    }

    private mutating func sweepOne(at now: Moment) {
        guard !entries.isEmpty else { return }
        next = next < entries.count - 1 ? next + 1 : 0
        if entries[next].end <= now { remove(entries[next].ordinal) }
    }
}

extension Array {
    /// Where to begin on a turn on which `limit` are taken: within some turns each has its own.
    func start(ofTurn turn: Int, limit: Int) -> Int {
        count > limit ? Int((UInt64(turn) &* UInt64(limit)) % UInt64(count)) : 0
    }

    /// The same from there on, to the end and round. O(count).
    func rotated(toTurn turn: Int, limit: Int) -> [Element] {
        let start = start(ofTurn: turn, limit: limit)
        return Array(self[start...] + self[..<start])
    }
}
