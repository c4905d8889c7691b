import Foundation
import SimulationKit
import Testing
import WAL

@testable import SeatGrid

/// Whole nodes that crash at random, again and again. `SEED=17 swift test --filter Simulation`
/// repeats one run, `SEEDS=5000` makes it a long one.
@Suite struct SimulationTests {
    static var seeds: [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SEED"].flatMap(UInt64.init) { return [seed] }
        let count = environment["SEEDS"].flatMap(UInt64.init) ?? 150
        return Array(1...count)
    }

    @Test(arguments: seeds)
    func `a node that crashes anywhere keeps its word`(_ seed: UInt64) throws {
        let simulation = Simulation(seed: seed)
        do { try simulation.run() } catch {
            Issue.record("seed \(seed): \(error)")
        }
    }
}

/// One seed's life of a node, its clients and its operator.
final class Simulation {
    private let seed: UInt64
    private let world: EngineWorld
    private var clients = (1...3).map { SimulatedClient(ordinal: $0) }
    private var operators = SimulatedOperator()
    private var round: Promise<Bool>?
    /// A viewer's hub on each loop; only in every other life, for a show that is looked at stays.
    private var mirrors: [LiveMirror] = []
    /// The shows' pasts as they were last seen.
    private var pasts: [String: [Event]] = [:]

    init(seed: UInt64) {
        self.seed = seed
        world = EngineWorld(loops: 1 + Int(seed % 3), seed: seed)
    }

    func run() throws {
        try world.open()
        try world.change(Cinema.json(rows: SimulatedOperator.layouts[0], shows: 2))
        watch()
        for _ in 0..<4 {
            live()
            restart()
            try check()
        }
        for _ in 0..<200 where clients.contains(where: { $0.pending != nil }) {
            for index in clients.indices where clients[index].pending != nil {
                clients[index].act(in: world)
                world.settle()
                clients[index].listen(seed)
            }
        }
        try check()
        try operators.check(world, seed)
        try world.reopen()
        watch()
        try check()
    }

    private func watch() {
        guard seed % 2 == 0 else { return }
        mirrors = world.loops.map { LiveMirror($0) }
        for (ordinal, mirror) in mirrors.enumerated() {
            let loop = world.engine.loops[ordinal]
            let entries = ["sh1", "sh2"].map { world.entry($0) }
            world.loops[ordinal].run {
                loop.attach(mirror)
                for entry in entries { loop.subscribe(entry) }
            }
        }
    }

    /// Some traffic, and its sudden end.
    private func live() {
        var faults = SimulatedFaults()
        faults.hasShortWrites = chance(2)
        if !chance(4) { faults.crashAt = Int.random(in: 1...120, using: &world.random) }
        world.disk.setFaults(faults)
        for _ in 0..<Int.random(in: 10...120, using: &world.random) {
            act()
            for _ in 0..<Int.random(in: 0...6, using: &world.random) { world.step() }
            if chance(3) { world.sync() }
            for index in clients.indices { clients[index].listen(seed) }
            operators.listen(seed)
            if round?.result != nil { round = nil }
            if world.disk.isDead || world.failure.error != nil { return }
        }
    }

    private func act() {
        switch Int.random(in: 0..<40, using: &world.random) {
        case 0: if round == nil { round = world.begin { try await $0.checkpointer.run() } }
        case 1: operators.act(in: world)
        case 2: world.pass(Int64.random(in: 1...30_000, using: &world.random))
        case 3...5: world.pass(Int64.random(in: 1...500, using: &world.random))
        default: clients[Int.random(in: 0..<3, using: &world.random)].act(in: world)
        }
    }

    private func restart() {
        world.crash(power: !chance(4))
        round = nil
        for index in clients.indices { clients[index].disconnect() }
        operators.disconnect()
        let monotonic = Int64.random(in: 0...100_000, using: &world.random)
        world.clock.reboot(after: 1_000, monotonic: monotonic)
        while true {
            if chance(3) {
                var faults = SimulatedFaults()
                faults.crashAt = Int.random(in: 1...30, using: &world.random)
                world.disk.setFaults(faults)
            }
            do throws(EngineStartError) {
                try world.open()
                world.settle()
                if !world.disk.isDead {
                    world.disk.setFaults(SimulatedFaults())
                    watch()
                    return
                }
            } catch {
                guard world.disk.isDead else {
                    Issue.record("seed \(seed): it does not start: \(error)")
                    return
                }
            }
            world.crash()
        }
    }

    /// Holds what the node has against what it said.
    private func check() throws {
        for show in ["sh1", "sh2"] {
            let picture = try world.picture(show)
            for mirror in mirrors {
                #expect(mirror.picture(show) == picture, "seed \(seed): a screen is wrong")
            }
            let events = try world.history(show, page: 50).map(\.event)
            let state = try world.state(show)
            checkPast(show, events)
            checkAnswers(show, events)
            var again = ShowState()
            for event in events { again.apply(event) }
            #expect(again == state, "seed \(seed): the state is not what the log makes of it")
            state.checkInvariants()
            if state.terms != nil {
                #expect(world.entry(show).vitals.free == state.counts.free, "seed \(seed)")
            }
        }
    }

    private func checkPast(_ show: String, _ events: [Event]) {
        #expect(
            events.map(\.version.rawValue) == (0..<events.count).map { UInt64($0 + 1) },
            "seed \(seed): versions have a gap"
        )
        #expect(
            zip(events, events.dropFirst()).allSatisfy { $0.time.now <= $1.time.now },
            "seed \(seed): time goes back"
        )
        let past = pasts[show] ?? []
        #expect(past == Array(events.prefix(past.count)), "seed \(seed): the past has changed")
        pasts[show] = events
    }

    private func checkAnswers(_ show: String, _ events: [Event]) {
        var byMark: [IdempotencyMark: ShowVersion] = [:]
        for event in events {
            guard let mark = event.mark else { continue }
            #expect(byMark[mark] == nil, "seed \(seed): something was done twice")
            byMark[mark] = event.version
        }
        for client in clients {
            for (attempt, answer) in client.acknowledged where attempt.show == show {
                let version = byMark[attempt.mark]
                if version == nil, answer.mayBeRepeated { continue }
                #expect(version != nil, "seed \(seed): an acknowledged \(attempt) is lost")
                if answer.kind != "changed", let said = answer.version {
                    #expect(version == said, "seed \(seed): \(attempt) has another version")
                }
            }
            for attempt in client.refused where attempt.show == show {
                #expect(byMark[attempt.mark] == nil, "seed \(seed): \(attempt) was refused")
            }
        }
    }

    private func chance(_ oneIn: Int) -> Bool {
        Int.random(in: 0..<oneIn, using: &world.random) == 0
    }
}

/// Changes prices and layouts of the simulated cinema.
struct SimulatedOperator {
    /// Rows A and B are in all of them.
    static let layouts = [
        [("A", 10), ("B", 10)], [("B", 10), ("A", 10)], [("A", 10), ("X", 3), ("B", 10)],
    ]

    private var pending: (change: CatalogChange, mark: IdempotencyMark)?
    private var promise: Promise<CatalogReply>?
    private var done: [(change: CatalogChange, mark: IdempotencyMark, answer: CatalogAnswer)] = []
    private var count = 0

    mutating func disconnect() { promise = nil }

    mutating func act(in world: EngineWorld) {
        guard promise == nil else { return }
        if pending == nil {
            count += 1
            let json =
                Bool.random(using: &world.random)
                ? Cinema.priceChange(Int.random(in: 1...2, using: &world.random), 100 + count)
                : Cinema.layoutChange(Self.layouts[count % 3])
            guard let change = try? world.parse(json) else { return }
            pending = (change, .number(count))
        }
        guard let (change, mark) = pending else { return }
        promise = world.begin { await $0.change(change, mark: mark) }
    }

    mutating func listen(_ seed: UInt64) {
        guard let (change, mark) = pending, let result = promise?.result else { return }
        promise = nil
        guard case .success(let reply) = result else { return }
        switch reply {
        case .done(let answer, _):
            pending = nil
            done.append((change, mark, answer))
        case .unavailable: break
        default:
            Issue.record("seed \(seed): the catalogue says \(reply)")
            pending = nil
        }
    }

    /// Every change that was acknowledged is there, and its repeat gets the same answer.
    func check(_ world: EngineWorld, _ seed: UInt64) throws {
        for (change, mark, answer) in done {
            #expect(world.engine.catalog().revision >= answer.revision, "seed \(seed)")
            let reply = try world.wait { await $0.change(change, mark: mark) }
            #expect(reply.isReplay, "seed \(seed): an acknowledged change is lost")
            #expect(reply.answer == answer, "seed \(seed)")
        }
    }
}
