/// One request for ever, for ceilings: a hello, a health route, a seat map.
public struct PlainLoad: ClosedLoad {
    /// As `ClosedLoad.kinds`.
    public static let kinds = ["get"]

    /// Answers that were not 200.
    public var errors = 0
    private let request: [UInt8]
    private let wanted: Int

    /// `GET path`; with `etag`, the version that is known already, 304 is the right answer.
    public init(target: Target, path: String, etag: UInt64? = nil) {
        request = Requests(target).make("GET", Array(path.utf8), etag: etag)
        wanted = etag == nil ? 200 : 304
    }

    /// As `ClosedLoad.first`.
    public mutating func first(_ connection: Int) -> Ask {
        Ask(kind: 0, bytes: request)
    }

    /// As `ClosedLoad.next`.
    public mutating func next(
        _ connection: Int,
        after kind: Int,
        status: Int,
        body: [UInt8]
    ) -> Ask {
        if status != wanted { errors += 1 }
        return Ask(kind: 0, bytes: request)
    }
}
