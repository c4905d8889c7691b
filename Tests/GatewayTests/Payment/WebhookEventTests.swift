import Foundation
import SeatGrid
import Testing

@testable import Gateway

@Suite struct WebhookEventTests {
    static let payment = """
        {"id":"pay_1","entity":"payment","amount":50000,"currency":"INR","status":"captured",
        "order_id":"order_1","amount_refunded":0,"refund_status":null,"captured":true,
        "card":{"last4":"1111","deep":{"deeper":[1,2.5,{"x":null}]}},"notes":{"show":"sh1","n":3},
        "email":"gaurav.kumar@example.com","error_code":null,"error_reason":null,"new_field":[]}
        """
    static let refund = """
        {"id":"rfnd_1","entity":"refund","amount":20000,"currency":"INR","payment_id":"pay_1",
        "notes":[],"receipt":"rf_0123456789","status":"processed","speed_processed":"normal"}
        """

    static func body(_ event: String, _ payload: String) -> [UInt8] {
        Array(
            """
            {"entity":"event","account_id":"acc_1","event":"\(event)","contains":["payment"],
            "payload":{\(payload)},"created_at":1691735748}
            """.utf8
        )
    }

    static func event(_ name: String, _ payload: String) -> WebhookEvent? {
        WebhookEvent(body(name, payload), eventID: "evt_1")
    }

    @Test func `a payment's event tells of the payment as it was then`() throws {
        for name in ["payment.authorized", "payment.captured", "payment.failed", "order.paid"] {
            let event = try #require(
                Self.event(name, "\"payment\":{\"entity\":\(Self.payment)}")
            )
            #expect(event.id == "evt_1" && event.name == name && event.createdAt == 1_691_735_748)
            #expect(
                event.payment
                    == PaymentReport(
                        payment: "pay_1",
                        order: "order_1",
                        status: .captured,
                        amount: 50_000,
                        currency: "INR"
                    )
            )
            #expect(event.notes == ["show": "sh1"] && event.refund == nil && !event.isIgnored)
        }
    }

    @Test func `an order's notes go before those that a checkout page may set`() throws {
        let order = "{\"id\":\"order_1\",\"notes\":{\"show\":\"sh2\"},\"receipt\":\"or_1\"}"
        let event = try #require(
            Self.event(
                "order.paid",
                "\"payment\":{\"entity\":\(Self.payment)},\"order\":{\"entity\":\(order)}"
            )
        )
        #expect(event.notes == ["show": "sh2"] && event.receipt == "or_1")
    }

    @Test func `a refund's event tells of the refund and of its payment`() throws {
        for name in ["refund.created", "refund.processed", "refund.failed"] {
            let event = try #require(
                Self.event(
                    name,
                    "\"refund\":{\"entity\":\(Self.refund)},"
                        + "\"payment\":{\"entity\":\(Self.payment)}"
                )
            )
            #expect(
                event.refund
                    == RefundReport(
                        refund: "rfnd_1",
                        payment: "pay_1",
                        status: .processed,
                        amount: 20_000,
                        currency: "INR",
                        intent: "rf_0123456789"
                    )
            )
            #expect(event.payment?.payment == "pay_1")
        }
    }

    @Test func `a failed payment has the reason, as one word`() throws {
        let failed = Self.payment.replacing("\"captured\",", with: "\"failed\",")
            .replacing("\"error_reason\":null", with: "\"error_reason\":\"Payment <b>_x\"")
        let event = try #require(Self.event("payment.failed", "\"payment\":{\"entity\":\(failed)}"))
        #expect(event.payment?.status == .failed && event.payment?.reason == "paymentb_x")
    }

    @Test func `events of other kinds and of others' payments are taken and ignored`() throws {
        let dispute = try #require(Self.event("payment.dispute.created", "\"dispute\":{}"))
        #expect(dispute.isIgnored)
        let link = Self.payment.replacing("\"order_1\"", with: "null")
        let foreign = try #require(
            Self.event("payment.captured", "\"payment\":{\"entity\":\(link)}")
        )
        #expect(foreign.isIgnored)
    }

    @Test func `what is no event is refused`() {
        for text in ["", "{}", "[]", "null", "{\"event\":1}", "{\"event\":\"payment.captured\"}"] {
            #expect(WebhookEvent(Array(text.utf8), eventID: nil) == nil, "\(text)")
        }
        #expect(Self.event("payment.captured", "\"payment\":{\"entity\":3}") == nil)
        let deep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        #expect(Self.event("other", "\"x\":\(deep)") == nil)
        let large = "\"x\":\"" + String(repeating: "x", count: WebhookEvent.maximumBytes) + "\""
        #expect(Self.event("other", large) == nil)
    }

    @Test func `an entity with a field out of its bounds is none of ours`() {
        for (from, to) in [
            ("50000", "50000.5"), ("50000", "-1"), ("50000", "\"50000\""), ("\"INR\"", "\"inr\""),
            ("\"INR\"", "\"RUPEE\""), ("\"captured\",", "\"stolen\","), ("pay_1", "pay|1"),
            ("pay_1", "../x"), ("\"amount_refunded\":0", "\"amount_refunded\":50001"),
            ("order_1", String(repeating: "o", count: 65)),
        ] {
            let changed = Self.payment.replacing(from, with: to)
            #expect(changed != Self.payment)
            let event = Self.event("payment.captured", "\"payment\":{\"entity\":\(changed)}")
            #expect(event?.payment == nil, "\(to)")
        }
    }

    @Test func `without an id of its own an event is known by its bytes`() throws {
        let body = Self.body("payment.captured", "\"payment\":{\"entity\":\(Self.payment)}")
        let first = try #require(WebhookEvent(body, eventID: nil))
        let again = try #require(WebhookEvent(body, eventID: "not printable\u{1}"))
        let other = try #require(WebhookEvent(body + [0x20], eventID: ""))
        #expect(first.id.hasPrefix("sha256_") && first.id == again.id && first.id != other.id)
    }

    @Test func `no bytes bring the reader down`() {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &random)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let body = Self.body("payment.captured", "\"payment\":{\"entity\":\(Self.payment)}")
        for _ in 0..<2_000 {
            var changed = body
            for _ in 0...next(3) { changed[next(changed.count)] = UInt8(next(256)) }
            if next(4) == 0 { changed.removeLast(next(changed.count)) }
            if let amount = WebhookEvent(changed, eventID: nil)?.payment?.amount {
                #expect(amount >= 0, "seed \(seed)")
            }
        }
    }
}
