import SeatGrid

/// Which hot route a request's target names, found by hand in the bytes of its path.
struct HotTarget: Equatable {
    enum Route: UInt8, CaseIterable {
        case livez, seats, holds, hold, extend, book, live
        /// Everything else: the router's.
        case cold
    }

    var route: Route
    var show = ""
    /// Nil also if the path names a hold that can't be: such a hold is nobody's.
    var hold: HoldID?
    /// After `?`, still encoded.
    var query: Substring = ""

    /// Splits `uri` (origin form). Percent-encoded hot paths are decoded first.
    init(_ uri: String) {
        self.init(route: .cold)
        var path = uri[...]
        if let mark = uri.utf8.firstIndex(of: 0x3f) {
            path = uri[..<mark]
            query = uri[uri.utf8.index(after: mark)...]
        }
        if path.utf8.contains(0x25), let decoded = PercentCoding.decode(path) {
            path = decoded[...]
        }
        parse(path)
    }

    init(route: Route, show: String = "", hold: HoldID? = nil) {
        self.route = route
        self.show = show
        self.hold = hold
    }

    private mutating func parse(_ path: Substring) {
        if path == "/livez" {
            route = .livez
            return
        }
        let prefix = "/v1/shows/"
        guard path.utf8.starts(with: prefix.utf8) else { return }
        let rest = path.utf8.dropFirst(prefix.utf8.count)
        guard let showEnd = rest.firstIndex(of: 0x2f), showEnd > rest.startIndex else { return }
        let afterShow = Substring(rest[rest.index(after: showEnd)...])
        switch afterShow {
        case "seats": route = .seats
        case "holds": route = .holds
        case "live": route = .live
        default: parseHold(afterShow)
        }
        if route != .cold { show = String(Substring(rest[..<showEnd])) }
    }

    private mutating func parseHold(_ path: Substring) {
        let prefix = "holds/"
        guard path.utf8.starts(with: prefix.utf8) else { return }
        let rest = path.utf8.dropFirst(prefix.utf8.count)
        guard !rest.isEmpty else { return }
        guard let end = rest.firstIndex(of: 0x2f) else {
            route = .hold
            hold = HoldID(wire: Substring(rest))
            return
        }
        guard end > rest.startIndex else { return }
        switch Substring(rest[rest.index(after: end)...]) {
        case "extend": route = .extend
        case "book": route = .book
        default: return
        }
        hold = HoldID(wire: Substring(rest[..<end]))
    }

    /// What `Allow` says.
    var allowed: String {
        switch route {
        case .livez, .seats: "GET, HEAD"
        case .hold: "GET, HEAD, PATCH, DELETE"
        case .holds, .extend, .book: "POST"
        case .live: "GET"
        case .cold: ""
        }
    }

    func allows(_ method: LaneMethod) -> Bool {
        switch route {
        case .livez, .seats: method == .get || method == .head
        case .hold: method == .get || method == .head || method == .patch || method == .delete
        case .holds, .extend, .book: method == .post
        case .live: method == .get
        case .cold: true
        }
    }

    /// The path of a route that changes something, without what was percent-encoded in it: a
    /// request's fingerprint is made of this. One that names a hold has a hold that can be.
    var path: String {
        let holds = "/v1/shows/\(show)/holds"
        guard let hold else { return holds }
        let path = holds + "/hd_" + Crockford.string(hold.bits)
        return switch route {
        case .extend: path + "/extend"
        case .book: path + "/book"
        default: path
        }
    }
}

extension HoldID {
    /// `hd_` and 26 characters; anything else is nobody's hold.
    init?(wire text: some StringProtocol) {
        guard text.utf8.starts(with: "hd_".utf8),
            let bits = Crockford.decode(Array(text.utf8.dropFirst(3)).span)
        else { return nil }
        self.init(bits)
    }
}
