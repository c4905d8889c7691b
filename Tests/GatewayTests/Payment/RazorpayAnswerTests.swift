import Foundation
import NIOHTTP1
import SeatGrid
import Testing

@testable import Gateway

@Suite struct RazorpayAnswerTests {
    static func error(_ status: Int, _ body: String, retryAfter: String? = nil) -> PaymentError? {
        do throws(PaymentError) {
            _ = try RazorpayAnswer.entity(
                status: status,
                body: Array(body.utf8),
                retryAfter: retryAfter,
                limits: PaymentLimits()
            )
            return nil
        } catch {
            return error
        }
    }

    static let refusal = """
        {"error":{"code":"BAD_REQUEST_ERROR","description":"The id provided does not exist",
        "source":"business","step":"payment_initiation","reason":"input_validation_failed"}}
        """

    @Test func `only Razorpay's own no is a no`() {
        let said = PaymentError.refused(
            code: "input_validation_failed",
            detail: "The id provided does not exist"
        )
        #expect(Self.error(400, Self.refusal) == said)
        #expect(Self.error(404, Self.refusal) == said)
        #expect(
            Self.error(400, Self.refusal.replacing("input_validation_failed", with: "NA"))
                == .refused(code: "BAD_REQUEST_ERROR", detail: "The id provided does not exist")
        )
        for body in ["", "<html>Bad Request</html>", "{}", "[]", "{\"error\":\"x\"}"] {
            #expect(Self.error(400, body)?.isUnknown == true, "\(body)")
        }
    }

    @Test func `after a server's fault or nonsense the outcome is unknown`() {
        for status in [500, 502, 503, 504, 408, 409, 425, 301, 304, 100, 600] {
            #expect(Self.error(status, Self.refusal)?.isUnknown == true, "\(status)")
        }
        for body in ["", "[]", "<html>", "{\"id\":"] {
            #expect(Self.error(200, body)?.isUnknown == true)
        }
        #expect(Self.error(200, "{}") == nil)
    }

    @Test func `a wrong key is its own failure`() {
        #expect(Self.error(401, Self.refusal) == .unauthorized)
    }

    @Test func `a rate limit says how long to wait, within reason`() {
        for (header, wait): (String?, Int64) in [
            (nil, 1_000), ("2", 2_000), ("0", 1_000), ("-5", 1_000), ("x", 1_000),
            ("86400", 60_000), ("9223372036854775807", 60_000),
        ] {
            #expect(
                Self.error(429, "", retryAfter: header)
                    == .rateLimited(retryAfterMilliseconds: wait)
            )
        }
    }

    @Test func `an order asks for manual capture`() throws {
        let request = RazorpayRequest.order(
            ProviderOrderRequest(
                amount: 50_000,
                currency: "INR",
                receipt: "or_1",
                notes: ["b": "2", "a": "\"1\""]
            ),
            PaymentLimits()
        )
        #expect(request.method == .POST && request.path == "/v1/orders")
        #expect(
            String(decoding: request.body ?? [], as: UTF8.self)
                == #"{"amount":50000,"currency":"INR","receipt":"or_1","#
                + #""notes":{"a":"\"1\"","b":"2"},"payment":{"capture":"manual","#
                + #""capture_options":{"manual_expiry_period":30,"refund_speed":"normal"}}}"#
        )
    }

    @Test func `equal refunds are equal bytes under one key`() {
        let notes = Dictionary(uniqueKeysWithValues: (0..<15).map { ("note\($0)", "\($0)") })
        let make = { (notes: [String: String]) in
            RazorpayRequest.refund(
                ProviderRefundRequest(
                    payment: "pay_1",
                    amount: 100,
                    intent: "rf_0123456789",
                    notes: notes
                )
            )
        }
        let again = Dictionary(uniqueKeysWithValues: notes.reversed().map { ($0.key, $0.value) })
        #expect(make(notes) == make(again))
        #expect(make(notes).idempotencyKey == "rf_0123456789")
        #expect(make(notes).path == "/v1/payments/pay_1/refund")
    }
}
