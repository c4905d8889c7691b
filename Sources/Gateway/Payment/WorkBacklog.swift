import SeatGrid
import Synchronization

/// What is due, by kind, and who does it: workers that end when nothing of their kind is left.
///
/// Each look at the shows replaces what waits, so that nothing is done that was wanted long ago.
final class WorkBacklog: Sendable {
    struct Item: Sendable {
        let show: ShowID
        let work: CheckoutWork
    }

    private struct Lane {
        /// The next one last.
        var items: [Item] = []
        var workers = 0
    }

    private let lanes = Mutex<[WorkLane: Lane]>([:])

    /// Takes in what is due, the most urgent first; the lanes that need one more worker, once for
    /// each. Whoever calls starts them.
    func replace(with due: [WorkLane: [Item]]) -> [WorkLane] {
        lanes.withLock { lanes in
            var missing: [WorkLane] = []
            for kind in WorkLane.allCases {
                var lane = lanes[kind] ?? Lane()
                lane.items = due[kind, default: []].reversed()
                let more = max(0, min(kind.width - lane.workers, lane.items.count))
                lane.workers += more
                lanes[kind] = lane
                missing += Array(repeating: kind, count: more)
            }
            return missing
        }
    }

    /// A worker's next; nil: it is to end.
    func next(_ kind: WorkLane) -> Item? {
        lanes.withLock { lanes in
            if let item = lanes[kind]?.items.popLast() { return item }
            lanes[kind]?.workers -= 1
            return nil
        }
    }
}
