/// Holds the first part of every show's seats, ten at a time, once.
public struct FillLoad {
    /// Holds that were granted.
    public private(set) var held = 0
    /// Holds that were not.
    public private(set) var errors = 0
    private let target: Target
    private let shows: [String]
    private let bodies: [[UInt8]]

    /// `share` of the seats of each of `shows`, for `ttl` milliseconds.
    public init(target: Target, shows: [String], labels: [String], share: Double, ttl: Int) {
        self.target = target
        self.shows = shows
        let wanted = Int(Double(labels.count) * share)
        bodies = stride(from: 0, to: wanted, by: 10).map { first in
            let seats = labels[first..<min(first + 10, wanted)].map { "\"\($0)\"" }
            return Array(#"{"seats":[\#(seats.joined(separator: ","))],"ttl_ms":\#(ttl)}"#.utf8)
        }
    }

    /// Sends all holds over so many connections and comes back when all are answered.
    public mutating func run(connections: Int) throws {
        let wire = Wire(target: target, capacity: connections)
        let requests = Requests(target)
        var next = 0
        var waiting = 0
        func ask(_ connection: Int) {
            guard next < shows.count * bodies.count else { return }
            let path = Array("/v1/shows/\(shows[next / bodies.count])/holds".utf8)
            wire.send(connection, requests.make("POST", path, body: bodies[next % bodies.count]))
            next += 1
            waiting += 1
        }
        for connection in 0..<connections {
            guard wire.connect(connection) else {
                throw Client.Failed(description: "nobody listens")
            }
            ask(connection)
        }
        while waiting > 0 {
            guard let event = wire.next(timeout: 10_000_000_000), event.kind == .response else {
                throw Client.Failed(description: "the server stopped answering")
            }
            waiting -= 1
            if event.status == 201 { held += 1 } else { errors += 1 }
            ask(event.connection)
        }
    }
}
