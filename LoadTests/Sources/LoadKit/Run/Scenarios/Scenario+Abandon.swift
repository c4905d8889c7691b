extension Scenario {
    /// Most who hold do not buy.
    static let abandon = Scenario(
        name: "abandon",
        summary: "70 of 100 holds are left to lapse; some come back too late and must be refused.",
        rate: 500,
        seats: 10_000,
        kinds: [
            Kind(
                name: "buyer",
                share: 3,
                steps: [
                    Step(.map), Step(.hold, think: 50, tries: 3, ttl: 5000),
                    Step(.book, think: 200),
                ]
            ),
            Kind(
                name: "dreamer",
                share: 6,
                steps: [Step(.map), Step(.hold, think: 50, tries: 3, ttl: 1000)]
            ),
            Kind(
                name: "latecomer",
                share: 1,
                steps: [
                    Step(.hold, think: 50, tries: 3, ttl: 1000), Step(.wait, think: 4000),
                    Step(.book),
                ]
            ),
        ],
        about: [.times]
    )
}
