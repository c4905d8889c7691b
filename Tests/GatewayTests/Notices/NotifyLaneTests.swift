import Foundation
import Logging
import SeatGrid
import Synchronization
import Testing

@testable import Gateway

@Suite struct NotifyLaneTests {
    private let root = FileManager.default.temporaryDirectory.path + "/lane-\(UUID().uuidString)"
    private let now: @Sendable () -> WallTime = { WallTime(rawValue: 1_795_000_000_000) }

    /// A provider that asks to be left alone.
    private struct Busy: NoticeSender {
        func send(_ notice: Notice) async -> SendOutcome {
            .deferred("429", retryAfter: 3_600_000, blame: .provider)
        }
    }

    /// A provider whose answer takes a while, and who notices whether he was waited for.
    private final class Slow: NoticeSender, Sendable {
        let hasBegun = Mutex(false)
        func send(_ notice: Notice) async -> SendOutcome {
            hasBegun.withLock { $0 = true }
            await Task { try? await Task.sleep(for: .milliseconds(200)) }.value
            return .sent
        }
    }

    private func notice(_ seq: UInt64, _ booking: BookingID) -> Notice {
        Notice(
            name: NoticeName(
                show: ShowID("s"),
                seq: ShowVersion(rawValue: seq),
                channel: .sms
            ),
            kind: .bookingConfirmed,
            recipient: "+919812345678",
            data: JSONObject([JSONObject.Member(name: "booking", value: .string(booking.text))]),
            createdAt: now()
        )
    }

    private func lane(_ desk: SpoolDesk) -> NotifyLane {
        NotifyLane(
            .sms,
            desk,
            NotifyConfiguration(),
            NotifyMetrics(),
            Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            NotifySurroundings(now: now)
        )
    }

    private func until(_ what: () async throws -> Bool) async throws {
        for _ in 0..<1_000 {
            if try await what() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("waited in vain")
    }

    @Test func `what waits for a provider in memory is let go of when its person is erased`()
        async throws
    {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let feed = SpoolFeed(root: root, clock: now)
        let (asha, raj) = (
            BookingID(Bits128(high: 1, low: 1)), BookingID(Bits128(high: 1, low: 2))
        )
        try await feed.put((1...6).map { notice($0, $0 % 2 == 0 ? asha : raj) })
        let desk = try SpoolDesk(root: root, clock: now)
        let lane = lane(desk)
        let work = Task { await lane.run(Busy()) }
        // The first was tried, the breaker opened, and the others wait in memory.
        let retry = Spool(root: root, disk: RealSpoolDisk())
        try await until {
            var count = 0
            try retry.forEach(in: .retry) { _ in count += 1 }
            return count == 1
        }
        let erasure = try await feed.forget(ShowID("s"), asha)
        #expect(erasure.erased == 0 && erasure.beingSent == 3)
        await lane.letGo(of: try await desk.forgotten())
        let rest = try await feed.forget(ShowID("s"), asha)
        #expect(rest.erased == 0 && rest.beingSent == 0)
        #expect(try await feed.forget(ShowID("s"), raj).beingSent == 2)
        work.cancel()
        await work.value
        await desk.stop()
        await feed.stop()
    }

    @Test func `what was being sent when its task was cancelled is written down`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let feed = SpoolFeed(root: root, clock: now)
        let one = notice(1, BookingID(Bits128(high: 1, low: 1)))
        try await feed.put([one])
        let desk = try SpoolDesk(root: root, clock: now)
        let (lane, sender) = (lane(desk), Slow())
        let work = Task { await lane.run(sender) }
        try await until { sender.hasBegun.withLock { $0 } }
        work.cancel()
        await work.value
        let stop = Task {
            while !Task.isCancelled { await Task.yield() }
            await desk.stop()
        }
        stop.cancel()
        await stop.value
        let spool = Spool(root: root, disk: RealSpoolDisk())
        #expect(try spool.done(one.name)?.reason == .sent)
        #expect(try spool.find(one.name) == nil)
        await feed.stop()
    }

    @Test func `the last call cuts off what is on its way and what comes after it`() {
        let call = LastCall()
        let cut = Mutex<[Int]>([])
        let first = call.enter { cut.withLock { $0.append(1) } }
        _ = call.enter { cut.withLock { $0.append(2) } }
        call.leave(first)
        call.end()
        call.end()
        _ = call.enter { cut.withLock { $0.append(3) } }
        #expect(cut.withLock { $0 } == [2, 3])
    }
}
