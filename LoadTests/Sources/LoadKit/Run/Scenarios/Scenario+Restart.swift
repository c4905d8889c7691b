extension Scenario {
    /// A power cut in the middle of a sale.
    static let restart = Scenario(
        name: "restart",
        summary:
            "The server is killed half way and started again; nothing acknowledged is missing.",
        rate: 1000,
        users: 64,
        seats: 10_000,
        keyed: 1,
        repeated: 0.02,
        kinds: [
            Kind(
                name: "buyer",
                rounds: 10,
                steps: [
                    Step(.hold, tries: 3, ttl: 10_000),
                    Step(.swap, chance: 0.1),
                    Step(.extend, chance: 0.1, ttl: 10_000),
                    Step(.book, chance: 0.01),
                    Step(.release, chance: 0.97),
                ]
            )
        ],
        disturbance: .kill
    )
}
