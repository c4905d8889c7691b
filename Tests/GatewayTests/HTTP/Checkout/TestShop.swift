import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// A server that sells by the sandbox provider, and what buyers do with it.
///
/// `rich1` has ticket types, a fee with tax, promotions and a refund policy; `soon1` starts within
/// the hour, for `gift1` there is a promotion that leaves nothing to pay.
struct TestShop: Sendable {
    static let tickets: TicketOffice = {
        guard let key = TicketSigningKey(seed: [UInt8](repeating: 7, count: 32)) else {
            preconditionFailure("32 bytes are a seed")
        }
        return TicketOffice(signing: key, known: [key.publicKey])
    }()

    static let customer = #""customer":{"name":"Asha Rao","email":"asha@example.in"}"#

    let test: TestServer
    let sandbox: SandboxProvider
    var client: TestClient { TestClient(port: test.port) }

    static func open(policy: LatePolicy = LatePolicy()) async throws -> TestShop {
        let sandbox = try #require(SandboxProvider(clock: TestClock()))
        let test = try await TestServer.start(payment: sandbox, policy: policy)
        let shop = TestShop(test: test, sandbox: sandbox)
        let reply = await shop.client.send(
            "POST",
            "/v1/admin/import",
            body: catalogue,
            key: TestServer.operatorKey
        )
        try #require(reply.status == 200, "\(reply.text)")
        return shop
    }

    func close() async { await test.stop() }

    /// The test server's, with two shows more.
    private static var catalogue: String {
        let soon = Foundation.Date(timeIntervalSinceNow: 3_000)
        let starts = ISO8601DateFormatter().string(from: soon)
        func show(_ id: String, _ starts: String, _ more: String) -> String {
            #",{"id":"\#(id)","movie":"m1","screen":"v1-s1","starts_at":"\#(starts)","#
                + #""language":"hi","format":"2D","currency":"INR","#
                + #""prices":{"gold":25000}\#(more)}"#
        }
        let terms = #"""
            ,"ticket_types":[{"key":"adult","name":"Adult"},
            {"key":"child","name":"Child","price":{"basis_points":5000}}],
            "fees":[{"key":"fee","name":"Convenience fee","per":"seat","amount":1000}],
            "taxes":[{"key":"gst","name":"GST","basis_points":1800,"on_seats":false,
            "on_fees":["fee"]}],
            "promotions":[{"code":"HALF","basis_points":5000,"max_uses":1}],
            "refund_policy":{"tiers":[{"before_start_ms":0,"basis_points":5000}],
            "refunds_fees":false}
            """#
        let gift = #","promotions":[{"code":"FREE","basis_points":10000}]"#
        return String(TestServer.catalogue.dropLast(2))
            + show("rich1", "2099-12-01T13:30:00Z", terms)
            + show("gift1", "2099-12-01T13:30:00Z", gift) + show("soon1", starts, "") + "]}"
    }

    /// A hold of these seats; its path.
    func hold(_ seats: [String], show: String = "s1", more: String = "") async throws -> String {
        let list = seats.map { "\"\($0)\"" }.joined(separator: ",")
        let body = #"{"seats":[\#(list)]\#(more)}"#
        let made = await client.send("POST", "/v1/shows/\(show)/holds", body: body)
        return try #require(made.headers["location"], "\(made.text)")
    }

    func order(_ hold: String, _ more: String = "", headers: [String] = []) async -> TestResponse {
        let body = "{" + Self.customer + more + "}"
        return await client.send("POST", hold + "/order", body: body, headers: headers)
    }

    /// The tester pays now; what the checkout page would hand over.
    func pay(_ order: TestResponse) async throws -> String {
        let id = try #require(order.json["provider_order_id"] as? String, "\(order.text)")
        let report = try #require(try await sandbox.pay(id, .now, after: nil).first)
        return Self.answer(report, sandbox.answer(for: report).signature)
    }

    static func answer(_ report: PaymentReport, _ signature: String) -> String {
        #"{"razorpay_payment_id":"\#(report.payment)","razorpay_order_id":"\#(report.order)","#
            + #""razorpay_signature":"\#(signature)"}"#
    }

    /// A booking that was paid; its path.
    func buy(_ seats: [String], show: String = "s1") async throws -> String {
        let order = await order(try await hold(seats, show: show))
        let place = try #require(order.headers["location"], "\(order.text)")
        let paid = await client.send("POST", place + "/payment", body: try await pay(order))
        let booking = try #require(paid.json["booking"] as? String, "\(paid.text)")
        return "/v1/shows/\(show)/bookings/\(booking)"
    }

    func post(
        _ path: String,
        _ body: String? = nil,
        key: String? = nil,
        mark: String? = nil
    ) async -> TestResponse {
        let headers = mark.map { ["Idempotency-Key: \($0)"] } ?? []
        return await client.send("POST", path, body: body, key: key, headers: headers)
    }

    func get(_ path: String, key: String? = nil) async -> TestResponse {
        await client.send("GET", path, key: key)
    }

    /// The order at `place` once it is in that state, or as it is after ten seconds.
    func order(at place: String, once state: String) async throws -> TestResponse {
        var read = await get(place)
        for _ in 0..<200 where read.json["state"] as? String != state {
            try await Task.sleep(for: .milliseconds(50))
            read = await get(place)
        }
        return read
    }
}

extension TestResponse {
    func amount(_ name: String) -> Int? { (json[name] as? [String: Any])?["amount"] as? Int }
    /// A part of the body in one spelling, for comparisons.
    func part(_ name: String) -> String {
        guard let value = json[name],
            let data = try? JSONSerialization.data(
                withJSONObject: [value],
                options: .sortedKeys
            )
        else { return "nothing" }
        return String(decoding: data, as: UTF8.self)
    }
    var isReplayed: Bool { headers["idempotency-replayed"] == "true" }
}
