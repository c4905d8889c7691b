@testable import SeatGrid

/// Small price tables to begin a test with.
enum PricingSamples {
    /// Gold 250.00, silver 150.00.
    static let prices: [Int64?] = [25_000, 15_000]

    static let start = WallTime(rawValue: 1_800_000_000_000)
    static let hour: Int64 = 3_600_000

    static let adult = TicketType(
        key: "adult",
        name: "Adult",
        prices: [.points(10_000), .points(10_000)]
    )
    static let child = TicketType(
        key: "child",
        name: "Child",
        prices: [.points(5_000), nil]
    )
    static let student = TicketType(
        key: "student",
        name: "Student",
        prices: [.amount(19_999), .amount(9_999)]
    )
    static let convenience = Fee(
        key: "convenience",
        name: "Convenience fee",
        per: .seat,
        charge: .amount(2_950)
    )
    static let handling = Fee(
        key: "handling",
        name: "Handling",
        per: .order,
        charge: .points(150)
    )
    static let gst = Tax(key: "gst", name: "GST 18 %", points: 1_800, fees: [0, 1])
    static let half = Promotion(code: "HALF", name: "Half price", discount: .points(5_000))

    /// Times before the start: all till a day, half till two hours, then nothing.
    static let policy = RefundPolicy(
        tiers: [
            RefundPolicy.Tier(before: 24 * hour, points: 10_000),
            RefundPolicy.Tier(before: 2 * hour, points: 5_000),
        ],
        refundsFees: false
    )

    static func terms(
        ticketTypes: [TicketType] = [],
        fees: [Fee] = [],
        taxes: [Tax] = [],
        rounding: Rounding = .standard,
        promotions: [Promotion] = [],
        refunds: RefundPolicy = .untilStart
    ) -> CheckoutTerms {
        CheckoutTerms(
            categories: ["gold", "silver"],
            ticketTypes: ticketTypes,
            fees: fees,
            taxes: taxes,
            rounding: rounding,
            promotions: promotions,
            refunds: refunds
        )
    }

    /// With everything in it.
    static let full = terms(
        ticketTypes: [adult, child, student],
        fees: [convenience, handling],
        taxes: [gst],
        rounding: Rounding(mode: .halfEven, unit: 1),
        promotions: [
            half,
            Promotion(
                code: "GOLD-50",
                name: "50 off gold",
                discount: .amount(5_000),
                validFrom: start.advanced(by: -100 * hour),
                validUntil: start,
                minSeats: 2,
                categories: [0],
                maxUses: 100,
                maxUsesPerHolder: 1
            ),
        ],
        refunds: policy
    )

    static func table(
        _ checkout: CheckoutTerms?,
        prices: [Int64?] = prices,
        bySeat: [SeatIndex: PriceTable.Kept] = [:]
    ) -> PriceTable {
        PriceTable(prices: prices, currency: "INR", bySeat: bySeat, checkout: checkout)
    }

    /// Seats 0, 1, ... of these categories, all of one ticket type.
    static func seats(_ categories: UInt8..., type: UInt8 = 0) -> [SeatChoice] {
        categories.enumerated().map { place, category in
            SeatChoice(seat: SeatIndex(place), category: category, ticketType: type)
        }
    }

    static func use(
        _ promotion: UInt16,
        at: WallTime = start.advanced(by: -hour),
        usesSoFar: Int = 0,
        usesOfHolder: Int? = 0
    ) -> PromotionUse {
        PromotionUse(
            promotion: promotion,
            at: at,
            usesSoFar: usesSoFar,
            usesOfHolder: usesOfHolder
        )
    }

    /// Terms, seats and a promotion drawn at random, all within their bounds.
    static func random(_ random: inout SplitMix) -> (PriceTable, [SeatChoice], PromotionUse?) {
        func charge() -> Charge {
            Bool.random(using: &random)
                ? .amount(Int64.random(in: 0...40_000, using: &random))
                : .points(UInt32.random(in: 0...20_000, using: &random))
        }
        let fees = (0..<Int.random(in: 0...3, using: &random)).map { number in
            Fee(
                key: "f\(number)",
                name: "Fee \(number)",
                per: Bool.random(using: &random) ? .seat : .order,
                charge: charge()
            )
        }
        let taxes = (0..<Int.random(in: 0...3, using: &random)).map { number in
            Tax(
                key: "t\(number)",
                name: "Tax \(number)",
                points: UInt32.random(in: 0...3_000, using: &random),
                isOnSeats: Bool.random(using: &random),
                fees: fees.indices.filter { _ in Bool.random(using: &random) }.map(UInt8.init),
                isIncluded: Bool.random(using: &random)
            )
        }
        let mode = Rounding.Mode.allCases.randomElement(using: &random) ?? .halfUp
        let unit = [1, 1, 5, 100].randomElement(using: &random) ?? 1
        let tiers = [(48, 10_000), (24, 7_500), (3, 3_333), (0, 100)]
            .filter { _ in Bool.random(using: &random) }
            .map { RefundPolicy.Tier(before: $0.0 * hour, points: UInt32($0.1)) }
        let checkout = terms(
            ticketTypes: [adult, student],
            fees: fees,
            taxes: taxes,
            rounding: Rounding(mode: mode, unit: Int64(unit)),
            promotions: [Promotion(code: "P", name: "P", discount: charge())],
            refunds: RefundPolicy(tiers: tiers, refundsFees: Bool.random(using: &random))
        )
        let prices: [Int64?] = [
            Int64.random(in: 0...99_999, using: &random), Int64.random(in: 0...3, using: &random),
        ]
        let seats = (0..<Int.random(in: 1...12, using: &random)).map { place in
            SeatChoice(
                seat: SeatIndex(place * 3),
                category: UInt8.random(in: 0...1, using: &random),
                ticketType: UInt8.random(in: 0...1, using: &random)
            )
        }
        let isUsed = Bool.random(using: &random)
        return (table(checkout, prices: prices), seats, isUsed ? use(0) : nil)
    }
}

extension Quote {
    /// The amounts of the lines of a kind, in order.
    func amounts(_ kind: Kind) -> [Int64] { lines.filter { $0.kind == kind }.map(\.amount) }
}
