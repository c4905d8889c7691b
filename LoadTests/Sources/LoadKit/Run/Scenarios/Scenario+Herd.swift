extension Scenario {
    /// The worst case of contention.
    static let herd = Scenario(
        name: "herd",
        summary: "All want the same 10 seats, give them back, and want them again.",
        rate: 2000,
        kinds: [
            Kind(
                name: "herd",
                group: 1...4,
                wish: .first(10),
                steps: [
                    Step(.hold, tries: 3, ttl: 1000),
                    Step(.swap, think: 5, chance: 0.2),
                    Step(.extend, think: 5, chance: 0.1, ttl: 1000),
                    Step(.release, think: 10, chance: 0.95),
                ]
            )
        ]
    )
}
