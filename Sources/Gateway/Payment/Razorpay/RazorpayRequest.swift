import NIOHTTP1
import SeatGrid

/// One request to Razorpay, before it has an address and a key.
struct RazorpayRequest: Equatable {
    var method = HTTPMethod.GET
    let path: String
    /// nil: no body.
    var body: [UInt8]?
    /// For refunds only.
    var idempotencyKey: String?

    /// Orders are made for manual capture, whatever the account's settings say.
    static func order(
        _ request: ProviderOrderRequest,
        _ limits: PaymentLimits
    ) -> RazorpayRequest {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.field("amount", request.amount)
            json.field("currency", request.currency)
            json.field("receipt", request.receipt)
            write(request.notes, to: &json)
            json.object("payment") { json in
                json.field("capture", "manual")
                json.object("capture_options") { json in
                    json.field("manual_expiry_period", limits.captureMinutes)
                    json.field("refund_speed", "normal")
                }
            }
        }
        return RazorpayRequest(method: .POST, path: "/v1/orders", body: json.bytes)
    }

    static func capture(_ payment: String, amount: Int64, currency: String) -> RazorpayRequest {
        var json = JSONWriter(capacity: 64)
        json.object { json in
            json.field("amount", amount)
            json.field("currency", currency)
        }
        return RazorpayRequest(
            method: .POST,
            path: "/v1/payments/\(payment)/capture",
            body: json.bytes
        )
    }

    /// The same bytes for equal requests: Razorpay compares them with the first one's.
    static func refund(_ request: ProviderRefundRequest) -> RazorpayRequest {
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.field("amount", request.amount)
            json.field("speed", "normal")
            json.field("receipt", request.intent)
            write(request.notes, to: &json)
        }
        return RazorpayRequest(
            method: .POST,
            path: "/v1/payments/\(request.payment)/refund",
            body: json.bytes,
            idempotencyKey: request.intent
        )
    }

    private static func write(_ notes: [String: String], to json: inout JSONWriter) {
        json.object("notes") { json in
            for (name, text) in notes.sorted(by: { $0.key < $1.key }) { json.field(name, text) }
        }
    }
}
