import Checker

/// Somebody who is in.
struct Visitor {
    var show: Int
    var journey: Journey
    /// What they want next, or have asked.
    var question = Journey.Question(ask: .wait)
    /// When it is due.
    var due: UInt64 = 0
    /// True till their first request is on its way.
    var isNew = true
    var hold: OwnHold?
    /// The version of the map that they know.
    var etag: UInt64?
    /// The place of their live connection.
    var live: Int?
    /// A request that is to be sent once more.
    var unsent: Flight?
}

/// A request on its way.
struct Flight {
    var visitor: Int
    var ask: Scenario.Step.Ask
    var bytes: [UInt8]
    /// When it was meant to be sent.
    var due: UInt64
    /// When it was sent, and first of all when it was first sent.
    var sent: UInt64 = 0
    var firstSent: UInt64 = 0
    /// What it is as a write.
    var write: WriteAnswer.Asked?
    var ttl = 0
    var isKeyed = false
    var etag: UInt64?
    /// The first answer, of a repeat that has to get the same.
    var first: RawAnswer?
}
