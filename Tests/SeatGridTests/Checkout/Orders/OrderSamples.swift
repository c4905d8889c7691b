@testable import SeatGrid

/// One event of every kind about orders, and what a state has of them: for the golden files.
enum OrderSamples {
    private static let order = OrderID(Samples.bits(40))
    private static let refund = RefundRecord(
        id: RefundID(Samples.bits(41)),
        payment: "pay_1",
        amount: 12_345,
        reason: .buyerCancelled,
        state: .failed,
        attempt: 2,
        providerID: "rfnd_1",
        since: Moment(rawValue: 123_456)
    )
    private static let payment = PaymentRecord(
        id: "pay_1",
        status: .captured,
        amount: 50_000,
        currency: "INR",
        refundedElsewhere: 7
    )

    private static var record: OrderRecord {
        OrderRecord(
            id: order,
            madeOf: HoldID(Samples.bits(1)),
            hold: HoldID(Samples.bits(2)),
            epoch: 2,
            seats: .at(3, 4),
            ticketTypes: [0, 1],
            quote: Quote(
                lines: [
                    Quote.Line(
                        kind: .seat,
                        key: "adult",
                        name: "Adult",
                        seat: SeatIndex(3),
                        amount: 50_000
                    )
                ],
                currency: "INR",
                promotion: 1
            ),
            priceTable: 1,
            holder: HolderID(Samples.bits(3)),
            customer: [1, 2, 3],
            locale: "hi",
            provider: .razorpay,
            providerOrder: "order_1",
            createdAt: WallTime(rawValue: 1_750_000_000_000),
            payBy: Moment(rawValue: 700_000),
            state: .stuck,
            reason: .providerSilent,
            version: ShowVersion(rawValue: 9),
            since: Moment(rawValue: 123_000),
            granted: "pay_1",
            payments: [payment],
            refunds: [refund],
            isBooked: true
        )
    }

    static var bodies: [(name: String, body: Event.Body)] {
        var move = OrderEvent.Move(order: order, state: .authorized, reason: .lateEqualBlock)
        move.payment = payment
        move.acquired = OrderEvent.Acquired(hold: HoldID(Samples.bits(42)), seats: .at(5))
        move.hold = .until(Moment(rawValue: 800_000))
        move.refund = refund
        move.settlesRefunds = true
        move.delivery = Samples.bits(43)
        var step = OrderEvent.RefundStep(
            order: order,
            refund: refund.id,
            refundState: .settled,
            attempt: 1,
            providerID: "rfnd_1",
            state: .refunded,
            reason: .showCancelled
        )
        step.delivery = Samples.bits(44)
        let cancellation = OrderEvent.Cancellation(
            booking: BookingID(order.bits),
            seats: .at(3),
            reason: .operatorCancelled,
            refund: refund
        )
        let admission = OrderEvent.Admission(
            booking: BookingID(order.bits),
            seats: .at(4),
            at: WallTime(rawValue: 1_750_000_000_001),
            door: "Tür 1"
        )
        return [
            ("order-made", .order(.made(record))), ("order-moved", .order(.moved(move))),
            ("order-refund", .order(.refund(step))),
            ("order-cancelled", .order(.cancelled(cancellation))),
            ("order-admitted", .order(.admitted(admission))),
            ("order-told", .order(.told(order, .paid))),
        ]
    }

    /// Two orders: one paid, with a seat given back, the other one in the middle of being paid.
    static func addOrders(to hall: inout TestHall) {
        for (number, count) in [(50, 1), (51, 1)] {
            hall.best(number, BestAvailable(count: count))
            let price = try? hall.state.quote(
                .number(number),
                ticketTypes: [:],
                promotion: nil,
                at: hall.time,
                plan: hall.plan
            )
            let request = OrderRequest(
                hold: .number(number),
                id: .number(number),
                customer: [9],
                provider: .sandbox,
                providerOrder: "po\(number)",
                total: price?.total ?? 0
            )
            let mark = IdempotencyMark(key: Samples.bits(UInt64(number)), fingerprint: 5)
            hall.run(.order(.make(request)), mark: mark)
            let total = price?.total ?? 0
            hear(.authorized, of: number, total, &hall)
            if number == 50 { hear(.captured, of: number, total, &hall) }
        }
        let cancel = CancelRequest(
            booking: BookingID(OrderID.number(50).bits),
            seats: hall.view(50).map { SeatList($0.seats.prefix(1)) },
            reason: .buyerCancelled
        )
        hall.run(.order(.cancel(cancel)))
    }

    private static func hear(
        _ status: PaymentReport.Status,
        of number: Int,
        _ total: Int64,
        _ hall: inout TestHall
    ) {
        let report = PaymentReport(
            payment: "pay\(number)",
            order: "po\(number)",
            status: status,
            amount: total,
            currency: "INR"
        )
        let news = PaymentNews(
            order: .number(number),
            report: report,
            freshHold: .number(900),
            delivery: Samples.bits(UInt64(number) * 10 + UInt64(status.rawValue))
        )
        hall.run(.order(.payment(news)))
    }
}
