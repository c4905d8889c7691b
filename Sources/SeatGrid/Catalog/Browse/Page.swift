/// Which part of a list is wanted (contract §1).
package struct PageRequest: Equatable, Sendable {
    package static let defaultLimit = 20
    package static let largestLimit = 100

    package let limit: Int
    /// The cursor that the page before gave: to a caller opaque, in truth its last entry's id.
    package let after: String?

    package init(limit: Int = defaultLimit, after: String? = nil) {
        self.limit = min(max(limit, 1), Self.largestLimit)
        self.after = after
    }

    /// Reads `?limit=` and `?after=`; nil if the limit is not 1 to 100.
    package init?(limitText: String?, after: String?) {
        guard let limitText else {
            self.init(after: after)
            return
        }
        guard let limit = Int(limitText), 1...Self.largestLimit ~= limit else { return nil }
        self.init(limit: limit, after: after)
    }
}

/// Part of a list.
package struct Page<Entry: Sendable>: Sendable {
    package let entries: [Entry]
    /// The cursor of the page that follows; nil if there is none.
    package let next: String?

    /// Cuts a page out of a whole list in its order.
    ///
    /// - Throws: `.badCursor` if the request's cursor is the id of no entry of `all`.
    init(
        of all: [Entry],
        _ request: PageRequest,
        id: (Entry) -> String
    ) throws(BrowseError) {
        var start = 0
        if let after = request.after {
            guard let index = all.firstIndex(where: { id($0) == after }) else { throw .badCursor }
            start = index + 1
        }
        let end = min(start + request.limit, all.count)
        entries = Array(all[start..<end])
        next = end < all.count ? entries.last.map(id) : nil
    }

    /// `{"data": [...], "has_more": bool, "next": "cursor"|null}`
    package func json(_ write: (Entry, inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter(capacity: 256 + entries.count * 512)
        json.object { json in
            json.array("data") { json in for entry in entries { write(entry, &json) } }
            json.field("has_more", next != nil)
            json.key("next")
            if let next { json.string(next) } else { json.null() }
        }
        return json.bytes
    }
}

/// Why a question to the catalogue has no answer.
package enum BrowseError: Error, Equatable, Sendable {
    /// 404: no such city, movie, show or layout.
    case notFound
    /// 400: `after` is no cursor of this list.
    case badCursor
}
