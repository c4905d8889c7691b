/// The newest digests, at least half of `limit` of them and at most all: two generations, of which
/// the older is forgotten as a whole. O(1) an operation.
package struct RecentDigests: Sendable {
    private let half: Int
    private var newer: Set<Bits128> = []
    private var older: Set<Bits128> = []

    package init(limit: Int = NoticeLimits.remembered) { half = max(1, limit / 2) }

    /// How many there are. O(1).
    package var count: Int { newer.count + older.count }

    /// Whether the digest is among them.
    package func contains(_ digest: Bits128) -> Bool {
        newer.contains(digest) || older.contains(digest)
    }

    /// Adds one; forgets the older half if there is no room.
    package mutating func insert(_ digest: Bits128) {
        guard !contains(digest) else { return }
        if newer.count == half {
            older = newer
            newer = []
        }
        newer.insert(digest)
    }
}
