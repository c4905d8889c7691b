import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import SeatGrid
import Synchronization
import Testing

@testable import Gateway

/// The checkout page, as a browser and as a script see it.
@Suite struct SandboxRoutesTests {
    final class Told: Sendable {
        private let reports = Mutex<[PaymentReport]>([])
        var all: [PaymentReport] { reports.withLock { $0 } }
        func add(_ report: PaymentReport) { reports.withLock { $0.append(report) } }
    }

    let sandbox: SandboxProvider
    let told = Told()

    init() throws {
        sandbox = try #require(SandboxProvider(clock: StillClock()))
    }

    func order(receipt: String = "or_1") async throws -> String {
        try await sandbox.createOrder(
            ProviderOrderRequest(amount: 25_005, currency: "INR", receipt: receipt)
        ).id
    }

    func ask(
        _ method: HTTPRequest.Method,
        _ uri: String,
        accept: String = "text/html",
        body: String = ""
    ) async throws -> ColdAnswer {
        let routes = RouteCollector(router: Router(context: ColdContext.self))
        SandboxRoutes(sandbox: sandbox) { [told] in told.add($0) }.add(to: routes)
        let request = ColdRequest(
            method: HTTPMethod(rawValue: method.rawValue),
            uri: uri,
            fields: RequestFields(),
            headers: ["Accept": accept],
            body: ByteBuffer(string: body),
            principal: .anonymous,
            requestID: "req_1",
            address: "127.0.0.1",
            surface: .all
        )
        let context = ColdContext(
            source: ColdSource(request: request, logger: Logger(label: "test"))
        )
        let path = String(uri.prefix { $0 != "?" })
        let head = HTTPRequest(method: method, scheme: nil, authority: nil, path: path)
        let response = try await routes.router.buildResponder().respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: context
        )
        return try await ColdAnswer(collecting: response)
    }

    func text(_ answer: ColdAnswer) -> String { String(buffer: answer.body) }

    func field(_ name: String, of answer: ColdAnswer) -> String? {
        answer.headers.first { $0.name.lowercased() == name }?.value
    }

    @Test func `the page has a button for each way to pay, and nothing inline`() async throws {
        let order = try await order(receipt: "or_<script>\"'&")
        let answer = try await ask(.get, "/sandbox/checkout/\(order)")
        let page = text(answer)
        for choice in SandboxChoice.allCases {
            #expect(page.contains("action=\"/sandbox/checkout/\(order)/\(choice.rawValue)\""))
        }
        #expect(page.contains("250.05 INR") && page.contains("or_&lt;script&gt;&quot;&#39;&amp;"))
        #expect(!page.contains("<script") && !page.contains("<style") && !page.contains(" on"))
        let policy = try #require(field("content-security-policy", of: answer))
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(field("cache-control", of: answer) == "no-store")
        #expect(page.contains("href=\"\(PlainPage.stylesheetPath)\""))
    }

    @Test func `whatever is answered forbids what a page must not do`() async throws {
        let order = try await order()
        let pay = "/sandbox/checkout/\(order)/now"
        let answers = [
            try await ask(.get, "/sandbox/checkout/\(order)"), try await ask(.post, pay),
            try await ask(.post, pay, accept: "application/json"),
        ]
        for answer in answers {
            #expect(field("content-security-policy", of: answer) != nil)
            #expect(field("x-content-type-options", of: answer) == "nosniff")
            #expect(field("referrer-policy", of: answer) == "no-referrer")
        }
        await #expect {
            try await ask(.get, "/sandbox/checkout/order_none")
        } throws: { error in
            (error as? Problem)?.headers.contains { $0.name == "Content-Security-Policy" } == true
        }
    }

    @Test func `a button takes no fields`() async throws {
        let pay = "/sandbox/checkout/\(try await order())/now"
        await #expect {
            try await ask(.post, pay, body: #"{"amount":1}"#)
        } throws: { ($0 as? Problem)?.errors.first?.pointer == "/amount" }
        #expect(told.all.isEmpty)
        #expect(try await ask(.post, pay, body: "{}").status == 303)
    }

    @Test func `a browser pays and is led back to the page`() async throws {
        let order = try await order()
        let uri = "/sandbox/checkout/\(order)/now?return=%2Forders%2For_1"
        let answer = try await ask(.post, uri)
        #expect(answer.status == 303)
        let place = try #require(field("location", of: answer))
        #expect(place == "/sandbox/checkout/\(order)?return=/orders/or_1")
        let page = text(try await ask(.get, place))
        #expect(page.contains("<a href=\"/orders/or_1\">") && page.contains("authorized"))
        #expect(told.all.map(\.status) == [.authorized])
        let signature = sandbox.answer(for: try #require(told.all.first)).signature
        #expect(page.contains(signature))
    }

    @Test func `a script gets what the payment route takes`() async throws {
        let order = try await order()
        let answer = try await ask(
            .post,
            "/sandbox/checkout/\(order)/twice",
            accept: "application/json"
        )
        let json = try JSONParser.parse(Array(answer.body.readableBytesView))
        for (index, report) in told.all.enumerated() {
            #expect(
                json[pointer: "/payments/\(index)/razorpay_payment_id"] == .string(report.payment)
            )
            #expect(json[pointer: "/payments/\(index)/razorpay_order_id"] == .string(order))
            #expect(
                json[pointer: "/payments/\(index)/razorpay_signature"]
                    == .string(sandbox.answer(for: report).signature)
            )
        }
        #expect(told.all.count == 2)
    }

    @Test func `before the bank's yes there is no signature`() async throws {
        let order = try await order()
        for choice in ["later", "late", "never", "declined", "now?after=5"] {
            let answer = try await ask(
                .post,
                "/sandbox/checkout/\(order)/\(choice)",
                accept: "application/json"
            )
            #expect(answer.status == 200 && !text(answer).contains("signature"), "\(choice)")
        }
        #expect(told.all.map(\.status) == [.created, .created, .created, .failed, .created])
    }

    @Test func `the way back leads to this server only`() async throws {
        let order = try await order()
        for back in ["https://evil.com", "//evil.com", "/%5cevil.com", "javascript:x", "/a%0d%0ab"]
        {
            let page = text(try await ask(.get, "/sandbox/checkout/\(order)?return=\(back)"))
            #expect(!page.contains("Back to the shop"), "\(back)")
        }
        let odd = "/a%22%3e%3cb%3e"
        let page = text(try await ask(.get, "/sandbox/checkout/\(order)?return=\(odd)"))
        #expect(page.contains("/a&quot;&gt;&lt;b&gt;") && !page.contains("<b>"))
    }

    @Test func `unknown orders and odd waits are refused`() async throws {
        let order = try await order()
        for (method, uri, code) in [
            (HTTPRequest.Method.get, "/sandbox/checkout/order_none", ProblemCode.notFound),
            (.post, "/sandbox/checkout/order_none/now", .notFound),
            (.post, "/sandbox/checkout/\(order)/now?after=-1", .invalidRequest),
            (.post, "/sandbox/checkout/\(order)/now?after=604801", .invalidRequest),
        ] {
            await #expect {
                try await ask(method, uri)
            } throws: { ($0 as? Problem)?.code == code }
        }
    }
}
