import Checker

/// Kills the server under load again and again; afterwards nothing that was acknowledged may be
/// missing.
public struct Crash {
    /// How often, and at what moments.
    public struct Plan: Sendable {
        /// How often the server dies.
        public var kills = 100
        /// The shortest time under load before a kill, in milliseconds.
        public var shortest = 30
        /// The longest.
        public var longest = 600
        /// The server kills itself (a fault injector does): wait for that and don't kill.
        public var diesItself = false
        /// The fight between the kills; every write has a key, so that each can be repeated.
        public var fight = FightPlan()

        /// 100 kills at 30 to 600 ms.
        public init() {}
    }

    private let plan: Plan
    private let server: ServerProcess
    private let client: Client
    private var dice: Dice
    private var starts = 0

    /// Kills `server`, which answers at the client's target.
    public init(_ plan: Plan, server: ServerProcess, client: Client) {
        self.plan = plan
        self.server = server
        self.client = client
        dice = Dice(seed: plan.fight.seed ^ 0xC7A5)
    }

    /// Starts the server for the first time, or for the last, so that no fault befalls it; waits
    /// till it answers.
    public func startServer() throws {
        try server.start(run: ServerProcess.untroubled)
        guard client.waitTillReady(seconds: 60) else {
            throw Client.Failed(description: "the server did not come up")
        }
    }

    /// Starts it again after a death; milliseconds till it answers. One that dies while it recovers
    /// is started again, as a supervisor would.
    private mutating func restart() throws -> Double {
        for _ in 0..<50 {
            let began = Wire.now()
            starts += 1
            try server.start(run: plan.diesItself ? starts : ServerProcess.untroubled)
            while !server.hasEnded(), Wire.now() - began < 60_000_000_000 {
                if client.waitTillReady(seconds: 0.2) { return Double(Wire.now() - began) / 1e6 }
            }
            guard plan.diesItself else { break }
        }
        throw Client.Failed(description: "the server did not come up again (start \(starts))")
    }

    /// The rounds of load, death and restart, and then the check.
    public mutating func run(show: String, log: (String) -> Void) throws -> Report {
        var slowest = 0.0
        let api = try ShowAPI(show, client: client)
        var settings = plan.fight
        settings.attempts = .max
        settings.keyed = 1
        let fight = try Fight(settings, api: api, client: client)
        let began = Wire.now()
        if plan.diesItself {
            server.stop()
            slowest = try restart()
        }
        for round in 1...max(plan.kills, 1) {
            fight.progress = Double(round) / Double(plan.kills)
            // A server with a fault injected may be dead again already.
            guard fight.recover() || plan.diesItself else {
                throw Client.Failed(description: "nobody listens")
            }
            let time = plan.shortest + dice.below(plan.longest - plan.shortest + 1)
            try fightOn(fight, milliseconds: plan.diesItself ? 60_000 : time, round: round)
            if round == plan.kills {
                try startServer()
            } else {
                slowest = max(slowest, try restart())
            }
            log(
                "\(round): \(fight.attempts) writes, \(fight.goodRepeats) repeats as the first time"
            )
        }
        guard fight.recover() else { throw Client.Failed(description: "nobody listens") }
        _ = fight.run(until: Wire.now() + 500_000_000)
        fight.giveUp()
        var report = fight.report("crash", seconds: Double(Wire.now() - began) / 1e9)
        report.add("kills", Double(plan.kills))
        report.add("repeats_as_first", Double(fight.goodRepeats))
        report.add("slowest_restart_ms", slowest)
        report.findings = try fight.verify()
        report.checked = true
        return report
    }

    private func fightOn(_ fight: Fight, milliseconds: Int, round: Int) throws {
        let pause = fight.run(until: Wire.now() + UInt64(milliseconds) * 1_000_000)
        if plan.diesItself {
            while !server.hasEnded() {
                if fight.run(until: Wire.now() + 10_000_000) == .time { continue }
                server.kill()
            }
        } else {
            if pause == .disconnected {
                throw Client.Failed(description: "the server died by itself in round \(round)")
            }
            server.kill()
        }
        // What the server had sent before it died is still in the sockets, and counts.
        while fight.run(until: Wire.now() + 1_000_000_000) != .disconnected {}
    }
}
