import Testing

@testable import Checker

@Suite struct TogetherTests {
    private func check(_ world: World, _ rows: [Range<Int>]) -> Set<Finding.Kind> {
        let findings = Checker.check(
            evidence: world.evidence,
            events: world.events,
            from: world.start,
            final: nil,
            rows: rows
        )
        return Set(findings.counts.keys)
    }

    private func refuse(_ world: inout World, together: Int) {
        var attempt = Attempt(.hold, .refused, hold: 99, sent: world.tick(), answered: world.tick())
        attempt.together = together
        world.evidence.record(attempt)
    }

    @Test func `a refusal is in vain while so many are free side by side`() {
        var world = World()
        _ = world.hold([0])
        refuse(&world, together: 3)
        #expect(check(world, [0..<4]) == [.togetherInVain])
    }

    @Test func `seats of two rows are not together`() {
        var world = World()
        _ = world.hold([0])
        refuse(&world, together: 3)
        #expect(check(world, [0..<2, 2..<4]) == [])
    }

    @Test func `a seat in the middle parts its neighbours`() {
        var world = World()
        _ = world.hold([1])
        refuse(&world, together: 3)
        #expect(check(world, [0..<4]) == [])
        refuse(&world, together: 2)
        #expect(check(world, [0..<4]) == [.togetherInVain])
    }

    @Test func `seats that were free only before or after do not count`() {
        var world = World()
        let hold = world.hold([1, 2])
        refuse(&world, together: 3)
        world.granted(.release, .released, hold, [1, 2])
        _ = world.hold([3])
        #expect(check(world, [0..<4]) == [])
    }
}
