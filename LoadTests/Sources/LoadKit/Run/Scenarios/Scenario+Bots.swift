extension Scenario {
    /// Scalpers' programs among people.
    static let bots = Scenario(
        name: "bots",
        summary: "Programs that grab ten seats, keep them and grab again, among people who buy.",
        rate: 200,
        seats: 5000,
        kinds: [
            Kind(
                name: "bot",
                group: 8...10,
                wish: .front,
                rounds: 40,
                steps: [
                    Step(.hold, tries: 5, ttl: 2000),
                    Step(.extend, chance: 0.3, ttl: 2000),
                    Step(.release, chance: 0.9),
                ]
            ),
            Kind(
                name: "person",
                share: 4,
                group: 1...4,
                wish: .front,
                steps: [
                    Step(.map), Step(.hold, think: 300, tries: 5, ttl: 10_000),
                    Step(.book, think: 500, chance: 0.8),
                ]
            ),
        ]
    )
}
