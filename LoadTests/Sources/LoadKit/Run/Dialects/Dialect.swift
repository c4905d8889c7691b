import Checker

/// How one kind of server is asked and understood: all that differs between SeatGrid and the stacks
/// beside it.
protocol Dialect {
    /// As `--dialect` and a result call it.
    var kind: ServerKind { get }
    /// The invariants that can be judged by what this server tells; of all others nothing is known.
    var judged: Set<Finding.Kind> { get }

    /// The bytes of `question` about show number `show`.
    ///
    /// `hold` is the capability of what is held, `etag` the version of the map that is known, and
    /// `serial` a number that no other request of the run has.
    func request(
        _ question: Journey.Question,
        show: Int,
        hold: [UInt8],
        etag: UInt64?,
        serial: Int
    ) -> [UInt8]

    /// What `event` and its `body` say to the write that was `asked` of show number `show`.
    func read(
        _ asked: WriteAnswer.Asked,
        _ event: Wire.Event,
        _ body: [UInt8],
        show: Int
    ) -> WriteAnswer

    /// Whether a write that was asked `again` in the same words was answered as it has to be.
    func isRight(again: RawAnswer, after first: RawAnswer) -> Bool
}

/// An answer to a write that is asked twice.
struct RawAnswer: Equatable {
    var status: Int
    var body: [UInt8]
    /// It had `Idempotency-Replayed: true`.
    var isReplayed = false
}

/// One show as its server lets anyone see it.
protocol ShowView {
    /// How many seats it has.
    var seatCount: Int { get }
    /// Whether a map tells a version that answers to writes tell, too.
    var hasVersions: Bool { get }

    /// The map now.
    func map() throws -> SeatMap
    /// A map from the body of an answer that the load itself fetched; nil when it is malformed.
    func map(from body: [UInt8], sent: UInt64, answered: UInt64) -> SeatMap?
    /// `evidence` beside what the server tells now. Throws `ShowAPI.Trimmed` when it has forgotten.
    func gather(
        _ evidence: Evidence,
        from start: SeatMap,
        streams: [DeltaStream]
    ) throws -> ShowCase
    /// Asks a server without a log for what it had acknowledged in `found`; gives what is wrong.
    ///
    /// `ids` are the capabilities of holds by the driver's number. This changes what it has.
    func askAgain(_ found: ShowCase, _ ids: [Int: [UInt8]]) throws -> Findings
}

extension ShowAPI: ShowView {
    var seatCount: Int { labels.count }
    var hasVersions: Bool { true }

    /// Its log has told everything.
    func askAgain(_ found: ShowCase, _ ids: [Int: [UInt8]]) -> Findings { Findings() }
}
