/// The mix of the peers' own driver: hold two adjacent seats, then buy or give up, over a window of
/// shows that moves on when a fifth of a show is sold. Speaks to SeatGrid and to the peer, so that
/// both get the same.
public struct MixLoad: ClosedLoad {
    /// Whose paths and bodies.
    public enum Dialect: String, Sendable, CaseIterable {
        case seatgrid, peer
    }

    /// How many shows, and what share is bought.
    public struct Plan: Sendable {
        /// Shows on sale at a time.
        public var window = 200
        /// All shows; the first is number 1.
        public var shows = 2000
        /// Seats a show, in rows of 25.
        public var seats = 500
        /// The share of a show's seats after which the next takes its place.
        public var soldShare = 0.2
        /// The share of holds that is bought.
        public var bought = 0.5

        /// As the peer's figures were measured.
        public init() {}
    }

    /// As `ClosedLoad.kinds`.
    public static let kinds = ["hold", "confirm", "release"]

    /// Answers that the mix has no use for.
    public var errors = 0
    private let plan: Plan
    private let dialect: Dialect
    private let requests: Requests
    private let prefix: String
    private let labels: [String]
    private var dice: Dice
    private var slots: [Int]
    private var sold: [Int]
    private var nextShow: Int
    private var slotOf: [Int]
    /// The show that a connection holds in: its slot may have moved on meanwhile.
    private var showOf: [Int]
    private var conflicts = 0
    private var exhausted = 0

    /// Shows are called `prefix` and their number; the peer's by their number alone.
    public init(
        target: Target,
        dialect: Dialect,
        plan: Plan,
        prefix: String,
        labels: [String],
        connections: Int,
        seed: UInt64
    ) {
        self.plan = plan
        self.dialect = dialect
        self.prefix = dialect == .seatgrid ? "/v1/shows/\(prefix)" : "/shows/"
        self.labels = labels
        requests = Requests(target)
        dice = Dice(seed: seed)
        slots = (0..<plan.window).map { $0 + 1 }
        sold = Array(repeating: 0, count: plan.window)
        nextShow = plan.window + 1
        slotOf = Array(repeating: 0, count: connections)
        showOf = slotOf
    }

    /// As `ClosedLoad.first`.
    public mutating func first(_ connection: Int) -> Ask {
        slotOf[connection] = dice.below(plan.window)
        showOf[connection] = slots[slotOf[connection]]
        var seat = dice.below(plan.seats - 1)
        while seat % 25 == 24 { seat = dice.below(plan.seats - 1) }
        let path = Array("\(prefix)\(showOf[connection])/holds".utf8)
        let body =
            dialect == .seatgrid
            ? #"{"seats":["\#(labels[seat])","\#(labels[seat + 1])"]}"#
            : #"{"seats":[\#(seat),\#(seat + 1)]}"#
        return Ask(kind: 0, bytes: requests.make("POST", path, body: Array(body.utf8)))
    }

    /// As `ClosedLoad.next`.
    public mutating func next(
        _ connection: Int,
        after kind: Int,
        status: Int,
        body: [UInt8]
    ) -> Ask {
        switch (kind, status) {
        case (0, 200), (0, 201):
            let id =
                dialect == .seatgrid ? Scan.string("id", in: body) : Scan.string("hold", in: body)
            if let id { return follow(connection, id) }
            errors += 1
        case (0, 409), (1, 409): conflicts += 1
        case (1, 200), (1, 201): count(connection)
        case (2, 200), (2, 204): break
        default: errors += 1
        }
        return first(connection)
    }

    private mutating func follow(_ connection: Int, _ id: ArraySlice<UInt8>) -> Ask {
        let buys = dice.chance(plan.bought)
        let show = showOf[connection]
        var path = Array((dialect == .seatgrid ? "\(prefix)\(show)/holds/" : "/holds/").utf8)
        path.append(contentsOf: id)
        guard buys else { return Ask(kind: 2, bytes: requests.make("DELETE", path)) }
        path.append(contentsOf: Array((dialect == .seatgrid ? "/book" : "/confirm").utf8))
        // The peer's driver sends no body; an empty one of our own keeps `Content-Length: 0` on the
        // wire.
        let body = dialect == .seatgrid ? Array(#"{"reference":"mix"}"#.utf8) : Array("{}".utf8)
        return Ask(kind: 1, bytes: requests.make("POST", path, body: body))
    }

    private mutating func count(_ connection: Int) {
        let slot = slotOf[connection]
        guard slots[slot] == showOf[connection] else { return }
        sold[slot] += 2
        guard Double(sold[slot]) >= plan.soldShare * Double(plan.seats) else { return }
        if nextShow <= plan.shows {
            slots[slot] = nextShow
            nextShow += 1
            sold[slot] = 0
        } else {
            exhausted = 1
        }
    }

    /// As `ClosedLoad.figures`.
    public var figures: [(name: String, value: Double)] {
        [
            ("conflicts", Double(conflicts)), ("errors", Double(errors)),
            ("shows_exhausted", Double(exhausted)),
        ]
    }

    /// As `ClosedLoad.startCounting`.
    public mutating func startCounting() {
        conflicts = 0
        errors = 0
    }
}
