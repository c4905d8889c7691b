/// One show of a run, as it can be checked at any time: every answer about it, and what the
/// server's log and map said afterwards.
///
/// A pure value: the same case always gives the same findings.
public struct ShowCase: Sendable {
    /// The show's id.
    public var show: String
    /// Seats side by side, by index; empty when seats together are not to be checked.
    public var rows: [Range<Int>]
    /// Nanoseconds that every hold lasts, of a server that has no log: its answers and maps alone
    /// are judged then, by `AnswerCheck`. Nil of one with a log.
    public let holdsLast: UInt64?
    /// The map before the first request.
    public var start: SeatMap
    /// A map fetched after the last answer and before the log was.
    public var final: SeatMap?
    /// The log after `start`.
    public var events: [LogEvent] = []
    /// Every answer.
    public var evidence = Evidence()
    /// What live subscribers saw.
    public var streams: [DeltaStream] = []

    /// A show whose seats were as in `start`, about which nothing is known yet.
    public init(
        show: String,
        rows: [Range<Int>] = [],
        start: SeatMap,
        holdsLast: UInt64? = nil
    ) {
        self.show = show
        self.rows = rows
        self.start = start
        self.holdsLast = holdsLast
    }

    /// The invariants that can be judged; of all others nothing is known.
    public var judged: Set<Finding.Kind> {
        holdsLast == nil ? Set(Finding.Kind.allCases) : AnswerCheck.judged
    }

    /// All that is wrong; `exclusive` when nobody else wrote to the show.
    public func check(exclusive: Bool) -> Findings {
        if let holdsLast {
            let check = AnswerCheck.check(
                evidence,
                from: start,
                final: final,
                lifetime: holdsLast,
                exclusive: exclusive
            )
            return check.findings
        }
        var findings = Checker.check(
            evidence: evidence,
            events: events,
            from: start,
            final: final,
            exclusive: exclusive,
            rows: rows
        )
        guard !streams.isEmpty else { return findings }
        let history = History(events: events, from: start, swaps: Swaps(evidence))
        for var stream in streams {
            stream.compare(with: history)
            findings.add(stream.findings)
        }
        return findings
    }
}
