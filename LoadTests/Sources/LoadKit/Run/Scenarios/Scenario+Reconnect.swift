extension Scenario {
    /// A proxy in front of everybody restarts.
    static let reconnect = Scenario(
        name: "reconnect",
        summary: "A thousand live connections are cut at once and resume without a gap.",
        rate: 500,
        users: 1000,
        connections: 64,
        warmup: 4,
        kinds: [
            Kind(
                name: "watcher",
                share: 19,
                steps: [Step(.live, think: 500), Step(.wait, think: 1e9)]
            ),
            Kind(
                name: "buyer",
                group: 1...4,
                rounds: 100_000,
                steps: [
                    // Whoever left would be followed by a watcher, most often.
                    Step(.hold, think: 100, tries: 100_000, ttl: 5000), Step(.release, think: 50),
                ]
            ),
        ],
        disturbance: .cutSockets
    )
}
