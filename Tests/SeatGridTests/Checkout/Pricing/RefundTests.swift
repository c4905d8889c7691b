import Testing

@testable import SeatGrid

/// What is given back.
@Suite struct RefundTests {
    private typealias Make = PricingSamples

    private func cancel(
        _ seats: [Int],
        of quote: Quote,
        hoursBefore: Int64,
        cancelled: [Int] = [],
        refunded: Int64 = 0,
        isByOperator: Bool = false
    ) -> Cancellation {
        Cancellation(
            of: quote,
            seats: seats.map { SeatIndex($0) },
            cancelled: Set(cancelled.map { SeatIndex($0) }),
            captured: quote.total,
            refunded: refunded,
            at: Make.start.advanced(by: -hoursBefore * Make.hour),
            startsAt: Make.start,
            isByOperator: isByOperator
        )
    }

    @Test func `without terms all is given back till the show starts`() throws {
        let table = Make.table(nil)
        let quote = try table.quote(Make.seats(0, 1))
        var cancellation = cancel([0, 1], of: quote, hoursBefore: 1)
        #expect(try table.refund(cancellation).total == 40_000)
        cancellation.at = Make.start.advanced(by: -1)
        #expect(try table.refund(cancellation).total == 40_000)
        cancellation.at = Make.start
        #expect(try table.refund(cancellation).total == 0)
        #expect(try table.refund(cancellation).paid == 40_000)
    }

    @Test func `the tier is the one whose time there still is`() throws {
        let table = Make.table(Make.terms(refunds: Make.policy))
        let quote = try table.quote(Make.seats(0))
        for (hours, points) in [(25, 10_000), (24, 10_000), (23, 5_000), (2, 5_000), (1, 0)] {
            let back = try table.refund(cancel([0], of: quote, hoursBefore: Int64(hours)))
            #expect(back.points == UInt32(points))
            #expect(back.total == 25_000 * Int64(points) / 10_000)
        }
        #expect(
            RefundPolicy.untilStart.points(
                at: .init(rawValue: .min),
                startsAt: .init(rawValue: .max)
            ) == 10_000
        )
    }

    @Test func `fees and their taxes come back only if the policy says so`() throws {
        func back(_ refundsFees: Bool, _ isByOperator: Bool = false) throws -> RefundQuote {
            let policy = RefundPolicy(tiers: Make.policy.tiers, refundsFees: refundsFees)
            let table = Make.table(
                Make.terms(
                    fees: [Make.convenience, Make.handling],
                    taxes: [Make.gst],
                    refunds: policy
                )
            )
            let quote = try table.quote(Make.seats(0, 1))
            return try table.refund(
                cancel([1, 0], of: quote, hoursBefore: 3, isByOperator: isByOperator)
            )
        }
        let without = try back(false)
        #expect(without.shares.map(\.seat) == [SeatIndex(1), SeatIndex(0), nil])
        #expect(without.shares.map(\.paid) == [21_181, 32_981, 708])
        #expect(without.shares.map(\.refund) == [8_850, 14_750, 0])
        // 10,590.5 and 16,490.5 are rounded by themselves.
        #expect(try back(true).shares.map(\.refund) == [10_591, 16_491, 354])
        #expect(try back(false, true).shares.map(\.refund) == [21_181, 32_981, 708])
        #expect(try back(false, true).points == 10_000)
    }

    @Test func `the operator gives all back even after the start`() throws {
        let table = Make.table(Make.full)
        let quote = try table.quote(Make.seats(0, 1), promotion: Make.use(0))
        var cancellation = cancel([0, 1], of: quote, hoursBefore: -5, isByOperator: true)
        #expect(try table.refund(cancellation).total == quote.total)
        cancellation.seats = [SeatIndex(1)]
        cancellation.cancelled = [SeatIndex(0)]
        let rest = try table.refund(cancellation)
        #expect(rest.shares.map(\.seat) == [SeatIndex(1), nil], "the order's fees, too")
    }

    @Test func `the order's own fees go with its last seat`() throws {
        let table = Make.table(Make.terms(fees: [Make.handling]))
        let quote = try table.quote(Make.seats(0, 1))
        let first = try table.refund(cancel([0], of: quote, hoursBefore: 3))
        #expect(first.shares.map(\.refund) == [25_000])
        let last = try table.refund(
            cancel([1], of: quote, hoursBefore: 3, cancelled: [0], refunded: 25_000)
        )
        #expect(last.shares.map(\.refund) == [15_000, 600])
    }

    @Test func `never more than was captured and not refunded before`() throws {
        let table = Make.table(nil)
        let quote = try table.quote(Make.seats(0, 0, 0))
        var cancellation = cancel([0, 1, 2], of: quote, hoursBefore: 3, refunded: 40_000)
        #expect(try table.refund(cancellation).shares.map(\.refund) == [25_000, 10_000, 0])
        cancellation.captured = 0
        cancellation.refunded = 0
        #expect(try table.refund(cancellation).total == 0, "a seat that nobody paid for")
        cancellation.refunded = 5
        #expect(try table.refund(cancellation).total == 0)
        cancellation.isByOperator = true
        #expect(try table.refund(cancellation).total == 0)
    }

    @Test func `seats that can't be cancelled are refused`() throws {
        let table = Make.table(nil)
        let quote = try table.quote(Make.seats(0, 0))
        #expect(throws: Refusal.invalid(.noSeats)) {
            try table.refund(cancel([], of: quote, hoursBefore: 3))
        }
        #expect(throws: Refusal.invalid(.seatTwice)) {
            try table.refund(cancel([1, 1], of: quote, hoursBefore: 3))
        }
        #expect(throws: Refusal.seatNotFound(SeatIndex(2))) {
            try table.refund(cancel([0, 2], of: quote, hoursBefore: 3))
        }
        #expect(throws: Refusal.illegalState(.seatCancelled)) {
            try table.refund(cancel([0, 1], of: quote, hoursBefore: 3, cancelled: [1]))
        }
    }

    /// Cancels all seats in some order, some together, as time goes on or not.
    private func cancelAll(
        _ table: PriceTable,
        _ quote: Quote,
        from hours: Int64,
        later: Int64,
        _ random: inout SplitMix
    ) throws -> Int64 {
        var left = quote.seats.sorted().shuffled(using: &random)
        var cancelled: [Int] = []
        var refunded: Int64 = 0
        var hours = hours
        while !left.isEmpty {
            let count = Int.random(in: 1...left.count, using: &random)
            let seats = left.prefix(count).map { Int($0.rawValue) }
            left.removeFirst(count)
            let back = try table.refund(
                cancel(
                    seats,
                    of: quote,
                    hoursBefore: hours,
                    cancelled: cancelled,
                    refunded: refunded
                )
            )
            #expect(back.shares.allSatisfy { 0...$0.paid ~= $0.refund })
            cancelled += seats
            refunded += back.total
            hours -= later
            #expect(refunded <= quote.total)
        }
        return refunded
    }

    @Test(arguments: UInt64(1)...200)
    func `seat by seat brings what all at once brings, and never more than all`(
        seed: UInt64
    ) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<20 {
            let (table, seats, use) = PricingSamples.random(&random)
            let quote = try table.quote(seats, promotion: use)
            let hours = Int64.random(in: -2...60, using: &random)
            let all = seats.map { Int($0.seat.rawValue) }
            let once = try table.refund(cancel(all, of: quote, hoursBefore: hours))
            #expect(once.paid == quote.total)
            #expect(
                try cancelAll(table, quote, from: hours, later: 0, &random) == once.total,
                "at the same time, exactly"
            )
            #expect(
                try cancelAll(table, quote, from: hours, later: 7, &random) <= once.total,
                "later, never more: this policy gives back less and less"
            )
            let operators = cancel(all, of: quote, hoursBefore: hours, isByOperator: true)
            #expect(try table.refund(operators).total == quote.total)
        }
    }
}
