import Foundation
import Testing

@testable import Gateway

/// Order, limits and the ends of connections.
struct ConnectionTests {
    @Test func `pipelined requests are answered in their order across both lanes`() async throws {
        let test = try await TestServer.start()
        var bytes = ""
        var expected: [Int] = []
        for round in 0..<100 {
            let id = "X-Request-Id: request-\(1_000 + expected.count)"
            switch round % 4 {
            case 0: bytes += TestClient.request("GET", "/v1/shows/s1", headers: [id])
            case 1: bytes += TestClient.request("GET", "/v1/shows/s1/seats", headers: [id])
            case 2: bytes += TestClient.request("GET", "/v1/cities", headers: [id])
            default:
                bytes += TestClient.request(
                    "POST",
                    "/v1/shows/s1/holds",
                    body: #"{"seats":["A-1"]}"#,
                    headers: [id]
                )
            }
            expected.append(1_000 + expected.count)
        }
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 100)
        #expect(answers.count == 100)
        #expect(answers.map { $0.headers["x-request-id"] } == expected.map { "request-\($0)" })
        #expect(answers.filter { $0.status == 201 }.count == 1)
        #expect(answers.filter { $0.status == 409 }.count == 24)
        await test.stop()
    }

    @Test func `an answer that is larger than a socket takes at once comes once`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let rows = (0..<400).map { "R\($0)" }
        let body = #"{"layouts":[\#(TestServer.layout(rows: rows))]}"#
        let reply = await client.send(
            "POST",
            "/v1/admin/import",
            body: body,
            key: TestServer.operatorKey
        )
        #expect(reply.status == 200, "\(reply.text)")
        let show = await client.send("GET", "/v1/shows/s1")
        let layout = try #require(show.text.firstMatch(of: /"layout":"([^"]*)"/)?.1)
        let ids = ["request-1", "request-2", "request-3"]
        let paths = ["/v1/layouts/\(layout)", "/livez", "/v1/layouts/\(layout)"]
        let bytes = zip(ids, paths).map {
            TestClient.request("GET", $1, headers: ["X-Request-Id: \($0)"])
        }.joined()
        let answers = await client.exchange(bytes, answers: 3)
        #expect(answers.map(\.status) == [200, 200, 200])
        // The first two once more would look like the third but for this.
        #expect(answers.map { $0.headers["x-request-id"] } == ids)
        #expect((answers.first?.body.count ?? 0) > 200_000)
        #expect(answers.dropFirst().first?.text == #"{"status":"ok"}"#)
        #expect(answers.last?.body == answers.first?.body)
        await test.stop()
    }

    @Test func `the last answer of a connection says that it closes`() async throws {
        let test = try await TestServer.start()
        let bytes =
            TestClient.request("GET", "/v1/cities")
            + TestClient.request("GET", "/livez", headers: ["Connection: close"])
            + TestClient.request("GET", "/livez")
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 3)
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers.last?.headers["connection"] == "close")
        #expect(answers.first?.headers["connection"] == nil)
        await test.stop()
    }

    @Test func `bytes that are no HTTP get 400 and the end`() async throws {
        let test = try await TestServer.start()
        let port = test.port
        let answers = await TestClient(port: port).exchange("NONSENSE\r\n\r\n", answers: 2)
        #expect(answers.map(\.status) == [400])
        #expect(answers.first?.code == "invalid_request")
        await test.stop()
    }

    @Test func `HTTP/1.1 asks for one Host, on both ways in`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        for path in ["/v1/shows/s1/seats", "/livez", "/v1/cities"] {
            for hosts in ["", "Host: a\r\nHost: b\r\n"] {
                let bytes = "GET \(path) HTTP/1.1\r\n\(hosts)\r\n"
                let answers = await client.exchange(bytes, answers: 1)
                #expect(answers.map(\.status) == [400], "\(path) \(hosts)")
            }
        }
        await test.stop()
    }

    @Test func `too many or too long header fields get 431`() async throws {
        let test = try await TestServer.start()
        let client = TestClient(port: test.port)
        let long = await client.send(
            "GET",
            "/livez",
            headers: ["X-Long: " + String(repeating: "a", count: 17_000)]
        )
        #expect(long.status == 431)
        let many = await client.send(
            "GET",
            "/livez",
            headers: (0..<120).map { "X-\($0): a" }
        )
        #expect(many.status == 431)
        let path = await client.send("GET", "/" + String(repeating: "a", count: 30_000))
        #expect(path.status == 431)
        await test.stop()
    }

    @Test func `a head or body that does not come in time gets 408`() async throws {
        let test = try await TestServer.start {
            $0.limits.headMilliseconds = 200
            $0.limits.bodyMilliseconds = 200
        }
        let client = TestClient(port: test.port)
        let head = await client.exchange("GET /livez HTTP/1.1\r\nHost: ", answers: 1)
        #expect(head.first?.status == 408)
        let body = await client.exchange(
            "POST /v1/shows/s1/holds HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{",
            answers: 1
        )
        #expect(body.first?.status == 408)
        await test.stop()
    }

    @Test func `those whose time runs out together all get 408, though few are ended at once`()
        async throws
    {
        let test = try await TestServer.start(loops: 1) {
            $0.limits.headMilliseconds = 300
            $0.limits.looksPerTurn = 4
            $0.limits.endsPerTurn = 2
        }
        let port = test.port
        let told = await onThread {
            let connections = (0..<30).map { _ in TestConnection(port: port) }
            defer { for connection in connections { connection.close() } }
            for connection in connections { connection.write(Array("GET /livez HTTP".utf8)) }
            return connections.map { $0.read(answers: 1).first?.status }
        }
        #expect(told.count == 30 && told.allSatisfy { $0 == 408 })
        await test.stop()
    }

    @Test func `an idle connection is closed`() async throws {
        let test = try await TestServer.start { $0.limits.idleMilliseconds = 200 }
        let port = test.port
        let closed = await onThread {
            let connection = TestConnection(port: port)
            defer { connection.close() }
            return connection.isClosed()
        }
        #expect(closed)
        await test.stop()
    }

    @Test func `connections beyond the limit are refused`() async throws {
        let test = try await TestServer.start { $0.limits.connections = 3 }
        let port = test.port
        let served = await onThread {
            let connections = (0..<8).map { _ in TestConnection(port: port) }
            defer { for connection in connections { connection.close() } }
            var served = 0
            for connection in connections {
                connection.write(Array(TestClient.request("GET", "/livez").utf8))
                served += connection.read(answers: 1).count
            }
            return served
        }
        #expect(served <= 3 && served > 0)
        await test.stop()
    }

    @Test func `a chunked body is read like any other`() async throws {
        let test = try await TestServer.start()
        let bytes =
            "POST /v1/shows/s1/holds HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"seats\":\r\n8\r\n[\"A-1\"]}\r\n0\r\n\r\n"
        let answers = await TestClient(port: test.port).exchange(bytes, answers: 1)
        #expect(answers.first?.status == 201)
        await test.stop()
    }

    @Test func `draining lets owed answers out and closes the rest`() async throws {
        let test = try await TestServer.start()
        let port = test.port
        let idle = TestConnection(port: port)
        _ = await TestClient(port: port).send("GET", "/livez")
        await test.server.drain(milliseconds: 1_000)
        #expect(await test.server.connections() == 0)
        idle.close()
        await test.stop()
    }
}
