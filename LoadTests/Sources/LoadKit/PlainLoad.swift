/// One request for ever, for ceilings: a hello, a health route, a seat map.
public struct PlainLoad: ClosedLoad {
    /// As `ClosedLoad.kinds`.
    public static let kinds = ["get"]

    private let request: [UInt8]
    private var errors = 0

    /// `GET path`.
    public init(target: Target, path: String) {
        request = Requests(target).make("GET", Array(path.utf8))
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
        if status != 200 { errors += 1 }
        return Ask(kind: 0, bytes: request)
    }

    /// As `ClosedLoad.figures`.
    public var figures: [(name: String, value: Double)] { [("errors", Double(errors))] }

    /// As `ClosedLoad.startCounting`.
    public mutating func startCounting() { errors = 0 }
}
