import Testing

@testable import LoadKit

/// What a checkout asks next, by what it was answered.
@Suite struct CheckoutsLoadTests {
    var load: CheckoutsLoad

    init() throws {
        load = CheckoutsLoad(
            target: try Target(url: "http://127.0.0.1:8080", key: nil),
            shows: ["s1", "s2"],
            labels: ["A-1", "A-2", "A-3", "A-4"],
            connections: 1
        )
    }

    private func text(_ ask: Ask) -> String { String(decoding: ask.bytes, as: UTF8.self) }

    private mutating func answer(_ kind: Int, _ status: Int, _ body: String) -> Ask {
        load.next(0, after: kind, status: status, body: Array(body.utf8))
    }

    @Test mutating func `a checkout holds, orders, pays, calls back, and begins anew when paid`() {
        #expect(text(load.first(0)).hasPrefix("POST /v1/shows/s1/holds HTTP/1.1"))
        let order = answer(0, 201, #"{"id":"hd_1"}"#)
        #expect(order.kind == 1)
        #expect(text(order).hasPrefix("POST /v1/shows/s1/holds/hd_1/order HTTP/1.1"))
        let pay = answer(1, 201, #"{"id":"or_1","provider_order_id":"order_9"}"#)
        #expect(text(pay).hasPrefix("POST /sandbox/checkout/order_9/now HTTP/1.1"))
        #expect(text(pay).contains("Accept: application/json\r\n"))
        let signed =
            #"{"payments":[{"razorpay_payment_id":"pay_1","razorpay_order_id":"order_9","#
            + #""razorpay_signature":"ab"}]}"#
        let callback = answer(2, 200, signed)
        #expect(text(callback).hasPrefix("POST /v1/shows/s1/orders/or_1/payment HTTP/1.1"))
        #expect(text(callback).contains(#""razorpay_signature":"ab""#))
        let look = answer(3, 200, #"{"state":"capturing"}"#)
        #expect(text(look).hasPrefix("GET /v1/shows/s1/orders/or_1 HTTP/1.1"))
        let next = answer(4, 200, #"{"state":"paid"}"#)
        #expect(text(next).hasPrefix("POST /v1/shows/s2/holds HTTP/1.1"))
        #expect(load.errors == 0 && load.figures.first?.value == 1)
    }

    @Test mutating func `what leads nowhere is an error, and the next checkout begins`() {
        _ = load.first(0)
        #expect(answer(0, 409, "{}").kind == 0)
        #expect(answer(0, 201, "{}").kind == 0)
        _ = answer(0, 201, #"{"id":"hd_1"}"#)
        _ = answer(1, 201, #"{"id":"or_1","provider_order_id":"order_9"}"#)
        #expect(answer(3, 200, #"{"state":"failed"}"#).kind == 0)
        #expect(load.errors == 3)
    }
}
