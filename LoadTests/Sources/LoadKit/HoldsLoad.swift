/// Hold seats, give them up, again and again: durable writes that never fill the show.
///
/// Each connection has a part of a show for itself, so that nothing is refused; who asks for the
/// best seats is refused when there are not enough, and that counts as an error.
public struct HoldsLoad: ClosedLoad {
    /// As `ClosedLoad.kinds`.
    public static let kinds = ["hold", "release"]

    /// Answers that were neither 201 nor 204.
    public var errors = 0
    private let requests: Requests
    private let paths: [[UInt8]]
    /// Ready-made requests of each connection.
    private let asks: [[[UInt8]]]
    private var dice: Dice

    /// `connections` spread over `shows`, which share the plan of seats with these `labels`. With
    /// `best` each hold asks for that many seats together instead of naming two.
    public init(
        target: Target,
        shows: [String],
        labels: [String],
        connections: Int,
        best: Int? = nil,
        seed: UInt64
    ) {
        let requests = Requests(target)
        // Neighbours share a show: a server that deals connections out in turn has each show asked
        // for by all of its threads alike.
        let rounds = (connections + 2 * shows.count - 1) / (2 * shows.count)
        let width = max(2, labels.count / (2 * rounds))
        var paths: [[UInt8]] = []
        var asks: [[[UInt8]]] = []
        for connection in 0..<connections {
            let pair = connection / 2
            let path = Array("/v1/shows/\(shows[pair % shows.count])/holds".utf8)
            let place = pair / shows.count * 2 + connection % 2
            let first = place * width % max(labels.count - width + 1, 1)
            let pairs = (first..<(first + width - 1)).filter { $0 + 1 < labels.count }
            let bodies =
                best.map { [#"{"best_available":{"count":\#($0),"together":true}}"#] }
                ?? pairs.map { #"{"seats":["\#(labels[$0])","\#(labels[$0 + 1])"]}"# }
            paths.append(path)
            asks.append(bodies.map { requests.make("POST", path, body: Array($0.utf8)) })
        }
        self.requests = requests
        self.paths = paths
        self.asks = asks
        dice = Dice(seed: seed)
    }

    /// As `ClosedLoad.first`.
    public mutating func first(_ connection: Int) -> Ask {
        let own = asks[connection]
        return Ask(kind: 0, bytes: own[dice.below(own.count)])
    }

    /// As `ClosedLoad.next`.
    public mutating func next(
        _ connection: Int,
        after kind: Int,
        status: Int,
        body: [UInt8]
    ) -> Ask {
        if kind == 0, status == 201, let id = Scan.string("id", in: body) {
            var path = paths[connection]
            path.append("/")
            path.append(contentsOf: id)
            return Ask(kind: 1, bytes: requests.make("DELETE", path))
        }
        if kind == 0 || status != 204 { errors += 1 }
        return first(connection)
    }
}
