extension Scenario {
    /// An hour of everything.
    static let soak = Scenario(
        name: "soak",
        summary: "An hour of journeys over many shows; a growing memory of the server is told.",
        rate: 100,
        seconds: 3600,
        warmup: 10,
        shows: 200,
        zipf: 1.1,
        kinds: [
            Kind(
                name: "visitor",
                group: 1...5,
                steps: [
                    Step(.cities), Step(.show, think: 100), Step(.map, think: 100), Step(.live),
                    Step(.hold, think: 500, tries: 3, ttl: 10_000),
                    Step(.swap, think: 300, chance: 0.15),
                    Step(.extend, think: 300, chance: 0.1, ttl: 10_000),
                    Step(.book, think: 500, chance: 0.03),
                    Step(.release, think: 200, chance: 0.7),
                ]
            )
        ]
    )
}
