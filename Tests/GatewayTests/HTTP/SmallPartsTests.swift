import Foundation
import NIOCore
import NIOHTTP1
import SeatGrid
import Testing

@testable import Gateway

struct HotTargetTests {
    static let hold = "hd_0123456789ABCDEFGHJKMNPQRS"

    @Test(arguments: [
        ("/livez", HotTarget.Route.livez, "", ""),
        ("/v1/shows/s1/seats", .seats, "s1", ""),
        ("/v1/shows/s1/seats?format=list", .seats, "s1", ""),
        ("/v1/shows/s1/holds", .holds, "s1", ""),
        ("/v1/shows/s%31/holds", .holds, "s1", ""),
        ("/v1/shows/s1/holds/\(Self.hold)", .hold, "s1", Self.hold),
        ("/v1/shows/s1/holds/\(Self.hold)/extend", .extend, "s1", Self.hold),
        ("/v1/shows/s1/holds/\(Self.hold)/book", .book, "s1", Self.hold),
        ("/v1/shows/s1/live", .live, "s1", ""),
        ("/v1/shows/s1", .cold, "", ""), ("/v1/shows//seats", .cold, "", ""),
        ("/v1/shows/s1/holds/", .cold, "", ""), ("/v1/shows/s1/holds//book", .cold, "", ""),
        ("/v1/shows/s1/holds/\(Self.hold)/order", .cold, "", ""),
        ("/v1/shows/s1/seats/", .cold, "", ""),
        ("*", .cold, "", ""), ("", .cold, "", ""),
    ])
    func `paths are told apart`(uri: String, route: HotTarget.Route, show: String, hold: String) {
        let target = HotTarget(uri)
        #expect(target.route == route)
        #expect(target.show == show)
        if route != .cold { #expect(target.hold == HoldID(wire: hold)) }
    }
}

struct IdempotencyKeyTests {
    @Test func `keys are read quoted and bare`() throws {
        #expect(try IdempotencyKey.parse("abc") == "abc")
        #expect(try IdempotencyKey.parse("\"abc\"") == "abc")
    }

    @Test(arguments: ["", "\"\"", "\"a", "é", "a\u{7f}", String(repeating: "x", count: 256)])
    func `bad keys are refused`(key: String) {
        #expect(throws: Problem.self) { try IdempotencyKey.parse(key) }
    }

    @Test func `marks tell callers, keys and contents apart`() {
        func mark(_ key: String, _ who: String, _ body: String) -> IdempotencyMark {
            IdempotencyKey.mark(
                key: key,
                principal: who,
                method: "POST",
                path: "/p",
                body: Array(body.utf8).span
            )
        }
        #expect(mark("k", "a", "x") == mark("k", "a", "x"))
        #expect(mark("k", "a", "x").key == mark("k", "a", "y").key)
        #expect(mark("k", "a", "x").fingerprint != mark("k", "a", "y").fingerprint)
        #expect(mark("k", "a", "x").key != mark("k", "b", "x").key)
        #expect(mark("k", "a", "x").key != mark("l", "a", "x").key)
    }
}

struct RateLimiterTests {
    @Test func `a burst passes, then the rate`() {
        let limiter = RateLimiter(rate: 20, addresses: 1_600)
        var passed = 0
        for _ in 0..<100 where limiter.take("1.2.3.4", now: 0) == nil { passed += 1 }
        #expect(passed == 40)
        #expect(limiter.take("1.2.3.4", now: 0) == 50)
        #expect(limiter.take("1.2.3.4", now: 50) == nil)
        #expect(limiter.take("9.9.9.9", now: 0) == nil)
    }

    @Test func `it remembers a bounded number of addresses`() {
        let limiter = RateLimiter(rate: 20, addresses: 160)
        for index in 0..<5_000 { _ = limiter.take("10.0.\(index / 256).\(index % 256)", now: 0) }
        #expect(limiter.count <= 160)
    }
}

struct KeyFileTests {
    @Test func `a created key is found by its text alone`() throws {
        let path = NSTemporaryDirectory() + "keys-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let key = try KeyFile.create(path: path, name: "box", rights: [.hold, .book])
        let lines = try KeyFile.read(path)
        #expect(lines.map(\.name) == ["box"])
        #expect(!(try String(contentsOfFile: path, encoding: .utf8)).contains(key))
        let ring = KeyRing()
        ring.replace(with: lines)
        #expect(ring.principal(ofKey: key) == Principal(name: "box", rights: [.hold, .book]))
        #expect(ring.principal(ofKey: key + "x") == nil)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `a file that others may read is refused`() throws {
        let path = NSTemporaryDirectory() + "keys-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try KeyFile.create(path: path, name: "box", rights: .book)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect { try KeyFile.read(path) } throws: { ($0 as? KeyFile.Failure)?.exitCode == 77 }
    }

    @Test(arguments: ["a book", "a cook sha256:00", "a book md5:00", "a book sha256:zz"])
    func `a bad line is named`(line: String) {
        #expect { try KeyFile.parse("# keys\n\n" + line) } throws: {
            ($0 as? KeyFile.Failure)?.description.contains(":3:") ?? false
        }
    }
}

struct TrustedProxiesTests {
    @Test func `only what a trusted proxy added is believed`() throws {
        let proxies = try #require(TrustedProxies(["10.0.0.0/8", "::1"]))
        #expect(proxies.contains("10.1.2.3") && proxies.contains("::1"))
        #expect(!proxies.contains("11.1.2.3"))
        #expect(proxies.origin(of: "6.6.6.6, 8.8.8.8, 10.0.0.1") == "8.8.8.8")
        #expect(proxies.origin(of: "nonsense") == nil)
        #expect(TrustedProxies(["10.0.0.0/33"]) == nil)
        let mapped = try #require(TrustedProxies(["::ffff:10.0.0.0/104"]))
        #expect(mapped.contains("10.1.2.3") && !mapped.contains("11.1.2.3"))
        #expect(TrustedProxies(["::ffff:10.0.0.0/24"]) == nil)
    }
}

struct NetworkAddressTests {
    @Test(arguments: [
        ("10.1.2.3", "10.1.2.3"), ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"), ("::1", "0:0:0:0::/64"), ("unknown", "unknown"),
    ])
    func `limits count an IPv6 subscriber as one`(address: String, block: String) {
        #expect(NetworkAddress.block(of: address) == block)
    }

    @Test func `a proxy is known by its IPv4 address on a socket for both`() throws {
        let proxies = try #require(TrustedProxies(["10.0.0.0/8"]))
        #expect(proxies.contains("::ffff:10.1.2.3") && !proxies.contains("::ffff:11.1.2.3"))
    }
}

struct AnswerQueueTests {
    @Test func `answers leave in the order of the requests`() {
        var queue = AnswerQueue()
        let tokens = (0..<3).map { index in
            queue.push(
                PendingAnswer(
                    route: .hold,
                    requestID: .given("request-\(index)"),
                    startedAt: .now()
                )
            )
        }
        queue.keep(ByteBuffer(string: "2"), for: tokens[2])
        #expect(queue.takeFirstRendered() == nil)
        #expect(!queue.waits(tokens[2]) && queue.waits(tokens[1]))
        #expect(queue.isFirst(tokens[0]))
        #expect(queue.takeFirst().requestID == .given("request-0"))
        #expect(queue.takeFirstRendered() == nil)
        queue.keep(ByteBuffer(string: "1"), for: tokens[1])
        #expect(queue.takeFirstRendered()?.rendered == ByteBuffer(string: "1"))
        #expect(queue.takeFirstRendered()?.rendered == ByteBuffer(string: "2"))
        #expect(queue.isEmpty && !queue.waits(tokens[0]))
    }
}

struct ConnectionClocksTests {
    let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    let limits = GatewayLimits()

    @Test func `an idle connection is closed, a busy one is not`() {
        let clocks = ConnectionClocks(now: start)
        #expect(clocks.due(at: start + .seconds(74), owes: false, limits: limits) == .nothing)
        #expect(clocks.due(at: start + .seconds(76), owes: false, limits: limits) == .close)
        #expect(clocks.due(at: start + .seconds(76), owes: true, limits: limits) == .nothing)
    }

    @Test func `a head that trickles in times out from its first byte`() {
        var clocks = ConnectionClocks(now: start)
        for second in 0..<10 {
            clocks.readCompleted(start + .seconds(Int64(second)), betweenRequests: true)
        }
        guard case .timeout = clocks.due(at: start + .seconds(11), owes: false, limits: limits)
        else { return #expect(Bool(false), "no timeout") }
    }

    @Test func `a large body may take the time its bytes need`() {
        var clocks = ConnectionClocks(now: start)
        clocks.bodySince = start
        clocks.bodyBytes = 64 * 1_024 * 60
        #expect(clocks.due(at: start + .seconds(80), owes: true, limits: limits) == .nothing)
        guard case .timeout = clocks.due(at: start + .seconds(95), owes: true, limits: limits)
        else { return #expect(Bool(false), "no timeout") }
    }

    @Test func `a client that reads nothing is cut off`() {
        var clocks = ConnectionClocks(now: start)
        clocks.stalledSince = start
        #expect(clocks.due(at: start + .seconds(31), owes: true, limits: limits) == .close)
    }
}

struct JSONWriterTests {
    @Test func `times are written as the catalogue writes them`() {
        for value: Int64 in [0, 951_782_400_000, 1_796_131_800_123, 4_102_444_799_999] {
            var buffer = ByteWriter(capacity: 1)
            buffer.writeJSON(WallTime(rawValue: value))
            let text = String(buffer: buffer.buffer).filter { $0 != "\"" }
            #expect(WallTime(rfc3339: text)?.rawValue == value, "\(text)")
        }
    }

    @Test func `HTTP's date is RFC 9110's`() {
        let time = CalendarTime(WallTime(rawValue: 784_111_777_000))
        #expect(time.httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func `strings and numbers are read back by Foundation`() throws {
        let text = "a\"b\\c\n\r\t\u{1}é\u{1F600}/"
        var buffer = ByteWriter(capacity: 1)
        buffer.writeStaticString("[")
        buffer.writeJSON(text)
        for number in [0, 7, 10, 99, 100, 12_345, -5, Int64.max, Int64.min] {
            buffer.writeStaticString(",")
            buffer.writeDecimal(number)
        }
        buffer.writeStaticString("]")
        let array = try JSONSerialization.jsonObject(with: Data(buffer.buffer.readableBytesView))
        let items = try #require(array as? [Any])
        #expect(items[0] as? String == text)
        #expect(items[9] as? Int64 == Int64.min)
        #expect(items[8] as? Int64 == Int64.max)
    }

    @Test func `base 64 is Foundation's`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            var buffer = ByteWriter(capacity: 1)
            Base64.write(bytes, to: &buffer)
            #expect(String(buffer: buffer.buffer) == Data(bytes).base64EncodedString())
        }
    }

    @Test func `every problem has its page and a status of the contract`() {
        for code in ProblemCode.allCases {
            #expect((400...599).contains(code.status))
            #expect(DocsPage.problem(code).contains(code.cause))
            if code.status == 429 || code.status == 503 {
                #expect(Problem(code, "x").retryAfterMilliseconds != nil)
            }
            #expect(!"\(AnswerHead.statusLine(code.status))".contains("500") || code.status == 500)
        }
    }
}
