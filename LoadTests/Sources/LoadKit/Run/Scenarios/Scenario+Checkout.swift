extension Scenario {
    /// The plainest sale, as fast as it goes: what every booking system can do.
    static let checkout = Scenario(
        name: "checkout",
        summary: "Two seats side by side are held, then bought or given up, as fast as it goes.",
        rate: 1000,
        users: 64,
        shows: 2000,
        kinds: [
            Kind(
                name: "buyer",
                group: 2...2,
                rounds: 10,
                steps: [Step(.hold), Step(.book, chance: 0.3), Step(.release)]
            )
        ]
    )
}
