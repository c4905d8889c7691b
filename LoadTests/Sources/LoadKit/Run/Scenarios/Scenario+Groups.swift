extension Scenario {
    /// Best available under contention.
    ///
    /// The check holds every refusal against the log: nobody is refused while enough seats
    /// together were free all the time that the request took.
    static let groups = Scenario(
        name: "groups",
        summary: "160 bookers at once want the best seats together of 8,000, till all are gone.",
        rate: 1000,
        users: 160,
        warmup: 0,
        seats: 8000,
        kinds: [
            Kind(
                name: "group",
                group: 1...8,
                wish: .best,
                // Slow enough that seats are scarce for some seconds before they are gone.
                steps: [
                    Step(.hold, think: 50, ttl: 2000),
                    Step(.book, think: 20, chance: 0.15),
                    Step(.release, think: 20, chance: 0.8),
                ]
            )
        ]
    )
}
