/// What befalls everyone in the middle of a run, and how far it has come.
struct Outage {
    /// When it happens.
    var at: UInt64 = .max
    /// True from the server's death till it answers again.
    var isDown = false
    /// When the server was killed.
    var killed: UInt64 = 0
    /// Milliseconds from the kill till the server answered again.
    var lasted: Double?
}

extension Runner {
    /// Lets happen what is due.
    func disturb(_ now: UInt64) throws {
        if outage.isDown { try restart(now) }
        guard now >= outage.at, let disturbance = plan.scenario.disturbance else { return }
        outage.at = .max
        switch disturbance {
        case .cutSockets: cutAll(now)
        case .kill:
            outage.isDown = true
            outage.killed = now
            server?.kill()
        }
    }

    /// Starts the server again as soon as everything it had sent has come in.
    private func restart(_ now: UInt64) throws {
        // What the server had sent before it died is still in the sockets, and counts.
        let isQuiet = !flights.contains { $0 != nil }
        guard isQuiet || now > outage.killed + 1_000_000_000 else { return }
        for connection in flights.indices where wire.isOpen(connection) {
            lose(connection, code: "closed")
        }
        try server?.start(run: ServerProcess.untroubled)
        guard client.waitTillReady(seconds: 60) else {
            throw Client.Failed(description: "the server did not come up again")
        }
        outage.lasted = Double(Wire.now() - outage.killed) / 1e6
        try repeatRecent()
        outage.isDown = false
    }
}
