/// Which seats swaps asked for: the log alone does not say which of the old seats a swap kept.
public struct Swaps: Sendable {
    private var granted: [UInt64: [Int]] = [:]
    private var unanswered: [[Int]] = []

    /// No swap is known: the order in the log has to do.
    public init() {}

    /// The swaps among `evidence`.
    public init(_ evidence: Evidence) {
        for index in 0..<evidence.count {
            let attempt = evidence[index]
            guard attempt.action == .swap else { continue }
            switch attempt.verdict {
            case .granted: granted[attempt.version] = attempt.seats
            case .unknown: unanswered.append(attempt.seats)
            default: break
            }
        }
    }

    /// The seats that `event` leaves its hold with, which had `before`.
    func selection(of event: LogEvent, before: [Int]) -> [Int] {
        let listed = Set(event.seats)
        let asked = granted[event.version].map { [$0] } ?? unanswered
        for seats in asked where Set(seats) == listed || Set(seats + before) == listed {
            return seats
        }
        // New seats come first and the seats given up after them.
        var seats = event.seats
        while let last = seats.last, before.contains(last) { seats.removeLast() }
        return seats.isEmpty ? event.seats : seats
    }
}
