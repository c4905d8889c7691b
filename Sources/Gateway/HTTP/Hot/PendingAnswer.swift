import NIOCore
import SeatGrid

/// A request that waits for its answer, and what rendering that will need.
struct PendingAnswer {
    let route: HotTarget.Route
    let requestID: RequestID
    /// The show, for hot requests.
    var entry: ShowEntry?
    /// The version a reader already has (`If-None-Match`).
    var knownVersion: String?
    /// `?format=list`
    var asList = false
    /// HEAD: the answer's head alone.
    var isHead = false
    /// The connection ends with this answer.
    var closes = false
    let startedAt: NIODeadline
    /// The answer, if it was ready before its turn.
    var rendered: ByteBuffer?
}

/// The answers that one connection owes, in the order of its requests.
///
/// A value without I/O: tokens count up from 0, and an answer may come at any time; `take` gives
/// them out only in order.
struct AnswerQueue {
    private var slots = CircularBuffer<PendingAnswer>(initialCapacity: 2)
    private var firstToken: UInt64 = 0

    var count: Int { slots.count }
    var isEmpty: Bool { slots.isEmpty }

    /// The token of the next request to be pushed.
    var nextToken: UInt64 { firstToken + UInt64(slots.count) }

    mutating func push(_ answer: PendingAnswer) -> UInt64 {
        let token = nextToken
        slots.append(answer)
        return token
    }

    /// Whether `token` still waits.
    func waits(_ token: UInt64) -> Bool {
        guard token >= firstToken, token < nextToken else { return false }
        return slots[offset: Int(token - firstToken)].rendered == nil
    }

    func isFirst(_ token: UInt64) -> Bool { token == firstToken && !slots.isEmpty }

    subscript(token: UInt64) -> PendingAnswer {
        slots[offset: Int(token - firstToken)]
    }

    /// Keeps an answer that came before its turn.
    mutating func keep(_ bytes: ByteBuffer, for token: UInt64) {
        slots[offset: Int(token - firstToken)].rendered = bytes
    }

    /// The first request, whose turn has come; the caller writes its answer.
    mutating func takeFirst() -> PendingAnswer {
        firstToken += 1
        return slots.removeFirst()
    }

    /// The first request if its answer has been kept.
    mutating func takeFirstRendered() -> PendingAnswer? {
        guard let first = slots.first, first.rendered != nil else { return nil }
        return takeFirst()
    }

    /// Forgets everything: the connection is gone.
    mutating func removeAll() {
        firstToken += UInt64(slots.count)
        slots.removeAll()
    }
}

extension CircularBuffer {
    /// The element that many places after the first.
    subscript(offset offset: Int) -> Element {
        get { self[index(startIndex, offsetBy: offset)] }
        set { self[index(startIndex, offsetBy: offset)] = newValue }
    }
}
