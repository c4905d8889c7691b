extension Scenario {
    /// As `restart`, with what every booking system can do.
    static let blackout = Scenario(
        name: "blackout",
        summary:
            "As 'restart', by holds, bookings and releases alone: any server can be judged.",
        rate: 1000,
        users: 64,
        seconds: 6,
        warmup: 1,
        shows: 500,
        keyed: 1,
        repeated: 0.02,
        kinds: [
            Kind(
                name: "buyer",
                group: 2...2,
                rounds: 10,
                steps: [
                    Step(.hold), Step(.book, chance: 0.2), Step(.release, chance: 0.95),
                ]
            )
        ],
        disturbance: .kill
    )
}
