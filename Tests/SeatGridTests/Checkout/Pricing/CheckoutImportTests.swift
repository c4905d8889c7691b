import Testing

@testable import SeatGrid

/// What an order costs, from an import to the terms of a show and to those who ask.
@Suite struct CheckoutImportTests {
    @Test func `an import is read whole, with the categories in the layout's order`() throws {
        let catalog = try Catalog().with(CheckoutSamples.json)
        let terms = try #require(catalog.terms(of: ShowID("sh1")))
        #expect(terms.startsAt.rfc3339 == "2026-12-01T13:30:00Z")
        #expect(terms.prices == [25_000, 10_000])
        let checkout = try #require(terms.checkout)
        #expect(checkout.isSound)
        #expect(checkout.categories == ["gold", "silver"])
        #expect(
            checkout.ticketTypes.map(\.prices) == [
                [.points(10_000), .points(10_000)], [.points(5_000), .amount(4_000)],
                [nil, .points(10_000)],
            ]
        )
        #expect(checkout.fees.map(\.charge) == [.amount(2_500), .points(150)])
        #expect(checkout.taxes.map(\.fees) == [[0, 1], []])
        #expect(checkout.taxes.map(\.isIncluded) == [false, true])
        #expect(checkout.rounding == Rounding(mode: .halfEven, unit: 10))
        #expect(checkout.promotions.map(\.code) == ["HALF", "OFF"])
        #expect(checkout.promotions.map(\.categories) == [[1], []])
        #expect(checkout.promotions[0].name == "HALF")
        #expect(checkout.promotions[1].maxUsesPerHolder == 1)
        #expect(checkout.promotions[1].validUntil?.rfc3339 == "2026-12-01T00:00:00Z")
        #expect(checkout.refunds == PricingSamples.policy)
        #expect(catalog.terms(of: ShowID("sh2"))?.checkout === checkout)
        #expect(catalog.terms(of: ShowID("sh3"))?.checkout == nil)
    }

    @Test func `what is said and is so anyway is not kept`() throws {
        let json = CatalogSamples.edited(
            #""sale_opens_at":null"#,
            #"""
            "sale_opens_at":null,"ticket_types":[],"fees":null,"rounding":{},
            "refund_policy":{"tiers":[{"before_start_ms":0,"basis_points":10000}]}
            """#
        )
        #expect(try Catalog().with(json).encoded() == CatalogSamples.catalog().encoded())
    }

    /// What is replaced in the first two shows, by what, where the faults are in the first.
    static let faults: [(String, String, String)] = [
        (#""key":"child""#, #""key":"adult""#, "ticket_types/1/key"),
        (#""key":"child""#, #""key":"a child""#, "ticket_types/1/key"),
        (#""silver":{"amount":4000}"#, #""box":{"amount":4000}"#, "ticket_types/1/prices/box"),
        (#"{"amount":4000}"#, "4000", "ticket_types/1/prices/silver"),
        (#"{"amount":4000}"#, "{}", "ticket_types/1/prices/silver"),
        (
            #"{"amount":4000}"#, #"{"amount":4000,"basis_points":1}"#,
            "ticket_types/1/prices/silver"
        ),
        (#"{"amount":4000}"#, #"{"amount":-1}"#, "ticket_types/1/prices/silver/amount"),
        (
            #""price":{"basis_points":5000}"#, #""price":{"percent":50}"#,
            "ticket_types/1/price/percent ticket_types/1/price"
        ),
        (#""per":"seat""#, #""per":"ticket""#, "fees/0/per"),
        (#""amount":2500"#, #""amount":2500.5"#, "fees/0/amount"),
        (#""basis_points":150"#, #""basis_points":100001"#, "fees/1/basis_points"),
        (#""handling","convenience""#, #""handling","service""#, "taxes/0/on_fees/1"),
        (#""handling","convenience""#, #""handling","handling""#, "taxes/0/on_fees/1"),
        (#""included":true"#, #""included":"yes""#, "taxes/1/included"),
        (#""included":true"#, #""on_seats":false"#, "taxes/1"),
        (#""mode":"half_even""#, #""mode":"bankers""#, "rounding/mode"),
        (#""to":10"#, #""to":0"#, "rounding/to"),
        (#""code":"off""#, #""code":"HALF""#, "promotions/1/code"),
        (
            #""basis_points":5000,"categories""#, #""basis_points":10001,"categories""#,
            "promotions/0/basis_points"
        ),
        (#""categories":["silver"]"#, #""categories":["lead"]"#, "promotions/0/categories/0"),
        ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", "promotions/1/valid_until"),
        (#""min_seats":2"#, #""min_seats":101"#, "promotions/1/min_seats"),
        (#""max_uses":10"#, #""max_uses":0"#, "promotions/1/max_uses"),
        (
            #""before_start_ms":7200000"#, #""before_start_ms":86400000"#,
            "refund_policy/tiers/1/before_start_ms"
        ),
        (
            #""basis_points":10000}],"refunds"#, #""basis_points":10001}],"refunds"#,
            "refund_policy/tiers/1/basis_points"
        ),
        (#""refunds_fees":false"#, #""fees":false"#, "refund_policy/fees"),
    ]

    @Test(arguments: faults.indices) func `a fault is named by its pointer`(index: Int) {
        let (old, new, pointers) = Self.faults[index]
        let issues = CatalogSamples.issues(CheckoutSamples.edited(old, new))
        let expected = [0, 1].flatMap { show in
            pointers.split(separator: " ").map { "/shows/\(show)/\($0)" }
        }
        #expect(issues.map(\.pointer) == expected)
    }

    @Test func `a change of the terms alone is a change of the show`() throws {
        let catalog = try Catalog().with(CheckoutSamples.json)
        let effects = try catalog.changed(
            by: CheckoutSamples.edited(#""amount":2500"#, #""amount":2600"#)
        ).effects
        #expect(effects.shows.map(\.show.listing.id) == ["sh1", "sh2"])
        for effect in effects.shows {
            guard case .terms = effect.kind else {
                Issue.record("\(effect.show.listing.id): \(effect.kind)")
                continue
            }
        }
    }

    @Test func `a show tells what an order costs, and no promotion`() throws {
        let catalog = try Catalog().with(CheckoutSamples.json)
        func show(_ id: String) throws -> JSONValue {
            let bytes = try catalog.showJSON(ShowID(id), phase: .onSale, availability: nil)
            #expect(!text(bytes).contains("HALF") && !text(bytes).contains("promotion"))
            return try JSONParser.parse(bytes)
        }
        let rich = try show("sh1")
        #expect(rich[pointer: "/prices/gold/amount"] == .integer(25_000))
        #expect(rich[pointer: "/ticket_types/1/prices/gold/amount"] == .integer(12_500))
        #expect(rich[pointer: "/ticket_types/1/prices/silver/amount"] == .integer(4_000))
        #expect(rich[pointer: "/ticket_types/2/prices/gold"] == nil)
        #expect(rich[pointer: "/fees/0/amount/currency"] == .string("INR"))
        #expect(rich[pointer: "/fees/1/basis_points"] == .integer(150))
        #expect(rich[pointer: "/taxes/0/on_fees/1"] == .string("handling"))
        #expect(rich[pointer: "/rounding/mode"] == .string("half_even"))
        #expect(rich[pointer: "/refund_policy/tiers/0/before_start_ms"] == .integer(86_400_000))
        #expect(rich[pointer: "/refund_policy/refunds_fees"] == .bool(false))
        let plain = try show("sh3")
        #expect(plain[pointer: "/ticket_types"] == .array([]))
        #expect(plain[pointer: "/refund_policy/tiers/0/basis_points"] == .integer(10_000))
        #expect(plain[pointer: "/refund_policy/refunds_fees"] == .bool(true))
    }
}
