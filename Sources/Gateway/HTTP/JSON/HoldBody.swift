import SeatGrid

/// The body of `POST …/holds`.
struct HoldBody: Equatable {
    var selection: SeatSelection
    var ttl: Int64?
    var holder: String?
    var replaces: String?

    /// Reads it, or says what is wrong with it (400, or 404 `seat_not_found`).
    static func parse(
        _ bytes: Span<UInt8>,
        plan: SeatPlan,
        limits: GatewayLimits
    ) throws(Problem) -> HoldBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var names = SeatNames(plan: plan)
        var seats = SeatList()
        var best: BestAvailable?
        var body = HoldBody(selection: .seats([]))
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "seats":
                try fields.note(0, name)
                try names.read(&scanner, bytes, at: "/seats") { seats.append($0) }
            case "best_available":
                try fields.note(1, name)
                best = try bestAvailable(&scanner, bytes, plan)
            case "ttl_ms":
                try fields.note(2, name)
                body.ttl = try scanner.integer(bytes, at: "/ttl_ms")
            case "holder":
                try fields.note(3, name)
                body.holder = try text(&scanner, bytes, "/holder", limits.referenceBytes)
            case "replaces":
                try fields.note(4, name)
                body.replaces = try scanner.string(bytes, at: "/replaces")
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        guard fields.has(0) != fields.has(1) else {
            throw .invalid("", "exactly one of \"seats\" and \"best_available\" is needed")
        }
        if let ttl = body.ttl, ttl < Limits.shortestHold {
            throw .invalid("/ttl_ms", "must be at least \(Limits.shortestHold)")
        }
        try names.finish()
        body.selection = best.map { .bestAvailable($0) } ?? .seats(seats)
        return body
    }

    private static func bestAvailable(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ plan: SeatPlan
    ) throws(Problem) -> BestAvailable {
        var best = BestAvailable(count: 0)
        var fields = Fields()
        let parent = "/best_available"
        try scanner.object(bytes, at: parent) { scanner, bytes, name throws(Problem) in
            switch name {
            case "count":
                try fields.note(0, name)
                best.count = try small(&scanner, bytes, "\(parent)/count", from: 1)
            case "category":
                try fields.note(1, name)
                let key = try scanner.string(bytes, at: "\(parent)/category")
                guard let ordinal = plan.categoryKeys.firstIndex(of: key) else {
                    throw .invalid("\(parent)/category", "the layout has no such category")
                }
                best.category = UInt8(ordinal)
            case "section":
                try fields.note(2, name)
                let section = try scanner.string(bytes, at: "\(parent)/section")
                guard let ordinal = plan.sectionNames.firstIndex(of: section) else {
                    throw .invalid("\(parent)/section", "the layout has no such section")
                }
                best.section = UInt16(ordinal)
            case "accessible":
                try fields.note(3, name)
                best.accessible = try small(&scanner, bytes, "\(parent)/accessible", from: 0)
            case "together":
                try fields.note(4, name)
                best.together = try scanner.bool(bytes, at: "\(parent)/together")
            default:
                throw Fields.unknown(name, under: parent)
            }
        }
        if !fields.has(0) { throw .invalid("\(parent)/count", "is missing") }
        if best.accessible > best.count {
            throw .invalid("\(parent)/accessible", "must not be more than count")
        }
        return best
    }

    private static func small(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ pointer: String,
        from least: Int64
    ) throws(Problem) -> Int {
        let value = try scanner.integer(bytes, at: pointer)
        let most = Int64(Limits.seatsPerHold)
        guard value >= least, value <= most else {
            throw .invalid(pointer, "must be \(least) to \(most)")
        }
        return Int(value)
    }

    /// A string of 1 to `maximum` bytes.
    static func text(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ pointer: String,
        _ maximum: Int
    ) throws(Problem) -> String {
        let text = try scanner.string(bytes, at: pointer)
        guard !text.isEmpty, text.utf8.count <= maximum else {
            throw .invalid(pointer, "must have 1 to \(maximum) bytes")
        }
        return text
    }
}
