import Glibc
import Logging
import NIOCore
import NIOEmbedded
import SeatGrid
import Testing

@testable import Gateway

/// The narrow lane in its pipeline: that it is taken, and that whatever else comes is not lost.
struct NarrowLaneTests {
    private func seats(_ id: Int) -> String {
        TestClient.request(
            "GET",
            "/v1/shows/s1/seats",
            headers: ["X-Request-Id: request-\(1_000 + id)"]
        )
    }

    private func cold(_ id: Int) -> String {
        TestClient.request("GET", "/v1/cities", headers: ["X-Request-Id: request-\(1_000 + id)"])
    }

    private func ids(_ answers: [TestResponse]) -> [String?] {
        answers.map { $0.headers["x-request-id"] }
    }

    private func expected(_ count: Int) -> [String?] { (0..<count).map { "request-\(1_000 + $0)" } }

    @Test func `a plain request is answered without a codec`() throws {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        let loop = GatewayLoop(
            eventLoop: channel.embeddedEventLoop,
            port: NoShows(),
            shared: GatewayShared(
                configuration: GatewayConfiguration(
                    clock: TestClock(),
                    logger: Logger(label: "test")
                ),
                limiter: nil,
                live: nil,
                cold: NoRouter()
            )
        )
        let lane = HotLane(loop: loop, surface: .all, peer: "peer", trustsForwarding: false)
        try channel.pipeline.syncOperations.addHandlers([NarrowLane(lane: lane), lane])
        try channel.writeInbound(ByteBuffer(string: seats(0)))
        let answer = try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
        #expect(answer?.hasPrefix("HTTP/1.1 404 Not Found\r\n") == true)
        #expect(answer?.contains("X-Request-Id: request-1000\r\n") == true)
    }

    @Test func `what follows plain requests in the same bytes is answered in its turn`()
        async throws
    {
        let test = try await TestServer.start()
        let bytes = seats(0) + seats(1) + cold(2) + seats(3) + cold(4)
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 5)
        #expect(ids(answers) == expected(5))
        #expect(answers.map(\.status) == [200, 200, 200, 200, 200])
        await test.stop()
    }

    @Test func `a request may come in two pieces, wherever it is cut`() async throws {
        let test = try await TestServer.start()
        let port = test.port
        let bytes = Array((seats(0) + seats(1) + seats(2)).utf8)
        await onThread {
            for cut in stride(from: 1, to: bytes.count, by: 17) {
                let connection = TestConnection(port: port)
                connection.write(Array(bytes[..<cut]))
                // Both pieces in one read would be no test; if they are, other cuts are not.
                usleep(2_000)
                connection.write(Array(bytes[cut...]))
                #expect(ids(connection.read(answers: 3)) == expected(3), "cut at \(cut)")
                connection.close()
            }
        }
        await test.stop()
    }

    @Test func `more plain requests at once than may wait are all answered`() async throws {
        let test = try await TestServer.start { $0.limits.pipelined = 4 }
        let hold = TestClient.request(
            "POST",
            "/v1/shows/s1/holds",
            body: #"{"best_available":{"count":1}}"#
        )
        let bytes = String(repeating: hold, count: 20) + seats(0)
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 21)
        #expect(answers.map(\.status) == [Int](repeating: 201, count: 20) + [200])
        await test.stop()
    }

    @Test func `a connection may close after plain requests`() async throws {
        let test = try await TestServer.start()
        let bytes =
            seats(0)
            + TestClient.request("GET", "/v1/shows/s1/seats", headers: ["Connection: close"])
            + seats(2)
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 3)
        #expect(answers.map(\.status) == [200, 200])
        await test.stop()
    }

    @Test func `both ways to read a request give the same answers`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        for (method, path, body) in [
            ("POST", "/v1/shows/none/holds", #"{"seats":["A-1"]}"#),
            ("POST", "/v1/shows/s1/holds", #"{"seats":["A-1","A-1"]}"#),
            ("POST", "/v1/shows/s1/holds", ""), ("PATCH", "/v1/shows/s1/holds/hd_x", "{}"),
            ("POST", "/v1/shows/s1/holds/hd_0123456789ABCDEFGHJKMNPQRS/book", "{}"),
            ("DELETE", "/v1/shows/s1/holds/hd_0123456789ABCDEFGHJKMNPQRS", ""),
        ] {
            let sent = method == "DELETE" ? nil : body
            let id = "X-Request-Id: request-1"
            let plain = await client.send(method, path, body: sent, headers: [id])
            // A field that is not plain, and means nothing.
            let other = await client.send(method, path, body: sent, headers: [id, "X_Y: 1"])
            #expect(plain.status == other.status && plain.status >= 400, "\(method) \(path)")
            #expect(plain.body == other.body, "\(method) \(path)")
        }
        await test.stop()
    }
}

/// An engine without shows.
private final class NoShows: ShowPort {
    let ordinal = 0
    func entry(for show: ShowID) -> ShowEntry? { nil }
    func submit(
        _ request: consuming ShowRequest,
        to entry: ShowEntry,
        sink: any AnswerSink,
        token: UInt64
    ) {
        Issue.record("there is no show to ask")
    }
    func newHoldID() -> HoldID { HoldID(Bits128(high: 0, low: 0)) }
    func newBookingID() -> BookingID { BookingID(Bits128(high: 0, low: 0)) }
}

private struct NoRouter: ColdResponder {
    func answer(_ request: ColdRequest) async -> ColdAnswer {
        ColdAnswer(status: 500, headers: [])
    }
}
