import Testing

@testable import SeatGrid

extension OrderID {
    static func number(_ number: Int) -> OrderID {
        OrderID(Bits128(high: 10, low: UInt64(number) << 16))
    }
}

/// A show under test with a payment provider beside it.
struct OrderHall {
    var hall: TestHall
    var provider = FakeProvider()
    var policy = LatePolicy()
    private var nextHold = 1_000_000

    init(
        _ plan: SeatPlan = .drawn("AAAA AAAA", "BBBB BBBB"),
        terms change: (inout ShowTerms) -> Void = { _ in },
        _ rules: ShowRules = ShowRules()
    ) {
        hall = TestHall(plan, rules)
        var terms = TestHall.terms(plan, rules)
        terms.revision = 2
        terms.startsAt = WallTime(rawValue: .max / 4)
        change(&terms)
        guard case .success = hall.run(.configure(Configuration(terms: terms))) else {
            preconditionFailure("the test's own show is refused")
        }
    }

    var state: ShowState { hall.state }

    @discardableResult
    mutating func run(_ command: OrderCommand) -> Result<OrderView, Refusal> {
        hall.run(.order(command)).map { outcome in
            guard case .order(let view) = outcome else {
                preconditionFailure("\(outcome) is no order")
            }
            return view
        }
    }

    /// The hold's order, of whatever it costs.
    @discardableResult
    mutating func order(
        _ number: Int,
        of hold: Int,
        promotion: String? = nil,
        types: [SeatIndex: String] = [:]
    ) -> Result<OrderView, Refusal> {
        hall.lapse()
        let quote = Result { () throws(Refusal) in
            try hall.state.quote(
                .number(hold),
                ticketTypes: types,
                promotion: promotion,
                at: hall.time,
                plan: hall.plan
            )
        }
        guard case .success(let price) = quote else { return quote.map { _ in fatalError() } }
        return run(
            .make(
                OrderRequest(
                    hold: .number(hold),
                    id: .number(number),
                    ticketTypes: types,
                    promotion: promotion,
                    customer: [1, 2, 3],
                    provider: price.total == 0 ? .none : .sandbox,
                    providerOrder: price.total == 0 ? "" : "po\(number)",
                    total: price.total
                )
            )
        )
    }

    /// A hold of these seats, and its order of the same number.
    @discardableResult
    mutating func bring(_ number: Int, _ seats: Int...) -> Result<OrderView, Refusal> {
        hall.run(
            .hold(
                HoldRequest(
                    id: .number(number),
                    selection: .seats(SeatList(seats.map { SeatIndex($0) }))
                )
            )
        )
        return order(number, of: number)
    }

    func record(_ number: Int) -> OrderRecord {
        guard let ordinal = hall.state.orders.find(.number(number)) else {
            preconditionFailure("there is no order \(number)")
        }
        return hall.state.orders[ordinal]
    }

    func report(
        _ payment: String,
        of number: Int,
        _ status: PaymentReport.Status,
        amount: Int64? = nil,
        refunded: Int64 = 0,
        currency: String = "INR"
    ) -> PaymentReport {
        PaymentReport(
            payment: payment,
            order: record(number).providerOrder,
            status: status,
            amount: amount ?? record(number).quote.total,
            currency: currency,
            amountRefunded: refunded
        )
    }

    @discardableResult
    mutating func hear(
        _ report: PaymentReport,
        of number: Int,
        delivery: Int? = nil
    ) -> Result<OrderView, Refusal> {
        nextHold += 1
        return run(
            .payment(
                PaymentNews(
                    order: .number(number),
                    report: report,
                    freshHold: .number(nextHold),
                    policy: policy,
                    delivery: delivery.map { Bits128(high: 99, low: UInt64($0)) }
                )
            )
        )
    }

    /// Hears of a payment of the order's own sum.
    @discardableResult
    mutating func hear(
        _ payment: String,
        of number: Int,
        _ status: PaymentReport.Status
    ) -> Result<OrderView, Refusal> {
        hear(report(payment, of: number, status), of: number)
    }

    /// Cancels seats of the order's booking; all that are left if none are named.
    @discardableResult
    mutating func cancel(
        _ number: Int,
        _ seats: Int...,
        by reason: OrderReason = .buyerCancelled
    ) -> Result<Outcome, Refusal> {
        let request = CancelRequest(
            booking: record(number).booking,
            seats: seats.isEmpty ? nil : SeatList(seats.map { SeatIndex($0) }),
            reason: reason
        )
        return hall.run(.order(.cancel(request)))
    }

    /// Hears of the order's newest refund, under its present key; nil: it was refused.
    mutating func hearRefund(of number: Int, _ status: RefundReport.Status?) {
        guard let refund = record(number).refunds.last else {
            preconditionFailure("order \(number) has no refund")
        }
        let report = status.map {
            RefundReport(
                refund: "rfnd-\(refund.key)",
                payment: refund.payment,
                status: $0,
                amount: refund.amount,
                currency: "INR",
                intent: refund.key
            )
        }
        run(.refund(RefundNews(order: .number(number), refund: refund.id, report: report)))
    }

    /// The provider refuses the order's newest refund until somebody has to look.
    mutating func failRefund(of number: Int) {
        for _ in 0..<Limits.refundAttempts { hearRefund(of: number, nil) }
    }

    /// Gives the show another layout; `remap` as in `Configuration`.
    @discardableResult
    mutating func edit(_ plan: SeatPlan, remap: [UInt16?]) -> Result<Outcome, Refusal> {
        guard var terms = state.terms else { preconditionFailure("the show has no terms") }
        terms.revision += 1
        terms.seatCount = plan.seatCount
        let result = hall.run(.configure(Configuration(terms: terms, remap: remap)))
        if result.isSuccess { hall.plan = plan }
        return result
    }

    /// What is to be done now, by the first letters of the keys.
    func work(limit: Int = 99, turn: Int = 0) -> String {
        String(
            state.checkoutWork(at: hall.time.now, limit: limit, turn: turn).compactMap {
                $0.key.first
            }
        )
    }

    /// Rebuilds the show from its events, through their bytes, and from its snapshot.
    func checkRebuilding(_ comment: Comment? = nil) throws {
        var replayed = ShowState()
        for event in hall.events {
            let bytes = EventCodec.encoded(event, show: ShowID("s"))
            let decoded = try EventCodec.decode(bytes, schema: EventCodec.schema(of: event))
            #expect(decoded.event == event, comment)
            replayed.apply(decoded.event)
        }
        #expect(replayed == hall.state, comment)
        let loaded = try ShowState(decoding: hall.state.encoded())
        #expect(loaded == hall.state, comment)
        loaded.checkInvariants()
        hall.state.checkInvariants()
    }
}
