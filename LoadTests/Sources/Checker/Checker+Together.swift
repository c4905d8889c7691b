extension Checker {
    /// Nobody is refused seats together while enough were free at every version that the request
    /// can have met.
    mutating func checkTogether(_ rows: [Range<Int>]) {
        let refused = (0..<evidence.count).filter { evidence[$0].together > 0 }
        guard !refused.isEmpty else { return }
        let runs = FreeRuns(history, rows: rows)
        for attempt in refused.map({ evidence[$0] }) {
            let low = realTime.floor(at: attempt.sent)
            let high = max(low, realTime.ceiling(at: attempt.answered))
            guard low >= history.base, high <= history.last else { continue }
            let least = runs.least(in: low...high)
            if least >= attempt.together {
                findings.add(
                    .togetherInVain,
                    "\(attempt.together) together were refused; in versions \(low)...\(high) "
                        + "there were always \(least) side by side"
                )
            }
        }
    }
}

/// The longest run of free seats side by side, at every version. Building is O(events × row).
struct FreeRuns {
    private let base: UInt64
    private var longest: [Int] = []

    init(_ history: History, rows: [Range<Int>]) {
        base = history.base
        var rowOf: [Int: Int] = [:]
        for (row, seats) in rows.enumerated() { for seat in seats { rowOf[seat] = row } }
        var runs = rows.map { Self.run($0, history, history.base) }
        // How many rows have a longest run of each length: the highest that is not 0 is the answer.
        var rowsOfLength = Array(repeating: 0, count: (rows.map(\.count).max() ?? 0) + 1)
        for run in runs { rowsOfLength[run] += 1 }
        longest = [rowsOfLength.lastIndex { $0 > 0 } ?? 0]
        for event in history.events {
            for row in Set(event.seats.compactMap { rowOf[$0] }) {
                rowsOfLength[runs[row]] -= 1
                runs[row] = Self.run(rows[row], history, event.version)
                rowsOfLength[runs[row]] += 1
            }
            longest.append(rowsOfLength.lastIndex { $0 > 0 } ?? 0)
        }
    }

    private static func run(_ seats: Range<Int>, _ history: History, _ version: UInt64) -> Int {
        var longest = 0
        var run = 0
        for seat in seats {
            run = history.state(of: seat, at: version) == .free ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// The least that the longest run was in `versions`. O(versions).
    func least(in versions: ClosedRange<UInt64>) -> Int {
        let low = min(Int(versions.lowerBound - base), longest.count - 1)
        let high = min(Int(versions.upperBound - base), longest.count - 1)
        return longest[low...high].min() ?? 0
    }
}
