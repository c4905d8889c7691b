extension Scenario {
    /// An ordinary evening of a whole city.
    static let zipf = Scenario(
        name: "zipf",
        summary: "Many shows, the first ones far more wanted: popularity by Zipf's law, s = 1.1.",
        rate: 2000,
        shows: 500,
        zipf: 1.1,
        kinds: [
            Kind(
                name: "buyer",
                group: 1...6,
                steps: [
                    Step(.map),
                    Step(.hold, think: 200, tries: 2, ttl: 5000),
                    Step(.book, think: 300, chance: 0.3),
                    Step(.release, think: 100, chance: 0.8),
                ]
            )
        ]
    )
}
