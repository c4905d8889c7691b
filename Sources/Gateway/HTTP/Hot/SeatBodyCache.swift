import NIOCore
import SeatGrid

/// The body of `GET …/seats` per show, made once a version however many ask. Confined to a loop.
struct SeatBodyCache {
    private struct Kept {
        let version: ShowVersion
        let layout: String
        let body: ByteBuffer
    }

    private var kept: [ShowID: Kept] = [:]
    private static let maximumShows = 512

    /// The body, from the cache if it is of this version and layout.
    mutating func body(of map: SeatMap) -> ByteBuffer {
        if let known = kept[map.show], known.version == map.version, known.layout == map.layout {
            return known.body
        }
        var writer = ByteWriter(capacity: 512 + map.states.count * 4 / 3)
        ShowAnswer.write(map, to: &writer)
        let body = writer.buffer
        if kept.count >= Self.maximumShows { kept.removeAll(keepingCapacity: true) }
        kept[map.show] = Kept(version: map.version, layout: map.layout, body: body)
        return body
    }
}

/// `"<seq>"` against `If-None-Match` (RFC 9110 §13.1.2: weak comparison, `*`, lists).
enum EntityTag {
    static func matches(_ header: String, _ version: ShowVersion) -> Bool {
        let tag = "\"\(version.rawValue)\""
        if header == tag || header == "*" { return true }
        return header.split(separator: ",").contains { piece in
            let text = piece.drop { $0 == " " }.prefix { $0 != " " }
            return text == tag || text == "W/" + tag
        }
    }
}
