/// What is to happen when: the earliest first, ties in the order they came. O(log n) an operation.
struct DueTimes {
    private struct Entry {
        var at: UInt64
        var order: UInt64
        var visitor: Int

        func isBefore(_ other: Entry) -> Bool {
            at != other.at ? at < other.at : order < other.order
        }
    }

    private var heap: [Entry] = []
    private var order: UInt64 = 0

    /// When the earliest is due; nil when nothing is.
    var first: UInt64? { heap.first?.at }

    mutating func add(_ visitor: Int, at time: UInt64) {
        order += 1
        heap.append(Entry(at: time, order: order, visitor: visitor))
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the earliest, when it is due by `now`.
    mutating func take(by now: UInt64) -> (visitor: Int, at: UInt64)? {
        guard let first = heap.first, first.at <= now, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.visitor, first.at)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].isBefore(heap[least]) {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
