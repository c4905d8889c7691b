import Foundation

/// Requests to begin from: plain ones, near misses, and what is known from request smuggling.
enum NarrowCorpus {
    static let hold = "hd_0123456789ABCDEFGHJKMNPQRS"

    /// What the narrow lane is there for.
    static let plain: [String] = [
        request(
            "POST /v1/shows/s1/holds",
            ["Content-Type: application/json"],
            body: #"{"seats":["A-1"]}"#
        ),
        request("DELETE /v1/shows/sh_01J/holds/\(hold)", ["Authorization: Bearer abc"]),
        request("GET /v1/shows/s1/seats", ["If-None-Match: \"41207\"", "Connection: keep-alive"]),
        request("GET /v1/shows/s1/holds/\(hold)", []),
        request(
            "POST /v1/shows/s1/holds/\(hold)/extend",
            [
                "content-type:application/json", "Idempotency-Key: \"k 1\"",
                "X-Request-Id: abcdefgh",
            ],
            body: #"{"ttl_ms":1000}"#
        ),
        request(
            "POST /v1/shows/s1/holds/\(hold)/book",
            ["Content-Type: application/json", "X-Forwarded-For: 10.0.0.1, ::1"],
            body: #"{"reference":"r"}"#
        ),
        request("PATCH /v1/shows/s1/holds/\(hold)", ["Content-Type: Application/JSON"], body: "{}"),
    ]

    /// What it must leave to the codec.
    static let others: [String] = [
        request(
            "POST /v1/shows/s1/holds",
            ["Transfer-Encoding: chunked"],
            bare: "5\r\nhello\r\n0\r\n\r\n"
        ),
        request(
            "POST /v1/shows/s1/holds",
            ["Content-Length: 4", "Transfer-Encoding: chunked"],
            bare: "0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
        ),
        request(
            "POST /v1/shows/s1/holds",
            ["Transfer-Encoding : chunked", "Content-Length: 3"],
            bare: "abc"
        ),
        request(
            "POST /v1/shows/s1/holds",
            ["Transfer-Encoding: xchunked", "Content-Length: 3"],
            bare: "abc"
        ),
        request(
            "POST /v1/shows/s1/holds",
            ["Content-Length: 3", "Content-Length: 4"],
            bare: "abcd"
        ),
        request("POST /v1/shows/s1/holds", ["Content-Length: 3, 3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["Content-Length: +3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["Content-Length: 0x3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["Content-Length: 3 "], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["Content-Length:\t3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["Content-Length:"], bare: ""),
        request("POST /v1/shows/s1/holds", ["Content-Length: 99999999999999999999"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["X: a\r\n Content-Length: 3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["X: a\nContent-Length: 3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["X: a\rContent-Length: 3"], bare: "abc"),
        request("POST /v1/shows/s1/holds", ["X: a\u{0}b"], bare: ""),
        request("POST /v1/shows/s1/holds", ["X_Y: a"], bare: ""),
        request("POST /v1/shows/s1/holds", [": a"], bare: ""),
        request(
            "POST /v1/shows/s1/holds",
            ["Expect: 100-continue", "Content-Length: 2"],
            bare: "{}"
        ),
        request("GET /v1/shows/s1/seats", ["Connection: close"]),
        request("GET /v1/shows/s1/seats", ["Connection: Upgrade", "Upgrade: websocket"]),
        request("GET /v1/shows/s1/seats", ["Content-Length: 5"], bare: "hello"),
        request("GET /v1/shows/s1/seats", ["If-None-Match: \"é\""]),
        request("GET /v1/shows/s1/seats?format=list", []),
        request("GET /v1/shows/s%31/seats", []),
        request("GET /v1/shows/s1/live", []),
        request("GET /v1/cities", []),
        request("HEAD /v1/shows/s1/seats", []),
        request("DELETE /v1/shows/s1/holds/hd_short", []),
        request("DELETE /v1/shows/s1/holds/hd_Z123456789ABCDEFGHJKMNPQRS", []),
        "GET  /v1/shows/s1/seats HTTP/1.1\r\n\r\n", "GET /v1/shows/s1/seats HTTP/1.0\r\n\r\n",
        "GET /v1/shows/s1/seats\r\n\r\n", "GET /v1/shows/s1/seats HTTP/1.1\n\n",
        "\r\nGET /v1/shows/s1/seats HTTP/1.1\r\n\r\n",
        "GET http://x/v1/shows/s1/seats HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ]

    private static func request(_ line: String, _ fields: [String], body: String) -> String {
        request(line, fields + ["Content-Length: \(body.utf8.count)"], bare: body)
    }

    private static func request(_ line: String, _ fields: [String], bare: String = "") -> String {
        let lines = ["\(line) HTTP/1.1", "Host: 127.0.0.1:8080"] + fields
        return lines.map { $0 + "\r\n" }.joined() + "\r\n" + bare
    }

    /// Pieces that mutations put in: they are where parsers disagree.
    static let pieces: [String] = [
        "\r\n", "\n", "\r", " ", "\t", ":", ",", "\u{0}", "é", "%", "?", "#", ";", "/", "..", "\"",
        "0", "1", "-",
        "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n",
        "Upgrade: h2c\r\n",
        "Host: b\r\n", "Expect: 100-continue\r\n", "Content-Type: text/plain\r\n",
        "X-Request-Id: 12345678\r\n",
        "Trailer: x\r\n", "Proxy-Connection: close\r\n", "Keep-Alive: timeout=5\r\n",
        "TE: trailers\r\n",
        "GET /v1/shows/s1/seats HTTP/1.1\r\n\r\n", "HTTP/1.1", "holds", "A",
    ]
}
