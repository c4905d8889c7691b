import NIOCore

/// Since when a connection is in which state, on the loop's coarse clock. A value; looked at once
/// a tick, so nothing is scheduled for a request.
struct ConnectionClocks {
    /// When the last part of a request or answer passed.
    var activeSince: NIODeadline
    /// When the first bytes of a head came that is not complete yet.
    var headSince: NIODeadline?
    /// When the head of a request came whose body is not complete yet.
    var bodySince: NIODeadline?
    var bodyBytes: Int64 = 0
    /// When the socket stopped taking our bytes.
    var stalledSince: NIODeadline?
    /// When we ended our side.
    var lingersSince: NIODeadline?
    private var sawPart = false

    init(now: NIODeadline) { activeSince = now }

    /// What a connection's time has come for.
    enum Due: Equatable { case nothing, close, timeout(String) }

    mutating func passed(_ now: NIODeadline) {
        activeSince = now
        headSince = nil
        sawPart = true
    }

    /// Bytes were read; if they brought no part of a request, they begin a head.
    mutating func readCompleted(_ now: NIODeadline, betweenRequests: Bool) {
        if !sawPart, betweenRequests, headSince == nil { headSince = now }
        sawPart = false
    }

    /// What is due at `now`. `owes`: answers are outstanding.
    func due(at now: NIODeadline, owes: Bool, limits: GatewayLimits) -> Due {
        func over(_ since: NIODeadline?, _ milliseconds: Int64) -> Bool {
            guard let since else { return false }
            return now - since > .milliseconds(milliseconds)
        }
        if over(lingersSince, 2_000) || over(stalledSince, limits.stallMilliseconds) {
            return .close
        }
        if lingersSince != nil { return .nothing }
        if over(headSince, limits.headMilliseconds) {
            return .timeout("The request's head took longer than it may.")
        }
        let bodyTime = limits.bodyMilliseconds + bodyBytes * 1_000 / limits.bodyBytesPerSecond
        if over(bodySince, bodyTime) { return .timeout("The body came too slowly.") }
        if !owes, bodySince == nil, headSince == nil, over(activeSince, limits.idleMilliseconds) {
            return .close
        }
        return .nothing
    }
}
