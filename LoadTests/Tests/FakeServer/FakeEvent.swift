/// One change of a fake show, as it stands in the fake's journal: with the answer, for repeats.
struct FakeEvent: Codable {
    var show: String
    var seq: UInt64
    var type: String
    var seats: [Int]
    /// Of a swap: how many of `seats` are the new selection.
    var kept: Int?
    var hold: String?
    var booking: String?
    var at: Int64
    var deadline: Int64?
    var key: String?
    var request: String?
    var status: Int?
    var answer: String?
}

/// What a fake server does wrong on purpose.
public enum Fault: String, Sendable, CaseIterable {
    /// Acknowledges a hold that it forgets at once.
    case dropWrite = "drop-write"
    /// Grants a hold of a seat that has an owner.
    case doubleBooking = "double-booking"
    /// Leaves a delta out.
    case skipDelta = "skip-delta"
    /// Answers a map of some versions ago.
    case staleMap = "stale-map"
    /// Names only the first seat in the way.
    case partialConflicts = "partial-conflicts"
    /// Refuses seats together that are free.
    case refuseTogether = "refuse-together"
    /// Sends an answer twice.
    case doubleAnswer = "double-answer"
    /// Has forgotten the start of every log, and says so.
    case trimLog = "trim-log"
    /// Has lost the end of its journal when it starts again.
    case loseTail = "lose-tail"
    /// Has lost all idempotency keys when it starts again.
    case forgetKeys = "forget-keys"
    /// Books once more what has been booked, as a peer without keys may.
    case bookAgain = "book-again"
}
