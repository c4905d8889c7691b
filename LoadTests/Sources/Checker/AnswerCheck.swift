/// What the answers and maps alone prove of a show whose server has no log to read and no versions.
///
/// It says less than `Checker`, and never more than is certain: a hold has its seats from its
/// answer till the first request that could end it was sent, whatever happened in between. A pure
/// value: no clock, no socket.
public struct AnswerCheck {
    /// The invariants that it can judge; of all others nothing is known.
    public static let judged: Set<Finding.Kind> = [
        .twoOwners, .missing, .goneTooSoon, .stale, .map, .repeated, .unaskedAnswer,
    ]

    /// Seats and who had them, as far as answers tell.
    struct Tenure {
        var hold: Int
        var seats: [Int]
        /// When its hold was asked for, and acknowledged.
        var sent: UInt64
        var from: UInt64
        /// The earliest time at which it can have ended.
        var until: UInt64
        /// When its booking was acknowledged.
        var booked: UInt64?
        /// A booking of it got no answer.
        var mayBeBooked = false
        /// A release was acknowledged, or the hold was called gone.
        var isOver = false

        /// Whether the seats must be somebody's at `time`.
        func lives(at time: UInt64) -> Bool { booked != nil || until > time }
    }

    /// What is wrong so far.
    public internal(set) var findings = Findings()
    var tenures: [Tenure] = []
    /// Seats of holds whose answer never came.
    var perhaps: Set<Int> = []
    private var place: [Int: Int] = [:]
    private let lifetime: UInt64

    /// Reads `evidence` of a server whose holds last `lifetime` nanoseconds.
    public init(_ evidence: Evidence, lifetime: UInt64) {
        self.lifetime = lifetime
        for index in 0..<evidence.count where evidence[index].action == .hold {
            open(evidence[index])
        }
        for index in 0..<evidence.count where evidence[index].action != .hold {
            follow(evidence[index])
        }
        for sentence in evidence.wrongRepeats { findings.add(.repeated, sentence) }
    }

    /// All that is wrong with `evidence`, from the map before the run to the one after it, if that
    /// is known; what no answer explains only when `exclusive`, as nobody else wrote to the show.
    public static func check(
        _ evidence: Evidence,
        from start: SeatMap,
        final: SeatMap?,
        lifetime: UInt64,
        exclusive: Bool = true
    ) -> AnswerCheck {
        var check = AnswerCheck(evidence, lifetime: lifetime)
        check.checkOwners(start)
        for map in evidence.maps { check.checkStale(map) }
        guard let final else { return check }
        check.checkFinal(final)
        if exclusive { check.checkExplained(final, start) }
        return check
    }

    /// The seats of bookings that were acknowledged.
    public var sold: [[Int]] { tenures.filter { $0.booked != nil }.map(\.seats) }

    /// Holds that must still be there at `time`, neither booked nor given up.
    public func living(at time: UInt64) -> [(hold: Int, seats: [Int])] {
        tenures.filter { $0.booked == nil && !$0.mayBeBooked && !$0.isOver && $0.until > time }
            .map { ($0.hold, $0.seats) }
    }

    private mutating func open(_ attempt: Attempt) {
        switch attempt.verdict {
        case .granted:
            place[attempt.hold] = tenures.count
            tenures.append(
                Tenure(
                    hold: attempt.hold,
                    seats: attempt.seats,
                    sent: attempt.sent,
                    from: attempt.answered,
                    until: attempt.sent + lifetime
                )
            )
        case .unknown: perhaps.formUnion(attempt.seats)
        case .unavailable, .gone, .refused: break
        }
    }

    private mutating func follow(_ attempt: Attempt) {
        guard let index = place[attempt.hold] else { return }
        switch (attempt.action, attempt.verdict) {
        case (.book, .granted): tenures[index].booked = attempt.answered
        case (.book, .unknown): tenures[index].mayBeBooked = true
        case (.release, .granted):
            tenures[index].isOver = true
            end(index, attempt)
        case (.release, .unknown): end(index, attempt)
        case (_, .gone):
            if tenures[index].until > attempt.answered {
                findings.add(
                    .goneTooSoon,
                    "\(attempt.action) of the hold of \(tenures[index].seats) was told that it is "
                        + "gone"
                )
            }
            // A booking may be refused though the seats are still marked as held.
            if attempt.action == .release { tenures[index].isOver = true }
            end(index, attempt)
        default: break
        }
    }

    private mutating func end(_ index: Int, _ attempt: Attempt) {
        tenures[index].until = min(tenures[index].until, attempt.sent)
    }
}
