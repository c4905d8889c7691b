import SeatGrid
import Testing

@testable import Gateway

@Suite struct PhoneNumberTests {
    @Test(
        arguments: [
            ("+919812345678", "+919812345678"), ("+91 98123-45678", "+919812345678"),
            ("+1 (555) 010-9999", "+15550109999"), ("98123 45678", nil), ("098123 45678", nil),
            ("+91", nil), ("+91981234567890123", nil), ("+९१९८१२३४५६७८", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `a number is stored in one spelling, if it names its country`(
        _ written: String,
        _ stored: String?
    ) {
        #expect(PhoneNumber(written)?.text == stored)
        // Whatever is stored can be texted to.
        #expect(stored.map { SMSSender.isNumber($0) } ?? true)
    }

    @Test func `numbers as people of the country write them are of that country`() {
        for written in ["98123 45678", "098123 45678", "91 98123-45678", "+91 98123 45678"] {
            #expect(PhoneNumber(written, country: "+91")?.text == "+919812345678")
        }
        #expect(PhoneNumber("44 98123 45678", country: "+91") == nil)
        #expect(PhoneNumber("+15550109999", country: "+91")?.text == "+15550109999")
        #expect(PhoneNumber("981234567", country: "+91") == nil)
        #expect(CountryCode.isValid("+91") && CountryCode.isValid("+1"))
        for bad in ["91", "+", "+1234", "+9a", ""] { #expect(!CountryCode.isValid(bad)) }
    }

    @Test func `a number is sealed as it is texted to`() async throws {
        let sandbox = try #require(SandboxProvider(clock: TestClock()))
        let test = try await TestServer.start(payment: sandbox) { $0.phoneCountry = "+91" }
        let shop = TestShop(test: test, sandbox: sandbox)
        let order = await shop.post(
            try await shop.hold(["A-1"]) + "/order",
            #"{"customer":{"name":"A","phone":"98123 45678"}}"#
        )
        let place = try #require(order.headers["location"], "\(order.text)")
        let body = try await shop.pay(order)
        let paid = await shop.post(place + "/payment", body)
        let booking = try #require(paid.json["booking"] as? String)
        let path = "/v1/shows/s1/bookings/\(booking)"
        let seen = await shop.get(path, key: TestServer.bookKey)
        let customer = seen.json["customer"] as? [String: Any]
        #expect(customer?["phone"] as? String == "+919812345678")
        await shop.close()
    }
}
