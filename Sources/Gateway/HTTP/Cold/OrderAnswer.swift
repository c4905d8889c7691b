import SeatGrid

/// Orders, quotes and bookings as CONTRACT §5 shapes them.
enum OrderAnswer {
    static func write(
        _ order: OrderView,
        show: ShowID,
        plan: SeatPlan,
        providerKey: String,
        withRefunds: Bool,
        to out: inout ByteWriter
    ) {
        out.writeString("{\"id\":\"\(order.id.text)\",\"show\":")
        out.writeJSON(show.rawValue)
        out.writeStaticString(",\"hold\":\"hd_")
        out.writeCrockford(order.hold.bits)
        out.writeString("\",\"state\":\"\(order.state.word)\"")
        if let reason = order.reason.word { out.writeString(",\"reason\":\"\(reason)\"") }
        writeBill(order.quote, plan: plan, to: &out)
        out.writeString(",\"provider\":\"\(order.provider.name)\"")
        if order.provider != .none {
            out.writeStaticString(",\"provider_order_id\":")
            out.writeJSON(order.providerOrder)
            out.writeStaticString(",\"provider_key_id\":")
            out.writeJSON(providerKey)
        }
        if let booking = order.booking { out.writeString(",\"booking\":\"\(booking.text)\"") }
        writeSeats(order.seats, plan, to: &out)
        if withRefunds { writeRefunds(order, to: &out) }
        out.writeStaticString(",\"created_at\":")
        out.writeJSON(order.createdAt)
        out.writeString(",\"expires_in_ms\":\(order.expiresIn)}")
    }

    private static func writeRefunds(_ order: OrderView, to out: inout ByteWriter) {
        let currency = order.quote.currency
        out.writeStaticString(",\"refunded\":")
        out.writeMoney(order.refunded, currency)
        out.writeStaticString(",\"refunds\":[")
        for (place, refund) in order.refunds.enumerated() {
            out.writeString("\(place == 0 ? "" : ","){\"id\":\"\(refund.id.text)\",\"amount\":")
            out.writeMoney(refund.amount, currency)
            out.writeString(",\"state\":\"\(refund.state.word)\"")
            if let reason = refund.reason.word { out.writeString(",\"reason\":\"\(reason)\"") }
            out.writeStaticString("}")
        }
        out.writeStaticString("]")
    }

    /// `POST …/quote`
    static func write(_ quote: Quote, plan: SeatPlan, to out: inout ByteWriter) {
        out.writeStaticString("{\"object\":\"quote\"")
        writeBill(quote, plan: plan, to: &out)
        out.writeStaticString("}")
    }

    /// `,"total":…,"lines":[…]`
    static func writeBill(_ quote: Quote, plan: SeatPlan, to out: inout ByteWriter) {
        out.writeStaticString(",\"total\":")
        out.writeMoney(quote.total, quote.currency)
        out.writeStaticString(",\"lines\":[")
        var isFirst = true
        for line in quote.lines {
            out.writeString("\(isFirst ? "" : ","){\"kind\":\"\(line.kind.word)\",\"key\":")
            isFirst = false
            out.writeJSON(line.key)
            out.writeStaticString(",\"name\":")
            out.writeJSON(line.name)
            if let seat = line.seat, Int(seat.rawValue) < plan.seatCount {
                out.writeStaticString(",\"seat\":")
                out.writeJSON(plan.label(of: seat))
            }
            out.writeStaticString(",\"amount\":")
            out.writeMoney(line.amount, quote.currency)
            out.writeStaticString("}")
        }
        out.writeStaticString("]")
    }

    static func writeSeats(
        _ seats: SeatList,
        _ plan: SeatPlan,
        key: StaticString = "seats",
        to out: inout ByteWriter
    ) {
        out.writeStaticString(",\"")
        out.writeStaticString(key)
        out.writeStaticString("\":[")
        var isFirst = true
        for seat in seats where Int(seat.rawValue) < plan.seatCount {
            if !isFirst { out.writeStaticString(",") }
            isFirst = false
            out.writeJSON(plan.label(of: seat))
        }
        out.writeStaticString("]")
    }

    /// `POST …/refund_quote`
    static func write(
        _ quote: CancellationQuote,
        of booking: BookingID,
        plan: SeatPlan,
        to out: inout ByteWriter
    ) {
        out.writeString("{\"booking\":\"\(booking.text)\"")
        writeSeats(quote.seats, plan, to: &out)
        out.writeString(",\"seats_left\":\(quote.left),\"refund\":")
        if let refund = quote.refund {
            out.writeMoney(refund.quote.total, refund.currency)
            out.writeStaticString(",\"paid\":")
            out.writeMoney(refund.quote.paid, refund.currency)
        } else {
            out.writeStaticString("null")
        }
        out.writeStaticString("}")
    }

    /// `POST …/cancel`
    static func write(
        _ view: CancellationView,
        plan: SeatPlan,
        to out: inout ByteWriter
    ) {
        let record = view.record
        out.writeString("{\"booking\":\"\(view.booking.text)\"")
        writeSeats(record.seats, plan, to: &out)
        out.writeString(",\"seats_left\":\(record.left),\"state\":\"")
        out.writeString(record.left == 0 ? "cancelled\"" : "confirmed\"")
        out.writeStaticString(",\"refund\":")
        if let currency = view.currency {
            out.writeMoney(record.amount, currency)
        } else {
            out.writeStaticString("null")
        }
        if let refund = record.refund {
            out.writeString(",\"refund_id\":\"rf_\(Crockford.string(refund.bits))\"")
        }
        out.writeString(",\"seq\":\(record.version.rawValue)}")
    }
}

extension OrderReason {
    /// A word for machines; nil: there is nothing to say.
    package var word: String? {
        switch self {
        case .none: nil
        case .onTime: "paid_on_time"
        case .lateSameSeats: "paid_late_same_seats"
        case .lateEqualBlock: "paid_late_equal_block"
        case .lateNothingFree: "paid_late_nothing_free"
        case .paidTwice: "paid_twice"
        case .wrongAmount: "wrong_amount"
        case .showCancelled: "show_cancelled"
        case .abandoned: "abandoned"
        case .notPaid: "not_paid"
        case .captureRefused: "capture_refused"
        case .offerAccepted: "offer_accepted"
        case .offerDeclined: "offer_declined"
        case .offerLapsed: "offer_lapsed"
        case .buyerCancelled: "cancelled_by_buyer"
        case .operatorCancelled: "cancelled_by_operator"
        case .providerSilent: "provider_silent"
        case .refundFailed: "refund_failed"
        case .refundedElsewhere: "refunded_elsewhere"
        case .resolvedByHand: "resolved_by_hand"
        case .heldTooLong: "held_too_long"
        case .latePromotionUsed: "paid_late_promotion_used"
        }
    }
}

extension Quote.Kind {
    fileprivate var word: String {
        switch self {
        case .seat: "seat"
        case .fee: "fee"
        case .tax: "tax"
        case .discount: "discount"
        case .includedTax: "included_tax"
        }
    }
}
