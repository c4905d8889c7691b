@testable import SeatGrid

/// One event of every kind, and a state with everything in it: what the golden files hold.
enum Samples {
    static let show = ShowID("sh_sample-1")

    static func bits(_ number: UInt64) -> Bits128 {
        Bits128(high: 0x0123_4567_89ab_cdef, low: number)
    }

    static let terms = ShowTerms(
        revision: 42,
        layout: "lay_1",
        seatCount: 12,
        prices: [25_000, nil, 0],
        currency: "INR",
        salesOpen: WallTime(rawValue: 1_700_000_000_000),
        salesClose: WallTime(rawValue: 1_800_000_000_000),
        rules: ShowRules(
            maxSeatsPerHold: 6,
            maxSeatsPerHolder: 8,
            holdTTL: 300_000,
            holdMax: 900_000,
            orphans: .lenient
        )
    )

    static let bodies: [(name: String, body: Event.Body)] = [
        (
            "held",
            .held(
                Event.Held(
                    id: HoldID(bits(1)),
                    seats: .at(3, 4),
                    holder: HolderID(bits(2)),
                    deadline: Moment(rawValue: 700_000),
                    acquired: Moment(rawValue: 100_000),
                    priceTable: 3,
                    replaces: HoldID(bits(9))
                )
            )
        ),
        (
            "held-many",
            .held(
                Event.Held(
                    id: HoldID(bits(1)),
                    seats: SeatList((0..<12).map { SeatIndex($0) }),
                    holder: nil,
                    deadline: Moment(rawValue: 700_000),
                    acquired: Moment(rawValue: 100_000),
                    priceTable: 0,
                    replaces: nil
                )
            )
        ),
        ("extended", .extended(HoldID(bits(1)), deadline: Moment(rawValue: 800_000))),
        ("swapped", .swapped(HoldID(bits(1)), seats: .at(7))),
        ("released", .released(HoldID(bits(1)))),
        (
            "booked",
            .booked(
                Event.Booked(
                    hold: HoldID(bits(1)),
                    id: BookingID(bits(5)),
                    reference: "ref-ü",
                    customer: Array("{\"a\":1}".utf8)
                )
            )
        ),
        (
            "lapsed",
            .lapsed(
                Event.Lapse(
                    holds: [HoldID(bits(1)), HoldID(bits(2))],
                    unblocked: [SeatIndex(9)]
                )
            )
        ),
        (
            "blocked",
            .blocked(
                seats: [SeatIndex(1), SeatIndex(2)],
                reason: "press",
                until: WallTime(rawValue: 1_700_000_000_001)
            )
        ),
        ("unblocked", .unblocked(seats: [SeatIndex(1)])),
        ("opened", .opened),
        ("closed", .closed),
        ("cancelled", .cancelled),
        (
            "configured",
            .configured(
                Event.Configured(
                    terms: terms,
                    remap: [1, 0, .max],
                    kept: [
                        Event.KeptPrice(
                            priceTable: 1,
                            seat: SeatIndex(1),
                            kept: PriceTable.Kept(price: 25_000)
                        )
                    ]
                )
            )
        ),
        ("noted", .noted(.changed)),
        (
            "configured-checkout",
            .configured(
                Event.Configured(
                    terms: checkoutTerms,
                    remap: [1, 0, .max],
                    kept: [
                        Event.KeptPrice(
                            priceTable: 1,
                            seat: SeatIndex(1),
                            kept: PriceTable.Kept(price: 25_000, category: 2)
                        )
                    ]
                )
            )
        ),
        (
            "booked-unpaid",
            .booked(
                Event.Booked(
                    hold: HoldID(bits(1)),
                    id: BookingID(bits(5)),
                    reference: "guest",
                    customer: nil,
                    kind: .complimentary
                )
            )
        ),
    ]

    /// As `terms`, and what an order costs.
    static var checkoutTerms: ShowTerms {
        var terms = terms
        terms.prices = [25_000, nil]
        terms.startsAt = WallTime(rawValue: 1_800_000_600_000)
        terms.checkout = PricingSamples.full
        return terms
    }

    /// As `state`, with checkout terms and a price table from before them, and seats that moved.
    static var checkoutState: ShowState {
        let plan = SeatPlan.drawn("AAAAAA", "BBBBBB", "AAAAAAAA")
        var hall = TestHall(plan)
        hall.state = state
        hall.pass(2_000)
        hall.run(.open)
        var terms = checkoutTerms
        terms.seatCount = 20
        hall.run(.configure(Configuration(terms: terms)))
        hall.hold(9, 2, 3)
        hall.run(.configure(Configuration(terms: terms, remap: (0..<20).map { 19 - $0 })))
        OrderSamples.addOrders(to: &hall)
        return hall.state
    }

    static var events: [(name: String, event: Event)] {
        (bodies + OrderSamples.bodies).enumerated().map { number, sample in
            let isMarked = number.isMultiple(of: 2)
            return (
                sample.name,
                Event(
                    version: ShowVersion(rawValue: 77 + UInt64(number)),
                    time: TurnTime(
                        now: Moment(rawValue: 123_456),
                        wall: WallTime(rawValue: 1_750_000_000_000)
                    ),
                    caller: isMarked ? .key("box-office") : .anonymous,
                    mark: isMarked
                        ? IdempotencyMark(key: bits(99), fingerprint: 0xfeed) : nil,
                    body: sample.body
                )
            )
        }
    }

    static var state: ShowState {
        let plan = SeatPlan.drawn("AAAAAA", "BBBBBB", "AAAAAAAA")
        var hall = TestHall(plan)
        func mark(_ number: UInt64) -> IdempotencyMark {
            IdempotencyMark(key: bits(number), fingerprint: number)
        }
        hall.run(
            .hold(
                HoldRequest(
                    id: .number(1),
                    selection: .seats(.at(0, 1)),
                    holder: .number(1)
                )
            ),
            mark: mark(1)
        )
        hall.hold(2, 6, 7, ttl: 5_000)
        hall.hold(3, 8)
        hall.run(
            .book(
                BookRequest(
                    hold: .number(3),
                    id: .number(4),
                    reference: "ref",
                    customer: [123, 125]
                )
            ),
            mark: mark(2)
        )
        hall.hold(4, 9, ttl: 1_000)
        hall.pass(1_000)
        hall.hold(5, 9)
        hall.run(.release(.number(5)), mark: mark(3))
        hall.run(
            .block(
                seats: [SeatIndex(10), SeatIndex(11)],
                reason: "house",
                until: hall.time.wall.advanced(by: 9_000)
            )
        )
        hall.run(
            .hold(
                HoldRequest(
                    id: .number(6),
                    selection: .seats(SeatList((12..<20).map { SeatIndex($0) }))
                )
            )
        )
        hall.run(.close, mark: mark(4))
        var terms = TestHall.terms(plan, prices: [5, nil])
        terms.salesOpen = WallTime(rawValue: 5)
        hall.run(.configure(Configuration(terms: terms)))
        return hall.state
    }
}
