import Foundation
import NIOCore
import NIOEmbedded

@testable import Gateway
@testable import SeatGrid

/// A socket that keeps what was written to it.
final class FakeSocket: LiveTransport {
    var isWritable = true
    var written: [ByteBuffer] = []
    var closed: WebSocketCloseCode?
    var pings = 0
    var isAborted = false

    func write(_ frames: ByteBuffer) { if closed == nil { written.append(frames) } }
    func ping() { pings += 1 }
    func close(_ code: WebSocketCloseCode, _ reason: String) { if closed == nil { closed = code } }
    func abort() { isAborted = true }

    /// The JSON messages written since the last look.
    func take() -> [Told] {
        defer { written = [] }
        return written.flatMap(Self.messages)
    }

    static func messages(in bytes: ByteBuffer) -> [Told] {
        var rest = bytes
        var found: [Told] = []
        while let head = rest.readInteger(as: UInt8.self),
            let size = rest.readInteger(as: UInt8.self)
        {
            var count = Int(size)
            if count == 126 { count = Int(rest.readInteger(as: UInt16.self) ?? 0) }
            let payload = rest.readBytes(length: count) ?? []
            if head == 0x81 { found.append(Told.read(payload)) }
        }
        return found
    }
}

/// A server's JSON message as a client reads it.
struct Told: Decodable, Equatable {
    var t: String
    var seq: UInt64?
    var states: String?
    var f: UInt64?
    var n: UInt64?
    var c: [[Int]]?
    var state: String?
    var reason: String?
    var retry_after_ms: Int?
    var heartbeat_ms: Int?

    /// What is no message is told as one of kind `?`, which no test expects.
    static func read(_ bytes: [UInt8]) -> Told {
        (try? JSONDecoder().decode(Told.self, from: Data(bytes))) ?? Told(t: "?")
    }
}

/// A client that follows the contract to the letter.
struct Follower {
    var version: UInt64?
    var states: [UInt8] = []
    var gaps = 0
    var snapshots = 0

    mutating func hear(_ messages: [Told]) {
        for message in messages {
            switch message.t {
            case "snap":
                snapshots += 1
                version = message.seq
                states = [UInt8](Data(base64Encoded: message.states ?? "") ?? Data())
            case "d":
                guard message.f == (version ?? 0) + 1 else {
                    gaps += 1
                    continue
                }
                version = message.n
                for change in message.c ?? [] {
                    let shift = UInt8(change[0] % 4 * 2)
                    states[change[0] / 4] &= ~(3 << shift)
                    states[change[0] / 4] |= UInt8(change[1]) << shift
                }
            default: break
            }
        }
    }
}

/// Counts subscriptions; its shows are told by the test.
final class FakeSource: LiveSource {
    var subscribed: [String] = []
    var subscriptions = 0

    func subscribe(_ show: ShowEntry) {
        subscriptions += 1
        subscribed.append(show.id.rawValue)
    }
    func unsubscribe(_ show: ShowEntry) { subscribed.removeAll { $0 == show.id.rawValue } }
}

/// A hub with one show of which the test is the engine.
final class HubWorld {
    let loop = EmbeddedEventLoop()
    let source = FakeSource()
    let hub: LiveHub
    let entry: ShowEntry
    var version: UInt64 = 100
    var states: [UInt8]
    var phase = ShowPhase.onSale

    init(seats: Int = 40, limits: LiveLimits = LiveLimits()) {
        hub = LiveHub(loop: loop, source: source, limits: limits)
        entry = Self.entry("s1", seats: seats)
        states = [UInt8](repeating: 0, count: (seats + 3) / 4)
        // A loop's time begins at 0 here, where a hub would think it had just sent something.
        pass(1_000)
    }

    static func entry(_ id: String, seats: Int) -> ShowEntry {
        let row = PlanRow(
            section: 0,
            name: "A",
            seats: (0..<seats).map { PlanSeat(label: "A-\($0)", category: 0, x: Double($0), y: 0) }
        )
        let plan = SeatPlan(
            rows: [row],
            categories: ["gold"],
            sections: ["Main"],
            focalX: 0,
            focalY: 0
        )
        return ShowEntry(
            id: ShowID(id),
            shard: 0,
            home: 0,
            plan: plan,
            layout: "lay",
            revision: 1,
            vitals: ShowVitals(free: seats)
        )
    }

    func load() {
        hub.load(entry.id, version: ShowVersion(rawValue: version), states: states, phase: phase)
    }

    func viewer(
        _ wish: LiveViewer.Wish? = .snapshot,
        encoding: LiveEncoding = .json
    ) -> (LiveViewer, FakeSocket) {
        let viewer = LiveViewer(
            topic: hub.topic(for: entry),
            hub: hub,
            encoding: encoding,
            wish: wish
        )
        let socket = FakeSocket()
        viewer.attach(socket)
        return (viewer, socket)
    }

    /// One event of the show.
    func change(_ changes: [(Int, SeatStatus)], phase: ShowPhase? = nil) {
        version += 1
        for (seat, status) in changes {
            let shift = UInt8(seat % 4 * 2)
            states[seat / 4] = states[seat / 4] & ~(3 << shift) | status.rawValue << shift
        }
        let at = ShowVersion(rawValue: version)
        hub.changed(
            entry.id,
            first: at,
            last: at,
            changes: changes.map { SeatChange(seat: SeatIndex($0.0), status: $0.1) },
            phase: phase
        )
    }

    func pass(_ milliseconds: Int64) { loop.advanceTime(by: .milliseconds(milliseconds)) }
}

/// A generator that prints its seed with every failure through the test's arguments.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
