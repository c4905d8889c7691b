extension Scenario {
    /// What `list` shows, in its order.
    public static let all = [
        flash, zipf, herd, groups, abandon, bots, pollers, journey, reconnect, soak, restart,
        checkout, blackout,
    ]

    /// The scenario called `name`.
    public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }
}
