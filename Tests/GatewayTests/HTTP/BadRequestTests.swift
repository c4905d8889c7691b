import Testing

@testable import Gateway

/// The many kinds of 400 `invalid_request`, over a real socket: each says where it is wrong.
struct BadRequestTests {
    static let hold = "/v1/shows/s1/holds"
    static let one = "/v1/shows/s1/holds/hd_00000000000000000000000001"

    /// Method, path, body, where the fault is.
    static let bodies: [(String, String, String, String)] = [
        ("POST", hold, "{}", ""),
        ("POST", hold, "null", ""),
        ("POST", hold, "[]", ""),
        ("POST", hold, #"{"seats":["A-1"]"#, ""),
        ("POST", hold, #"{"seats":["A-1"]}{}"#, ""),
        ("POST", hold, #"{"seats":[]}"#, "/seats"),
        ("POST", hold, #"{"seats":"A-1"}"#, "/seats"),
        ("POST", hold, #"{"seats":[7]}"#, "/seats/0"),
        ("POST", hold, #"{"seats":["A-1","A-1"]}"#, "/seats/1"),
        ("POST", hold, #"{"seats":["A-1"],"seats":["A-2"]}"#, "/seats"),
        ("POST", hold, #"{"seats":["A-1"],"seat":"A-2"}"#, "/seat"),
        ("POST", hold, #"{"seats":["A-1"],"best_available":{"count":1}}"#, ""),
        ("POST", hold, #"{"best_available":{"count":0}}"#, "/best_available/count"),
        ("POST", hold, #"{"best_available":{"count":"2"}}"#, "/best_available/count"),
        (
            "POST", hold, #"{"best_available":{"count":1,"category":"tin"}}"#,
            "/best_available/category"
        ),
        ("POST", hold, #"{"seats":["A-1"],"ttl_ms":999}"#, "/ttl_ms"),
        ("POST", hold, #"{"seats":["A-1"],"ttl_ms":1800001}"#, "/ttl_ms"),
        ("POST", hold, #"{"seats":["A-1"],"ttl_ms":1.5}"#, "/ttl_ms"),
        ("POST", hold, #"{"seats":["A-1"],"holder":""}"#, "/holder"),
        ("POST", hold, #"{"seats":["A-1"],"replaces":1}"#, "/replaces"),
        ("POST", one + "/extend", "{}", "/ttl_ms"),
        ("POST", one + "/extend", #"{"ttl_ms":"60000"}"#, "/ttl_ms"),
        ("POST", one + "/extend", #"{"ttl_ms":60000,"x":1}"#, "/x"),
        ("PATCH", one, "{}", "/seats"),
        ("PATCH", one, #"{"seats":[]}"#, "/seats"),
        ("POST", one + "/book", "{}", "/reference"),
        ("POST", one + "/book", #"{"reference":"r","customer":[]}"#, "/customer"),
        ("POST", one + "/book", #"{"reference":"r","price":1}"#, "/price"),
        ("POST", "/v1/admin/shows/s1/block", #"{"reason":"x"}"#, "/seats"),
        ("POST", "/v1/admin/shows/s1/block", #"{"seats":["A-1"]}"#, "/reason"),
        (
            "POST", "/v1/admin/shows/s1/block",
            #"{"seats":["A-1"],"reason":"x","release_at":"2020-01-01T00:00:00Z"}"#, "/release_at"
        ),
        ("POST", "/v1/admin/shows/s1/unblock", #"{"seats":["A-1"],"reason":"x"}"#, "/reason"),
        ("POST", "/v1/admin/shows/s1/close", #"{"now":true}"#, "/now"),
        (
            "PUT", "/v1/admin/cities/mumbai",
            #"{"name":"Mumbai","region":"MH","timezone":"Asia/Bombay"}"#, "/timezone"
        ),
        ("PUT", "/v1/admin/cities/mumbai", #"{"id":"pune"}"#, "/id"),
        ("POST", "/v1/admin/import", #"{"movies":{}}"#, "/movies"),
    ]

    @Test func `every fault of a body is named where it is`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        for (method, path, body, pointer) in Self.bodies {
            let key = path.contains("/admin/") ? TestServer.operatorKey : TestServer.bookKey
            let answer = await client.send(method, path, body: body, key: key)
            #expect(answer.status == 400, "\(path) \(body): \(answer.text)")
            #expect(answer.code == "invalid_request", "\(path) \(body): \(answer.text)")
            let errors = answer.json["errors"] as? [[String: String]]
            #expect(errors?.first?["pointer"] == pointer, "\(path) \(body): \(answer.text)")
        }
        let labels = (0...100).map { "\"\("ABCDEFGHIJK".dropFirst($0 / 10).prefix(1))-\($0)\"" }
        let long = "{\"seats\":[\(labels.joined(separator: ","))]}"
        #expect(await client.send("POST", Self.hold, body: long).code == "invalid_request")
        await test.stop()
    }

    @Test(arguments: [
        "/v1/cities?limit=101", "/v1/cities?limit=x", "/v1/cities?after=nobody",
        "/v1/cities/mumbai/movies?date=tomorrow", "/v1/movies/m1/shows?date=2026-02-30",
        "/v1/shows/s1/seats?format=%zz", "/v1/admin/shows/s1/log?limit=0",
        "/v1/admin/shows/s1/seats/A-1/history?after=-1",
    ])
    func `a bad query is refused`(path: String) async throws {
        let test = try await TestServer.start()
        let answer = await TestClient(port: test.port).send(
            "GET",
            path,
            key: TestServer.operatorKey
        )
        #expect(answer.status == 400 && answer.code == "invalid_request", "\(answer.text)")
        await test.stop()
    }

    @Test func `an idempotency key is read strictly, whatever the method`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let requests = [
            ("POST", Self.hold, #"{"seats":["A-1"]}"# as String?), ("DELETE", Self.one, nil),
            ("POST", "/v1/admin/shows/s1/close", nil),
        ]
        for (method, path, body) in requests {
            for bad in ["\"", String(repeating: "x", count: 256)] {
                let answer = await client.send(
                    method,
                    path,
                    body: body,
                    key: TestServer.operatorKey,
                    headers: ["Idempotency-Key: \(bad)"]
                )
                #expect(answer.code == "invalid_request", "\(method) \(path): \(answer.text)")
            }
        }
        await test.stop()
    }
}
