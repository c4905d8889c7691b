import Checker
import FakeServer
import LoadKit
import Testing

/// The driver and the checker together, against a fake that is right or wrong in one way.
@Suite(.serialized) struct FightTests {
    private func fight(_ faults: Set<Fault>, attempts: Int = 3000) throws -> Findings {
        try withFake(faults) { _, client in
            var plan = FightPlan()
            plan.connections = 16
            plan.attempts = attempts
            plan.shortestTTL = 100
            plan.longestTTL = 400
            plan.maps = 0.02
            let fight = try Fight(plan, api: try ShowAPI("s1", client: client), client: client)
            #expect(fight.recover())
            #expect(fight.run(until: Wire.now() + 60_000_000_000) == .finished)
            #expect(fight.attempts == attempts)
            for kind in [
                "hold_201", "hold_seats_unavailable", "release_204", "extend_200", "swap_200",
            ] {
                #expect(fight.answers[kind, default: 0] > 0, "no \(kind) among \(fight.answers)")
            }
            return try fight.verify()
        }
    }

    @Test func `a server that keeps to the contract passes`() throws {
        let findings = try fight([])
        #expect(findings.kept == [])
    }

    @Test func `a dropped write is found`() throws {
        let findings = try fight([.dropWrite])
        #expect(!findings.isEmpty)
        // Its version is told again to the next one: to an answer that claims it too, or to an
        // expiry.
        let kinds: Set<Finding.Kind> = [.claimedTwice, .missing, .different]
        #expect(!kinds.isDisjoint(with: findings.counts.keys), "\(findings.kept)")
    }

    @Test func `a doubled seat is found`() throws {
        #expect(try fight([.doubleBooking]).counts[.twoOwners] != nil)
    }

    @Test func `a stale map is found`() throws {
        #expect(try fight([.staleMap]).counts[.stale] != nil)
    }

    @Test func `a 409 that names only one seat is found`() throws {
        #expect(try fight([.partialConflicts]).counts[.conflicts] != nil)
    }
}

@Suite(.serialized) struct FanoutTests {
    private func fanout(_ faults: Set<Fault>) throws -> Report {
        try withFake(faults) { _, client in
            var plan = FanoutPlan()
            plan.subscribers = 20
            plan.stalled = 2
            plan.writers = 4
            plan.changes = 100
            plan.seconds = 1
            plan.compared = 5
            return try Fanout(plan, api: try ShowAPI("s1", client: client), client: client).run()
        }
    }

    @Test func `every stream of a right server is gapless and equal to the log`() throws {
        let report = try fanout([])
        #expect(report.findings.kept == [])
        #expect(report.figure("frames_per_second") ?? 0 > 0)
        #expect(report.figure("commit_to_socket_samples") ?? 0 > 0)
    }

    @Test func `a skipped delta is found`() throws {
        #expect(try fanout([.skipDelta]).findings.counts[.deltaGap] != nil)
    }
}
