import Gateway
import NIOCore
import SeatGrid

/// The gateway's parts of a request: reading it off the received bytes, and encoding what changed
/// once for all viewers of a loop.
func measureGateway() {
    let turns = 200_000
    for (name, text) in SampleRequests.all {
        let reader = RequestReader(text)
        measure("narrow parse, \(name), \(reader.size) bytes", operations: turns) {
            reader.read(times: turns)
        }
    }
    for seats in [1, 20] {
        for (name, encoding) in [("JSON", LiveEncoding.json), ("binary", .binary)] {
            let encoder = LiveEncoder()
            let delta = SampleRequests.delta(seats: seats)
            var bytes = 0
            measure("fan-out, a delta of \(seats) as \(name), with its frame", operations: turns) {
                for _ in 0..<turns { bytes = encoder.encode([delta], as: encoding).readableBytes }
            }
            print("bytes of it: \(bytes)")
        }
    }
}

/// A request as it is received, read again and again.
struct RequestReader {
    private let bytes: [UInt8]
    private let limits = NarrowRequest.Limits(GatewayLimits())

    init(_ text: String) { bytes = Array(text.utf8) }

    var size: Int { bytes.count }

    func read(times: Int) {
        for _ in 0..<times {
            guard let request = NarrowRequest(bytes.span, limits: limits), request.end == size
            else { preconditionFailure("a plain request was not taken") }
        }
    }
}

/// Requests as a box office's backend sends them, and what its viewers are told.
enum SampleRequests {
    static let all: [(name: String, text: String)] = [
        ("hold of 2 seats", post("/holds", #"{"seats":["A-1","A-2"]}"#)),
        ("hold with a key", post("/holds", #"{"seats":["A-1","A-2"],"holder":"p-17"}"#, key: true)),
        ("release", "DELETE \(path)/holds/\(hold) HTTP/1.1\r\n\(common)\r\n"),
        ("booking", post("/holds/\(hold)/book", #"{"reference":"order-2026-000017"}"#, key: true)),
        ("seat map", "GET \(path)/seats HTTP/1.1\r\n\(common)If-None-Match: \"17\"\r\n\r\n"),
    ]

    static func delta(seats: Int) -> LiveMessage {
        .delta(
            first: 1_700,
            last: 1_700 + UInt64(seats) - 1,
            changes: (0..<seats).map { SeatChange(seat: SeatIndex($0 * 7), status: .held) }
        )
    }

    private static let path = "/v1/shows/sh_01KAQ4M2V8X7J3N5P9R1T6W0YZ"
    private static let hold = "hd_01KAQ4M2V8X7J3N5P9R1T6W0YZ"
    private static let common = "Host: 127.0.0.1:8080\r\nAuthorization: Bearer \(secret)\r\n"
    private static let secret = "sgk_0123456789abcdefghijklmnopqrstuvwxyzABCD"

    private static func post(_ place: String, _ body: String, key: Bool = false) -> String {
        let repeatable = key ? "Idempotency-Key: \"0190b6e2-7c1a-7d40-9a55-2f0c8e4d1b77\"\r\n" : ""
        return "POST \(path)\(place) HTTP/1.1\r\n\(common)\(repeatable)"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
