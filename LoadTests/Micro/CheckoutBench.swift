import SeatGrid

/// What the turns of a whole checkout cost on one core, without network and disk: hold two seats,
/// make an order, hear that the money is reserved, hear that it was taken; decide, encode, apply.
func measureCheckouts() {
    let shows = 40
    var bench = Bench(rows: 20, seatsInRow: 25)
    var number: UInt64 = 0
    measureParts("turns of a checkout of 2 seats", operations: shows * 200, rounds: 10) { meter in
        for _ in 0..<shows {
            bench.beginAnew()
            meter.run {
                for pair in 0..<200 {
                    number += 1
                    checkOut(&bench, pair: pair, number: number)
                }
            }
        }
    }
}

private func checkOut(_ bench: inout Bench, pair: Int, number: UInt64) {
    bench.now += 1
    let hold = bench.holdID()
    let seats: SeatList = [SeatIndex(pair * 2), SeatIndex(pair * 2 + 1)]
    let id = OrderID(Bits128(high: number, low: number << 32))
    let name = "order_\(number)"
    guard bench.turn(.hold(HoldRequest(id: hold, selection: .seats(seats)))),
        let quote = bench.quote(hold)
    else { preconditionFailure("a free pair was refused") }
    let order = OrderRequest(
        hold: hold,
        id: id,
        customer: [UInt8](repeating: 7, count: 120),
        provider: .sandbox,
        providerOrder: name,
        total: quote.total
    )
    guard bench.turn(.order(.make(order))) else { preconditionFailure("no order") }
    for status in [PaymentReport.Status.authorized, .captured] {
        let report = PaymentReport(
            payment: "pay_\(number)",
            order: name,
            status: status,
            amount: quote.total,
            currency: quote.currency
        )
        let news = PaymentNews(order: id, report: report, freshHold: bench.holdID())
        guard bench.turn(.order(.payment(news))) else { preconditionFailure("not heard") }
    }
}

extension Bench {
    /// What the hold costs its owner.
    fileprivate func quote(_ hold: HoldID) -> Quote? {
        let wall = WallTime(rawValue: now)
        let time = TurnTime(now: Moment(rawValue: now), wall: wall)
        return try? state.quote(hold, ticketTypes: [:], promotion: nil, at: time, plan: plan)
    }
}
