extension Scenario {
    /// The opening of a sale that many have waited for.
    static let flash = Scenario(
        name: "flash",
        summary:
            "Everyone at T0 on one show: a second's crowd at the door, and the rest behind it.",
        rate: 2000,
        crowd: 1,
        warmup: 0,
        seats: 10_000,
        kinds: [
            Kind(
                name: "fan",
                group: 1...4,
                wish: .front,
                steps: [
                    Step(.map),
                    Step(.hold, think: 100, tries: 3, ttl: 5000),
                    Step(.book, think: 500, chance: 0.6),
                    Step(.release, think: 300, chance: 0.5),
                ]
            )
        ]
    )
}
