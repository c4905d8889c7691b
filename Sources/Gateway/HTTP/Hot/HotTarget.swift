import NIOHTTP1

/// Which hot route a request's target names, found by hand in the bytes of its path.
struct HotTarget: Equatable {
    enum Route: UInt8, CaseIterable {
        case livez, seats, holds, hold, extend, book, live
        /// Everything else: the router's.
        case cold
    }

    var route: Route
    var show = ""
    var hold = ""
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

    private init(route: Route) { self.route = route }

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
            hold = String(Substring(rest))
            return
        }
        guard end > rest.startIndex else { return }
        switch Substring(rest[rest.index(after: end)...]) {
        case "extend": route = .extend
        case "book": route = .book
        default: return
        }
        hold = String(Substring(rest[..<end]))
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

    func allows(_ method: HTTPMethod) -> Bool {
        switch route {
        case .livez, .seats: method == .GET || method == .HEAD
        case .hold:
            method == .GET || method == .HEAD || method == .PATCH || method == .DELETE
        case .holds, .extend, .book: method == .POST
        case .live: method == .GET
        case .cold: true
        }
    }
}
