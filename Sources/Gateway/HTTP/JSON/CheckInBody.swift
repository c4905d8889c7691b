import SeatGrid

/// The body of `POST …/checkin`: `{"ticket": "SG1.…", "seats"?: […], "door"?: "…"}`.
struct CheckInBody: Sendable {
    var ticket = ""
    /// Labels; nil: all on the ticket.
    var seats: [String]?
    var door = ""

    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> CheckInBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var body = CheckInBody()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "ticket":
                try fields.note(0, name)
                body.ticket = try HoldBody.text(&scanner, bytes, "/ticket", TicketLimits.json)
            case "seats":
                try fields.note(1, name)
                body.seats = try labels(&scanner, bytes, at: "/seats")
            case "door":
                try fields.note(2, name)
                body.door = try HoldBody.text(&scanner, bytes, "/door", Limits.textBytes)
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        if !fields.has(0) { throw .invalid("/ticket", "is missing") }
        return body
    }

    /// Labels of seats, each once.
    static func labels(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        at pointer: String
    ) throws(Problem) -> [String] {
        var labels: [String] = []
        try scanner.array(bytes, at: pointer) { scanner, bytes, index throws(Problem) in
            guard index < Limits.seatsPerHold else {
                throw .invalid(pointer, "has more than \(Limits.seatsPerHold) seats")
            }
            let place = "\(pointer)/\(index)"
            let label = try HoldBody.text(&scanner, bytes, place, TicketLimits.label)
            guard !labels.contains(label) else { throw .invalid(place, "is named twice") }
            labels.append(label)
        }
        if labels.isEmpty { throw .invalid(pointer, "must name at least one seat") }
        return labels
    }
}

/// The body of `POST …/checkins`: `{"door"?: "…", "admissions": [{"ticket", "seats"?, "at"}]}`.
struct CheckInsBody: Sendable {
    /// Admissions that one request may tell of.
    static let limit = 200

    struct Admission: Sendable {
        var ticket = ""
        var seats: [String]?
        var at = WallTime(rawValue: 0)
    }

    var door = ""
    var admissions: [Admission] = []

    static func parse(_ bytes: Span<UInt8>, limits: GatewayLimits) throws(Problem) -> CheckInsBody {
        var scanner = JSONScanner(maximumDepth: limits.nesting)
        var fields = Fields()
        var body = CheckInsBody()
        try scanner.object(bytes, at: "") { scanner, bytes, name throws(Problem) in
            switch name {
            case "door":
                try fields.note(0, name)
                body.door = try HoldBody.text(&scanner, bytes, "/door", Limits.textBytes)
            case "admissions":
                try fields.note(1, name)
                try scanner.array(bytes, at: "/admissions") {
                    scanner,
                    bytes,
                    index throws(Problem) in
                    guard index < limit else {
                        throw .invalid("/admissions", "has more than \(limit); send the rest later")
                    }
                    body.admissions.append(try admission(&scanner, bytes, index))
                }
            default:
                throw Fields.unknown(name)
            }
        }
        try scanner.end(bytes)
        if !fields.has(1) { throw .invalid("/admissions", "is missing") }
        return body
    }

    private static func admission(
        _ scanner: inout JSONScanner,
        _ bytes: Span<UInt8>,
        _ index: Int
    ) throws(Problem) -> Admission {
        let parent = "/admissions/\(index)"
        var fields = Fields()
        var admission = Admission()
        try scanner.object(bytes, at: parent) { scanner, bytes, name throws(Problem) in
            switch name {
            case "ticket":
                try fields.note(0, name)
                let place = "\(parent)/ticket"
                admission.ticket = try HoldBody.text(&scanner, bytes, place, TicketLimits.json)
            case "seats":
                try fields.note(1, name)
                admission.seats = try CheckInBody.labels(&scanner, bytes, at: "\(parent)/seats")
            case "at":
                try fields.note(2, name)
                guard let at = WallTime(rfc3339: try scanner.string(bytes, at: "\(parent)/at"))
                else { throw .invalid("\(parent)/at", "must be a time by RFC 3339") }
                admission.at = at
            default:
                throw Fields.unknown(name, under: parent)
            }
        }
        if !fields.has(0) { throw .invalid("\(parent)/ticket", "is missing") }
        if !fields.has(2) { throw .invalid("\(parent)/at", "is missing") }
        return admission
    }
}
