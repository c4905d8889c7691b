import SeatGrid

/// The body of `POST …/extend`: `{"ttl_ms": 600000}`.
enum ExtendBody {
    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> Int64 {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var ttl: Int64 = 0
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            guard name == "ttl_ms" else { throw Fields.unknown(name) }
            try fields.note(0, name)
            ttl = try scanner.integer(bytes, at: "/ttl_ms")
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/ttl_ms", "is missing") }
        if ttl < Limits.shortestHold {
            throw .invalid("/ttl_ms", "must be at least \(Limits.shortestHold)")
        }
        return ttl
    }
}

/// The body of `PATCH …/holds/{hold}`: `{"seats": […]}`.
enum SwapBody {
    static func parse(
        _ bytes: Span<UInt8>,
        plan: SeatPlan,
        limits: GatewayLimits
    ) throws(Problem) -> SeatList {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var names = SeatNames(plan: plan)
        var seats = SeatList()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            guard name == "seats" else { throw Fields.unknown(name) }
            try fields.note(0, name)
            try names.read(&scanner, bytes, at: "/seats") { seats.append($0) }
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/seats", "is missing") }
        try names.finish()
        return seats
    }
}

/// The body of `POST …/book`: `{"reference": "…", "customer"?: {…}, "kind"?: "paid"}`.
struct BookBody: Equatable {
    var reference = ""
    /// Compact JSON of any object.
    var customer: [UInt8]?
    var kind = BookingKind.paid

    static func parse(
        _ bytes: Span<UInt8>,
        limits: GatewayLimits
    ) throws(Problem) -> BookBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var body = BookBody()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "reference":
                try fields.note(0, name)
                body.reference = try HoldBody.text(
                    &scanner,
                    bytes,
                    "/reference",
                    limits.referenceBytes
                )
            case "customer":
                try fields.note(1, name)
                let customer = try scanner.compactObject(bytes, at: "/customer")
                guard customer.count <= limits.customerBytes else {
                    throw .invalid("/customer", "is larger than \(limits.customerBytes) bytes")
                }
                body.customer = customer
            case "kind":
                try fields.note(2, name)
                body.kind = try kind(try scanner.string(bytes, at: "/kind"))
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/reference", "is missing") }
        return body
    }

    private static func kind(_ word: String) throws(Problem) -> BookingKind {
        for kind in BookingKind.allCases where kind.word == word { return kind }
        let words = BookingKind.allCases.map { "\"\($0.word)\"" }
        throw .invalid("/kind", "must be one of \(words.joined(separator: ", "))")
    }
}

/// The body of `POST …/block` and `…/unblock`.
struct BlockBody: Equatable {
    var seats: [SeatIndex] = []
    var reason = ""
    var until: WallTime?

    /// `unblock` takes `seats` alone; `block` needs `reason` and may have `release_at`.
    static func parse(
        _ bytes: Span<UInt8>,
        plan: SeatPlan,
        limits: GatewayLimits,
        unblock: Bool
    ) throws(Problem) -> BlockBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var names = SeatNames(plan: plan, maximum: Limits.seatsPerShow)
        var body = BlockBody()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "seats":
                try fields.note(0, name)
                try names.read(&scanner, bytes, at: "/seats") { body.seats.append($0) }
            case "reason" where !unblock:
                try fields.note(1, name)
                body.reason = try HoldBody.text(&scanner, bytes, "/reason", limits.reasonBytes)
            case "release_at" where !unblock:
                try fields.note(2, name)
                if try scanner.null(bytes) { return }
                let text = try scanner.string(bytes, at: "/release_at")
                guard let time = WallTime(rfc3339: text) else {
                    throw .invalid("/release_at", "must be a time by RFC 3339")
                }
                body.until = time
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/seats", "is missing") }
        if !unblock, !fields.has(1) { throw .invalid("/reason", "is missing") }
        try names.finish()
        return body
    }
}
