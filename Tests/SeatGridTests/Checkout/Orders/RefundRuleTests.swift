import Testing

@testable import SeatGrid

/// Refunds: what is given back, and what becomes of one that fails.
@Suite struct RefundRuleTests {
    @Test func `a refund that fails at once under its new key is tried under the next`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.cancel(1)
        for attempt in 1..<Limits.refundAttempts {
            show.hearRefund(of: 1, .failed)
            #expect(show.record(1).refunds[0].attempt == attempt)
        }
        show.hearRefund(of: 1, .failed)
        #expect(show.record(1).state == .stuck)
        #expect(show.record(1).reason == .refundFailed)
        try show.checkRebuilding()
    }

    @Test func `news of an attempt that was given up are no second failure`() throws {
        var show = OrderHall()
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        show.cancel(1)
        let refund = try #require(show.record(1).refunds.first)
        for intent in [refund.key, nil] {
            let report = RefundReport(
                refund: "rfnd",
                payment: "p",
                status: .failed,
                amount: 100,
                currency: "INR",
                intent: intent
            )
            for _ in 0..<3 {
                show.run(.refund(RefundNews(order: .number(1), refund: refund.id, report: report)))
            }
        }
        #expect(show.record(1).refunds[0].attempt == 1)
    }

    @Test func `whoever cancels after the show was cancelled has all of it back`() throws {
        var show = OrderHall(
            terms: {
                $0.checkout = CheckoutTerms(
                    categories: ["A", "B"],
                    refunds: RefundPolicy(tiers: [], refundsFees: false)
                )
            }
        )
        show.bring(1, 0)
        show.hear("p", of: 1, .captured)
        let request = CancelRequest(
            booking: show.record(1).booking,
            seats: nil,
            reason: .buyerCancelled
        )
        let before = try show.state.cancellation(of: request, at: show.hall.time.wall)
        #expect(before.refund?.quote.total == 0)
        show.hall.run(.cancel)
        let after = try show.state.cancellation(of: request, at: show.hall.time.wall)
        #expect(after.refund?.quote.total == 100)
        show.cancel(1)
        #expect(show.record(1).refunds.map(\.amount) == [100])
        try show.checkRebuilding()
    }

    @Test(
        arguments: [
            // Asked of the provider, of so much, whether nothing more can be due.
            (0, 5_000, false, 0), (60, 5_000, false, 100), (60, 5_000, true, 100),
            (4_950, 5_000, false, 5_000), (4_950, 5_000, true, 4_950), (60, 80, true, 80),
            (5_000, 5_000, false, 5_000), (4_900, 5_000, false, 4_900),
        ] as [(Int64, Int64, Bool, Int64)]
    )
    func `no refund is smaller than providers make one`(
        due: Int64,
        kept: Int64,
        isLast: Bool,
        paid: Int64
    ) {
        let seats = [SeatIndex(0), SeatIndex(1)]
        var quote = RefundQuote(
            shares: [
                RefundQuote.Share(seat: seats[0], paid: due, refund: due),
                RefundQuote.Share(seat: seats[1], paid: 0, refund: 0),
            ],
            points: 5_000
        )
        quote.makePayable(from: kept, isLast: isLast)
        #expect(quote.total == paid)
        #expect(quote.shares[1].refund == 0)
    }

    @Test func `an order of less than can be paid is refused, one of nothing is free`() throws {
        var show = OrderHall(terms: { $0.prices = [99, 0] })
        show.hall.hold(1, 0)
        #expect(show.order(1, of: 1).refusal == .invalid(.totalTooLow))
        show.hall.hold(2, 8)
        #expect(try show.order(2, of: 2).get().state == .paid)
        show.hall.hold(3, 1, 2)
        #expect(try show.order(3, of: 3).get().state == .created)
    }
}
