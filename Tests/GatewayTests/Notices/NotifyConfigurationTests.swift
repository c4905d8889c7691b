import SeatGrid
import Testing

@testable import Gateway

@Suite struct NotifyConfigurationTests {
    private func parse(_ text: String) throws -> (NotifyConfiguration?, [String]) {
        let issues = JSONIssues()
        let secrets = NotifySecrets(environment: ["SECRET": "s3"], disk: RealSpoolDisk())
        let value = try JSONParser.parse(Array(text.utf8))
        let parsed = NotifyConfiguration.parse(value, secrets, issues)
        return (parsed, issues.all.map { "\($0.pointer) \($0.message)" })
    }

    @Test func `every provider is understood`() throws {
        let (all, issues) = try parse(
            """
            {"email": {"host": "mx.example", "from": "a@b.c", "user": "u", "password_env": "SECRET"},
             "sms": {"provider": "twilio", "account": "AC1", "token_env": "SECRET", "from": "+15005550006"},
             "webhooks": {"endpoints": {"erp": {"url": "https://erp.example/h", "secret_env": "SECRET"}}},
             "retry": {"email": {"steps_ms": [10, 20], "give_up_ms": 1000}}, "poll_ms": 20}
            """
        )
        #expect(issues == [])
        #expect(all?.channels == [.email, .sms, .webhook])
        #expect(all?.email?.server.port == 587)
        #expect(all?.email?.server.password == "s3")
        #expect(all?.retries[.email] == RetryRules(steps: [10, 20], giveUpAfter: 1_000))
        #expect(all?.retries[.webhook] == .webhooks)
        #expect(all?.endpoints["erp"]?.secret == "s3")
    }

    @Test(arguments: [
        #"{"email": {"host": "mx", "from": "a@b.c", "password": "plain"}}"#,
        #"{"email": {"host": "mx", "from": "a b"}}"#,
        #"{"email": {"host": "mx", "from": "a@b.c", "tls": "no"}}"#,
        """
        {"email": {"host": "mx", "from": "a@b.c", "tls": "none", "user": "u",
                   "password_env": "SECRET"}}
        """,
        #"{"email": {"host": "mx", "from": "a@b.c", "hello": "x y"}}"#,
        #"{"email": {"host": "mx", "from": "a@b.c", "user": "u", "password_env": "MISSING"}}"#,
        #"{"sms": {"provider": "pigeon"}}"#,
        #"{"webhooks": {"endpoints": {"a/b": {"url": "https://x", "secret_env": "SECRET"}}}}"#,
        #"{"webhooks": {"endpoints": {"a": {"url": "ftp://x", "secret_env": "SECRET"}}}}"#,
        #"{"spool": 1}"#,
    ])
    func `what is wrong is said`(text: String) throws {
        #expect(try !parse(text).1.isEmpty)
    }
}
