import NIOCore
import SeatGrid

/// Bodies about one show, written by hand. No allocation but the buffer's own growth.
enum ShowAnswer {
    /// A hold as CONTRACT §4 shapes it.
    static func write(
        _ hold: HoldView,
        show: ShowID,
        plan: SeatPlan,
        to out: inout ByteWriter
    ) {
        out.writeStaticString("{\"id\":\"hd_")
        out.writeCrockford(hold.id.bits)
        out.writeStaticString("\",\"show\":")
        out.writeJSON(show.rawValue)
        write(hold.seats, hold.prices, plan, to: &out)
        out.writeStaticString(",\"state\":\"")
        out.writeStaticString(hold.state.word)
        out.writeStaticString("\",\"expires_at\":")
        out.writeJSON(hold.expiresAt)
        out.writeStaticString(",\"expires_in_ms\":")
        out.writeDecimal(hold.expiresIn)
        out.writeStaticString(",\"seq\":")
        out.writeDecimal(hold.version.rawValue)
        out.writeStaticString("}")
    }

    /// A booking as CONTRACT §4 shapes it.
    ///
    /// - Parameter customer: for callers who may see it; nil: nothing is said of any.
    static func write(
        _ booking: BookingView,
        show: ShowID,
        plan: SeatPlan,
        customer: PersonReading? = nil,
        to out: inout ByteWriter
    ) {
        out.writeStaticString("{\"id\":\"bk_")
        out.writeCrockford(booking.id.bits)
        out.writeStaticString("\",\"show\":")
        out.writeJSON(show.rawValue)
        out.writeStaticString(",\"hold\":\"hd_")
        out.writeCrockford(booking.hold.bits)
        out.writeStaticString("\"")
        write(booking.seats, booking.prices, plan, to: &out)
        out.writeStaticString(",\"state\":\"")
        out.writeStaticString(booking.seats.isEmpty ? "cancelled" : "confirmed")
        out.writeStaticString("\",\"reference\":")
        out.writeJSON(booking.reference)
        out.writeStaticString(",\"seq\":")
        out.writeDecimal(booking.version.rawValue)
        out.writeStaticString(",\"created_at\":")
        out.writeJSON(booking.createdAt)
        if booking.kind != .paid {
            out.writeString(",\"kind\":\"\(booking.kind.word)\"")
        }
        if let customer { write(customer, to: &out) }
        out.writeStaticString("}")
    }

    /// `,"customer":{…}|null,"customer_state":"present"|"erased"|"unreadable"`
    private static func write(_ customer: PersonReading, to out: inout ByteWriter) {
        switch customer {
        case .plain(let json):
            out.writeStaticString(",\"customer\":")
            unsafe json.withUnsafeBytes { unsafe out.write($0) }
            out.writeStaticString(",\"customer_state\":\"present\"")
        case .erased:
            out.writeStaticString(",\"customer\":null,\"customer_state\":\"erased\"")
        case .unreadable:
            out.writeStaticString(",\"customer\":null,\"customer_state\":\"unreadable\"")
        }
    }

    /// `,"seats":[{"label","index","category","price"}],"total":…`
    private static func write(
        _ seats: SeatList,
        _ prices: PriceTable,
        _ plan: SeatPlan,
        to out: inout ByteWriter
    ) {
        out.writeStaticString(",\"seats\":[")
        var total: Int64 = 0
        var first = true
        for seat in seats {
            let category = plan.category(of: seat)
            let price = prices.price(of: seat, category: category) ?? 0
            total += price
            out.writeStaticString(first ? "{\"label\":" : ",{\"label\":")
            first = false
            unsafe plan.withLabel(of: seat) { unsafe out.writeJSON($0) }
            out.writeStaticString(",\"index\":")
            out.writeDecimal(seat.rawValue)
            out.writeStaticString(",\"category\":")
            out.writeJSON(plan.categoryKeys[Int(category)])
            out.writeStaticString(",\"price\":")
            out.writeMoney(price, prices.currency)
            out.writeStaticString("}")
        }
        out.writeStaticString("],\"total\":")
        out.writeMoney(total, prices.currency)
    }

    /// `GET …/seats`
    static func write(_ map: SeatMap, to out: inout ByteWriter) {
        writeHead(of: map, to: &out)
        out.writeStaticString(",\"states\":\"")
        Base64.write(map.states, to: &out)
        out.writeStaticString("\"}")
    }

    /// `GET …/seats?format=list`: labels of all seats that are not free.
    static func writeList(_ map: SeatMap, to out: inout ByteWriter) {
        out.writeStaticString("{")
        var first = true
        for index in 0..<map.plan.seatCount {
            let bits = map.states[index / 4] >> UInt8(2 * (index % 4)) & 3
            guard let status = SeatStatus(rawValue: bits), status != .free else { continue }
            if !first { out.writeStaticString(",") }
            first = false
            unsafe map.plan.withLabel(of: SeatIndex(index)) { unsafe out.writeJSON($0) }
            out.writeStaticString(":\"")
            out.writeStaticString(status.word)
            out.writeStaticString("\"")
        }
        out.writeStaticString("}")
    }

    private static func writeHead(of map: SeatMap, to out: inout ByteWriter) {
        out.writeStaticString("{\"show\":")
        out.writeJSON(map.show.rawValue)
        out.writeStaticString(",\"seq\":")
        out.writeDecimal(map.version.rawValue)
        out.writeStaticString(",\"layout\":")
        out.writeJSON(map.layout)
        out.writeStaticString(",\"counts\":{\"free\":")
        out.writeDecimal(map.counts.free)
        out.writeStaticString(",\"held\":")
        out.writeDecimal(map.counts.held)
        out.writeStaticString(",\"booked\":")
        out.writeDecimal(map.counts.booked)
        out.writeStaticString(",\"blocked\":")
        out.writeDecimal(map.counts.blocked)
        out.writeStaticString("}")
    }
}

extension HoldState {
    /// The contract's word.
    var word: StaticString {
        switch self {
        case .active: "active"
        case .paying: "paying"
        case .booked: "booked"
        case .released: "released"
        case .expired: "expired"
        }
    }
}

extension SeatStatus {
    /// The contract's word.
    var word: StaticString {
        switch self {
        case .free: "free"
        case .held: "held"
        case .booked: "booked"
        case .blocked: "blocked"
        }
    }
}

extension ShowPhase {
    /// The contract's word.
    var word: StaticString {
        switch self {
        case .scheduled: "scheduled"
        case .onSale: "on_sale"
        case .closed: "closed"
        case .cancelled: "cancelled"
        }
    }
}
