import Crypto
import SeatGrid

/// One event of a show's log as operators read it. A hold is named by a digest of its id: the id
/// itself is its owner's capability.
enum EventBody {
    static func write(_ entry: HistoryEvent, plan: SeatPlan, to out: inout ByteWriter) {
        let event = entry.event
        out.writeString("{\"seq\":\(event.version.rawValue),\"type\":\"\(word(of: event.body))\"")
        out.writeStaticString(",\"at\":")
        out.writeJSON(event.time.wall)
        out.writeStaticString(",\"seats\":")
        write(entry.seats, plan, to: &out)
        if !entry.givenUp.isEmpty {
            out.writeStaticString(",\"given_up\":")
            write(entry.givenUp, plan, to: &out)
        }
        out.writeStaticString(",\"cause\":")
        out.writeJSON(cause(event.caller))
        writeDetails(event.body, to: &out)
        out.writeStaticString("}")
    }

    private static func write(_ seats: [SeatIndex], _ plan: SeatPlan, to out: inout ByteWriter) {
        out.writeStaticString("[")
        var first = true
        // A layout may have been changed since: indices beyond it have no label any more.
        for seat in seats where Int(seat.rawValue) < plan.seatCount {
            if !first { out.writeStaticString(",") }
            first = false
            out.writeJSON(plan.label(of: seat))
        }
        out.writeStaticString("]")
    }

    private static func writeDetails(_ body: Event.Body, to out: inout ByteWriter) {
        switch body {
        case .held(let held):
            write(held.id, to: &out)
            if let replaced = held.replaces {
                out.writeString(",\"replaces\":\"\(reference(to: replaced))\"")
            }
        case .extended(let hold, _), .swapped(let hold, _), .released(let hold):
            write(hold, to: &out)
        case .booked(let booked):
            write(booked.hold, to: &out)
            out.writeStaticString(",\"booking\":\"bk_")
            out.writeCrockford(booked.id.bits)
            out.writeStaticString("\",\"reference\":")
            out.writeJSON(booked.reference)
            if booked.kind != .paid { out.writeString(",\"kind\":\"\(booked.kind.word)\"") }
        case .lapsed(let lapse):
            let holds = lapse.holds.map { "\"\(reference(to: $0))\"" }.joined(separator: ",")
            if lapse.holds.count == 1 { write(lapse.holds[0], to: &out) }
            out.writeString(",\"holds\":[\(holds)]")
        case .blocked(_, let reason, let until):
            out.writeStaticString(",\"reason\":")
            out.writeJSON(reason)
            if let until {
                out.writeStaticString(",\"release_at\":")
                out.writeJSON(until)
            }
        case .order(let order): writeDetails(order, to: &out)
        case .unblocked, .opened, .closed, .cancelled, .configured, .noted: break
        }
    }

    static func write(_ hold: HoldID, to out: inout ByteWriter) {
        out.writeString(",\"hold\":\"\(reference(to: hold))\"")
    }

    /// The first 8 bytes of SHA-256 of the hold's id as its owner has it, in hex: whoever has the
    /// id can find it in the log, and nobody the other way round.
    static func reference(to hold: HoldID) -> String {
        let text = "hd_" + Crockford.string(hold.bits)
        return KeyFile.hex(SHA256.hash(data: Array(text.utf8)).prefix(8))
    }

    private static func cause(_ caller: Caller) -> String {
        switch caller.kind {
        case .anonymous: "anonymous"
        case .key: "key:\(caller.name)"
        case .operator: caller.name.isEmpty ? "operator" : "operator:\(caller.name)"
        case .system: "system"
        }
    }

    private static func word(of body: Event.Body) -> String {
        switch body {
        case .held: "held"
        case .extended: "extended"
        case .swapped: "swapped"
        case .released: "released"
        case .booked: "booked"
        case .lapsed(let lapse): lapse.holds.isEmpty ? "unblocked" : "expired"
        case .blocked: "blocked"
        case .unblocked: "unblocked"
        case .opened: "opened"
        case .closed: "closed"
        case .cancelled: "cancelled"
        case .configured: "configured"
        case .noted: "noted"
        case .order(let order): order.word
        }
    }
}
