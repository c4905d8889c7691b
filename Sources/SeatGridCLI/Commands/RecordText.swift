import SeatGrid
import WAL

/// A record in a few words, without capabilities and without anything about a customer.
enum RecordText {
    static func describe(_ record: borrowing LogRecord) -> String {
        guard record.header.type.rawValue == EventCodec.recordType else { return "" }
        let decoded = try? unsafe EventCodec.decode(
            record.payload,
            schema: record.header.schema
        )
        guard let (show, event) = decoded else { return "unreadable" }
        return "\(show) version \(event.version.rawValue) \(name(of: event.body))"
    }

    private static func name(of body: Event.Body) -> String {
        switch body {
        case .held(let held): "held \(held.seats.count) seats"
        case .extended: "extended"
        case .swapped(_, let seats): "swapped to \(seats.count) seats"
        case .released: "released"
        case .booked: "booked"
        case .lapsed(let lapse): "\(lapse.holds.count) holds lapsed"
        case .blocked(let seats, _, _): "blocked \(seats.count) seats"
        case .unblocked(let seats): "unblocked \(seats.count) seats"
        case .opened: "opened"
        case .closed: "closed"
        case .cancelled: "cancelled"
        case .configured: "configured"
        case .noted: "noted"
        case .order(let order): order.word
        }
    }
}
