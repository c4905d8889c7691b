import Foundation
import SimulationKit
import Synchronization
import Testing
import WAL

@testable import SeatGrid

/// The engine as in the server: loops on threads, the log with its own, a real disk. For the thread
/// sanitizer above all.
@Suite struct ThreadTests {
    @Test func `many clients on two loops with checkpoints and imports meanwhile`() async throws {
        let directory = NSTemporaryDirectory() + "seatgrid-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let threads = (1...3).map { ThreadLoop("thread \($0)") }
        defer { for thread in threads { thread.stop() } }
        let engine = try start(directory, threads)
        let first = try CatalogImport.parse(Array(Cinema.json().utf8), against: engine.catalog())
        #expect(await engine.change(first, mark: nil).answer != nil)
        let hub = CountingHub()
        let entry = try #require(engine.entry(for: ShowID("sh1")))
        for loop in engine.loops {
            loop.scheduler.execute {
                loop.attach(hub)
                loop.subscribe(entry)
            }
        }
        let held = await traffic(engine)
        #expect(held > 100)
        await engine.drain()
        let states = try await check(engine)
        #expect(hub.count.withLock { $0 } > 100)
        engine.close()
        let again = try start(directory, threads)
        #expect(try await check(again) == states)
        again.close()
    }

    private func start(_ directory: String, _ threads: [ThreadLoop]) throws -> Engine {
        var options = EngineOptions(
            directory: directory,
            schedulers: Array(threads.prefix(2)),
            clock: HandClock(seed: 1),
            workers: threads[2],
            onFailure: { fatalError("\($0)") }
        )
        options.segmentBytes = 1 << 20
        return try Engine.start(options)
    }

    /// Holds that were acknowledged.
    private func traffic(_ engine: Engine) async -> Int {
        await withTaskGroup(of: Int.self) { group in
            for client in 1...6 {
                group.addTask { await self.buy(engine, client) }
            }
            group.addTask {
                for price in 1...5 {
                    let json = Array(Cinema.priceChange(1, price).utf8)
                    let change = try? CatalogImport.parse(json, against: engine.catalog())
                    if let change { _ = await engine.change(change, mark: nil) }
                    _ = try? await engine.checkpointer.run()
                    _ = try? await engine.history(
                        of: ShowID("sh1"),
                        after: .zero,
                        limit: 10,
                        seat: nil
                    )
                    _ = await engine.counters()
                }
                return 0
            }
            var sum = 0
            for await count in group { sum += count }
            return sum
        }
    }

    private func buy(_ engine: Engine, _ client: Int) async -> Int {
        var held = 0
        for number in 1...60 {
            let show = ShowID("sh\(1 + number % 3)")
            guard let plan = engine.entry(for: show)?.plan else { continue }
            let id = HoldID.number(client * 1_000 + number)
            let seat = SeatIndex((number * 7 + client) % plan.seatCount)
            let wish = HoldRequest(id: id, selection: .seats([seat]))
            let mark = IdempotencyMark.number(client * 1_000 + number)
            let reply = await engine.ask(
                ShowRequest(
                    kind: .command(.hold(wish), plan: plan),
                    mark: mark,
                    caller: .anonymous
                ),
                of: show
            )
            guard reply.view != nil else { continue }
            held += 1
            _ = await engine.ask(
                ShowRequest(
                    kind: .command(.release(id), plan: plan),
                    mark: nil,
                    caller: .anonymous
                ),
                of: show
            )
        }
        return held
    }

    /// The shows' maps; each state is what its log makes of it.
    private func check(_ engine: Engine) async throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        for show in ["sh1", "sh2", "sh3"].map({ ShowID($0) }) {
            let request = ShowRequest(kind: .read(.seats), mark: nil, caller: .anonymous)
            guard case .seats(let map) = await engine.ask(request, of: show) else {
                Issue.record("no map")
                continue
            }
            var state = ShowState()
            let page = try #require(
                try await engine.history(of: show, after: .zero, limit: 10_000, seat: nil)
            )
            for event in page.events { state.apply(event.event) }
            state.checkInvariants()
            #expect(state.version == map.version)
            #expect(state.packedStates() == map.states)
            all.append(map.states)
        }
        return all
    }
}

/// Counts news of several loops.
private final class CountingHub: LiveSink, Sendable {
    let count = Mutex(0)

    func snapshot(_ map: SeatMap, phase: ShowPhase) { count.withLock { $0 += 1 } }
    func changed(
        _ show: ShowID,
        first: ShowVersion,
        last: ShowVersion,
        changes: [SeatChange],
        phase: ShowPhase?
    ) { count.withLock { $0 += 1 } }
    func gone(_ show: ShowID) {}
}
