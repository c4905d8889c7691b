import SeatGrid

/// A plain hot request, read straight off the received bytes: a few ranges into them.
///
/// NIO's codec makes a string of every header field before anybody knows which of them matter;
/// that was a quarter of a request's price. This parser takes only requests that no two parsers
/// could read differently: a hot route in plain characters, `HTTP/1.1`, CRLF line ends, fields of
/// token characters with printable ASCII values, no field that frames or transforms a message but
/// one decimal `Content-Length`, nothing twice that may come once, and all of it there. Everything
/// else, right or wrong, it leaves to NIO's codec by giving nil: it never refuses and never waits.
/// `NarrowRequestTests` and the fuzzer hold it to that: what it takes, NIO's codec reads alike.
package struct NarrowRequest {
    var method = LaneMethod.get
    var route = HotTarget.Route.cold
    var show = 0..<0
    var hold: HoldID?
    /// The fields that the hot lane looks at; empty: not sent.
    var authorization = 0..<0
    var requestID = 0..<0
    var idempotencyKey = 0..<0
    var ifNoneMatch = 0..<0
    var forwardedFor = 0..<0
    /// `Content-Type: application/json`, just so.
    var isJSON = false
    var body = 0..<0
    /// Where the next request begins.
    package private(set) var end = 0

    /// What it takes at most; longer heads and bodies are for NIO's codec.
    package struct Limits {
        var headBytes = 4_096
        var fieldCount = 64
        var bodyBytes = 16 * 1_024

        /// No more than the server takes at all.
        package init(_ limits: GatewayLimits) {
            headBytes = min(headBytes, limits.headerBytes, limits.headBytes)
            fieldCount = min(fieldCount, limits.headerCount)
            bodyBytes = min(bodyBytes, limits.bodyBytes)
        }
    }

    /// The whole request at the front of `bytes`, or nil if it is not plain or not all there.
    package init?(_ bytes: Span<UInt8>, limits: Limits) {
        let head = bytes.extracting(first: limits.headBytes)
        var cursor = 0
        guard readLine(head, &cursor), readFields(head, &cursor, limits) else { return nil }
        guard body.count <= limits.bodyBytes, bytes.count - cursor >= body.count else { return nil }
        // These come without a body, or are not plain.
        if method == .get || method == .delete, !body.isEmpty { return nil }
        body = cursor..<(cursor + body.count)
        end = body.upperBound
    }
}

extension NarrowRequest {
    /// The request line and its end.
    @inline(__always)
    private mutating func readLine(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Bool {
        guard readMethod(bytes, &cursor), bytes.take("/v1/shows/", &cursor) else { return false }
        let start = cursor
        while cursor < bytes.count, Self.isPlainID(bytes[cursor]) { cursor += 1 }
        show = start..<cursor
        guard !show.isEmpty, show.count <= 64, bytes.take("/", &cursor) else { return false }
        return readRest(bytes, &cursor) && bytes.take(" HTTP/1.1\r\n", &cursor)
    }

    @inline(__always)
    private mutating func readMethod(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Bool {
        if bytes.take("POST ", &cursor) {
            method = .post
        } else if bytes.take("DELETE ", &cursor) {
            method = .delete
        } else if bytes.take("GET ", &cursor) {
            method = .get
        } else if bytes.take("PATCH ", &cursor) {
            method = .patch
        } else {
            return false
        }
        return true
    }

    /// What follows the show; false also for a method that the route does not have.
    @inline(__always)
    private mutating func readRest(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Bool {
        if bytes.take("seats", &cursor) {
            route = .seats
            return method == .get
        }
        guard bytes.take("holds", &cursor) else { return false }
        guard bytes.take("/hd_", &cursor) else {
            route = .holds
            return method == .post
        }
        guard bytes.count - cursor >= Crockford.length,
            let bits = Crockford.decode(bytes.extracting(cursor..<(cursor + Crockford.length)))
        else { return false }
        hold = HoldID(bits)
        cursor += Crockford.length
        if bytes.take("/extend", &cursor) {
            route = .extend
            return method == .post
        }
        if bytes.take("/book", &cursor) {
            route = .book
            return method == .post
        }
        route = .hold
        return method != .post
    }

    @inline(__always)
    private static func isPlainID(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
        default: false
        }
    }
}

extension Span<UInt8> {
    /// Moves past `text` if it comes next.
    @inline(__always)
    fileprivate func take(_ text: StaticString, _ cursor: inout Int) -> Bool {
        let size = text.utf8CodeUnitCount
        guard count - cursor >= size else { return false }
        for index in 0..<size {
            if unsafe self[cursor + index] != text.utf8Start[index] { return false }
        }
        cursor += size
        return true
    }
}
