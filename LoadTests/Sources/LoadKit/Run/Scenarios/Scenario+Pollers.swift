extension Scenario {
    /// Clients without a live connection.
    static let pollers = Scenario(
        name: "pollers",
        summary: "Seat maps fetched again and again with the ETag of the last, while a few buy.",
        rate: 200,
        kinds: [
            Kind(
                name: "poller",
                share: 19,
                steps: [Step(.map), Step(.map, think: 250, times: 20)]
            ),
            Kind(
                name: "buyer",
                group: 1...4,
                steps: [
                    Step(.map), Step(.hold, think: 200, tries: 3, ttl: 5000),
                    Step(.book, think: 200, chance: 0.2), Step(.release, think: 200),
                ]
            ),
        ],
        about: [.etag]
    )
}
