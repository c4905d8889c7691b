extension Scenario {
    /// What a person with a telephone does.
    static let journey = Scenario(
        name: "journey",
        summary: "Browse, seat map, live connection, hold, change one's mind, book.",
        rate: 200,
        shows: 20,
        zipf: 1.1,
        kinds: [visitor]
    )

    /// Of `journey` and `soak`.
    static let visitor = Kind(
        name: "visitor",
        group: 1...5,
        wish: .front,
        steps: [
            Step(.cities),
            Step(.movies, think: 100),
            Step(.programme, think: 100),
            Step(.show, think: 100),
            Step(.layout),
            Step(.map),
            Step(.live),
            Step(.hold, think: 500, tries: 3, ttl: 10_000),
            Step(.swap, think: 300, chance: 0.15),
            Step(.extend, think: 300, chance: 0.1, ttl: 10_000),
            Step(.book, think: 500, chance: 0.5),
            Step(.release, think: 200, chance: 0.7),
        ]
    )
}
