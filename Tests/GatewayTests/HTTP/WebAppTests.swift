import CGridSystem
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import SeatGrid
import Testing

@testable import Gateway

/// How the web app's files get to a browser.
@Suite struct WebAppTests {
    static let files: [(path: String, bytes: [UInt8])] = [
        ("index.html", Array("<script src=\"{{assets}}/js/main.js\"></script>".utf8)),
        ("sw.js", Array("const at = '{{assets}}'".utf8)),
        ("js/main.js", Array(String(repeating: "let a = 1;\n", count: 100).utf8)),
        ("css/base.css", Array("a{}".utf8)),
    ]
    let app = WebApp(files)

    func ask(_ uri: String, _ headers: HTTPHeaders = [:]) async throws -> ColdAnswer {
        let routes = RouteCollector(router: Router(context: ColdContext.self))
        WebRoutes(app: app, contentSecurityPolicy: "default-src 'none'").add(to: routes)
        let context = ColdContext(
            source: ColdSource(request: request(uri, headers), logger: Logger(label: "test"))
        )
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: uri)
        let response = try await routes.router.buildResponder().respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: context
        )
        return try await ColdAnswer(collecting: response)
    }

    func request(_ uri: String, _ headers: HTTPHeaders, _ method: HTTPMethod = .GET)
        -> ColdRequest
    {
        ColdRequest(
            method: method,
            uri: uri,
            fields: RequestFields(),
            headers: headers,
            body: ByteBuffer(),
            principal: .anonymous,
            requestID: "req_1",
            address: "127.0.0.1",
            surface: .all
        )
    }

    func field(_ name: String, of answer: ColdAnswer) -> String? {
        answer.headers.first { $0.name.lowercased() == name }?.value
    }

    @Test func `each address of the app answers the page, with the files' prefix in it`()
        async throws
    {
        for uri in ["/", "/city/mumbai", "/s/sh1/ticket/bk_1", "/operate/shows/sh1"] {
            let answer = try await ask(uri)
            #expect(answer.status == 200, "\(uri)")
            let text = String(buffer: answer.body)
            #expect(text == "<script src=\"\(app.prefix)/js/main.js\"></script>")
            #expect(field("content-security-policy", of: answer) == "default-src 'none'")
            #expect(field("cache-control", of: answer) == "no-cache")
        }
        let worker = try await ask("/sw.js")
        #expect(String(buffer: worker.body) == "const at = '\(app.prefix)'")
    }

    @Test func `a file is kept for ever under its prefix, and compressed for who takes that`()
        async throws
    {
        let uri = "\(app.prefix)/js/main.js"
        let plain = try await ask(uri)
        #expect(Array(plain.body.readableBytesView) == Self.files[2].bytes)
        #expect(field("cache-control", of: plain) == "public, max-age=31536000, immutable")
        #expect(field("content-type", of: plain) == "text/javascript; charset=utf-8")
        let packed = try await ask(uri, ["Accept-Encoding": "br, gzip;q=0.5"])
        #expect(field("content-encoding", of: packed) == "gzip")
        #expect(packed.body.readableBytes < 100)
        #expect(field("etag", of: packed) != field("etag", of: plain))
        #expect(try GzipReading.plain(packed.body) == Self.files[2].bytes)
        let known = try await ask(uri, ["If-None-Match": field("etag", of: plain) ?? ""])
        #expect(known.status == 304 && known.body.readableBytes == 0)
    }

    @Test func `a short file is not compressed, and no prefix but the present one is served`()
        async throws
    {
        let css = try await ask("\(app.prefix)/css/base.css", ["Accept-Encoding": "gzip"])
        #expect(field("content-encoding", of: css) == nil)
        await #expect(throws: (any Error).self) { try await ask("/assets/0000/js/main.js") }
        await #expect(throws: (any Error).self) { try await ask("\(app.prefix)/js/other.js") }
    }

    @Test(arguments: [
        ("gzip", true), ("br, gzip", true), ("*", true), ("gzip;q=0", false), ("", false),
        ("gzip; q=0.0", false), ("*;q=0", false), ("gzip;q=0, *", false), ("GZIP;q=0.01", true),
    ])
    func `codings are taken as RFC 9110 says`(_ text: String, _ isTaken: Bool) {
        #expect(WebFile.takesGzip([text]) == isTaken)
    }

    @Test func `the prefix changes with any byte and any name`() {
        var other = Self.files
        other[3].bytes = Array("b{}".utf8)
        #expect(WebApp(other).prefix != app.prefix)
        other = Self.files
        other[3].path = "css/other.css"
        #expect(WebApp(other).prefix != app.prefix)
    }

    @Test func `only a browser that asks for a page gets one where there is nothing`() {
        let html: HTTPHeaders = ["Accept": "text/html,application/xhtml+xml"]
        #expect(WebRoutes.isLost(request("/nowhere", html), path: "/nowhere"))
        #expect(!WebRoutes.isLost(request("/v1/x", html), path: "/v1/x"))
        #expect(!WebRoutes.isLost(request("/nowhere", [:]), path: "/nowhere"))
        #expect(!WebRoutes.isLost(request("/nowhere", html, .POST), path: "/nowhere"))
    }

    @Test func `nothing inline, and Razorpay only where it takes the money`() {
        let plain = WebSecurity.contentSecurityPolicy(takesRazorpay: false)
        #expect(!plain.contains("unsafe") && !plain.contains("http"))
        #expect(plain.hasPrefix("default-src 'none'; script-src 'self'; "))
        let razorpay = WebSecurity.contentSecurityPolicy(takesRazorpay: true)
        #expect(razorpay.contains("script-src 'self' https://checkout.razorpay.com;"))
        #expect(!razorpay.contains("unsafe"))
    }
}

/// zlib's own reading of what was compressed.
enum GzipReading {
    struct Failed: Error {}

    static func plain(_ buffer: ByteBuffer) throws -> [UInt8] {
        var packed = Array(buffer.readableBytesView)
        var stream = unsafe z_stream()
        guard unsafe sg_inflate_init(&stream, 15 + 16) == Z_OK else { throw Failed() }
        defer { _ = unsafe inflateEnd(&stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let room = UInt32(bytes.count)
        let count = packed.count
        let result = unsafe packed.withUnsafeMutableBufferPointer { source in
            unsafe bytes.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = UInt32(count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = room
                return unsafe inflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { throw Failed() }
        return unsafe Array(bytes.prefix(Int(room - stream.avail_out)))
    }
}
