import SeatGrid

/// Scripted customers: they hold, think, and then book or let go, mostly at shows that begin soon.
struct DemoRivals: Sendable {
    private let cinema: DemoCinema
    private let seed: UInt64

    init(_ cinema: DemoCinema, seed: UInt64) {
        self.cinema = cinema
        self.seed = seed
    }

    /// Until cancelled.
    func play(count: Int) async {
        guard !cinema.shows.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<max(0, count) {
                group.addTask { await live(number) }
            }
        }
    }

    private func live(_ number: Int) async {
        var chance = DemoRandom(seed: seed &* 1_000_003 &+ UInt64(number))
        while !Task.isCancelled {
            await buy(&chance)
            try? await Task.sleep(for: .milliseconds(chance.below(1_500) + 300))
        }
    }

    private func buy(_ chance: inout DemoRandom) async {
        let near = min(cinema.shows.count, chance.below(4) == 0 ? cinema.shows.count : 24)
        let show = cinema.shows[chance.below(near)]
        guard let entry = cinema.engine.entry(for: show) else { return }
        let id = HoldID(SystemClock().randomBits())
        let wish = BestAvailable(count: chance.below(5) + 1)
        let hold = HoldRequest(id: id, selection: .bestAvailable(wish), ttl: 60_000)
        guard case .outcome = await ask(.hold(hold), entry) else { return }
        try? await Task.sleep(for: .milliseconds(chance.below(4_000) + 500))
        switch chance.below(10) {
        case 0..<5:
            let booking = BookingID(SystemClock().randomBits())
            _ = await ask(
                .book(BookRequest(hold: id, id: booking, reference: "demo")),
                entry
            )
        case 5..<9: _ = await ask(.release(id), entry)
        default: break
        }
    }

    private func ask(_ command: Command, _ entry: ShowEntry) async -> Reply {
        await cinema.engine.ask(
            ShowRequest(
                kind: .command(command, plan: entry.plan),
                mark: nil,
                caller: .key("demo")
            ),
            of: entry.id
        )
    }
}
