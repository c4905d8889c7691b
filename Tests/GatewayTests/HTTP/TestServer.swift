import Foundation
import Logging
import NIOCore
import NIOPosix
import SeatGrid
import SimulationKit
import Synchronization
import Testing

@testable import Gateway

/// The machine's clocks, for servers under test.
struct TestClock: EngineClock {
    func monotonic() -> Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }
    func wall() -> WallTime {
        WallTime(rawValue: Int64(Foundation.Date().timeIntervalSince1970 * 1_000))
    }
    func randomBits() -> Bits128 {
        Bits128(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }
}

struct TestWorkers: BlockingWorkers {
    func run(_ job: @escaping @Sendable () -> Void) { Thread.detachNewThread(job) }
}

/// A whole gateway over a real engine in a directory of its own, on a free port.
final class TestServer: Sendable {
    static let operatorKey = "operator-key"
    static let bookKey = "book-key"
    static let holdKey = "hold-key"
    static let doorKey = "door-key"

    let engine: Engine
    let server: GatewayServer
    let port: Int
    /// nil unless it was started with a payment provider.
    let checkout: CheckoutService?
    private let watch: Task<Void, Never>?
    private let group: MultiThreadedEventLoopGroup
    private let directory: String

    /// Starts it with shows of 30 seats: `s1` is on sale, `strict1` so that no seat is stranded,
    /// `closed1` is over, `later1` not on sale yet.
    static func start(
        loops: Int = 2,
        live: (any LiveRoute)? = nil,
        disk: SimulatedDisk? = nil,
        payment: (any PaymentProvider)? = nil,
        notices: SpoolFeed? = nil,
        policy: LatePolicy = LatePolicy(),
        logger: Logger = quiet,
        _ change: (inout GatewayConfiguration) -> Void = { _ in }
    ) async throws -> TestServer {
        let directory = NSTemporaryDirectory() + "seatgrid-http-\(UUID().uuidString)"
        let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
        let schedulers = group.makeIterator().map { NIOScheduler($0) }
        var options = EngineOptions(
            directory: directory,
            schedulers: schedulers,
            clock: TestClock(),
            workers: TestWorkers(),
            onFailure: { Issue.record("\($0)") }
        )
        if let disk {
            options.disk = disk
            options.segmentBytes = 32 << 10
        }
        let engine = try Engine.start(options)
        var configuration = GatewayConfiguration(clock: TestClock(), logger: logger)
        configuration.writesPerSecond = nil
        configuration.limits.tickMilliseconds = 50
        configuration.keys.replace(with: [
            line("root", [.operate], operatorKey), line("box", [.book], bookKey),
            line("app", [.hold], holdKey),
            line("gate", [.door], doorKey),
        ])
        change(&configuration)
        let checkout = payment.map {
            CheckoutService(
                engine: engine,
                provider: $0,
                policy: policy,
                pollEvery: .seconds(1),
                logger: logger
            )
        }
        let server = GatewayServer.make(
            engine: engine,
            group: group,
            configuration: configuration,
            live: live,
            checkout: checkout,
            sandbox: payment as? SandboxProvider,
            tickets: checkout == nil ? nil : TestShop.tickets,
            notices: notices
        )
        let address = try await server.listen(host: "127.0.0.1", port: 0, surface: .all)
        let test = TestServer(
            engine: engine,
            server: server,
            port: address.port ?? 0,
            checkout: checkout,
            group: group,
            directory: directory
        )
        let reply = await TestClient(port: test.port).send(
            "POST",
            "/v1/admin/import",
            body: catalogue,
            key: operatorKey
        )
        #expect(reply.status == 200, "\(reply.text)")
        return test
    }

    private init(
        engine: Engine,
        server: GatewayServer,
        port: Int,
        checkout: CheckoutService?,
        group: MultiThreadedEventLoopGroup,
        directory: String
    ) {
        self.engine = engine
        self.server = server
        self.port = port
        self.checkout = checkout
        watch = checkout.map { checkout in Task { await checkout.watch() } }
        self.group = group
        self.directory = directory
    }

    func stop() async {
        watch?.cancel()
        await watch?.value
        await engine.drain()
        await server.drain(milliseconds: 500)
        let engine = engine
        await onThread { engine.close() }
        try? await group.shutdownGracefully()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Says only what is worth a failed test.
    static var quiet: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    private static func line(_ name: String, _ rights: Rights, _ key: String) -> KeyLine {
        KeyLine(name: name, rights: rights, digest: KeyFile.digest(ofKey: key))
    }

    /// A hall of rows of ten seats.
    static func layout(rows: [String]) -> String {
        let rows = rows.map { row in
            let seats = (1...10).map { #"{"number":"\#($0)","x":\#($0),"y":1,"category":"gold"}"# }
            return #"{"name":"\#(row)","seats":[\#(seats.joined(separator: ","))]}"#
        }
        return #"""
            {"key":"hall","name":"Hall","focal_point":{"x":5,"y":0},
            "categories":[{"key":"gold","name":"Gold","color":"#d4a017"}],
            "sections":[{"name":"Main","rows":[\#(rows.joined(separator: ","))]}]}
            """#
    }

    static var catalogue: String {
        func show(_ id: String, _ starts: String, _ rules: String) -> String {
            #"{"id":"\#(id)","movie":"m1","screen":"v1-s1","starts_at":"\#(starts)","#
                + #""language":"hi","format":"2D","currency":"INR","prices":{"gold":25000}\#(rules)}"#
        }
        return #"""
            {"cities":[{"id":"mumbai","name":"Mumbai","region":"MH","timezone":"Asia/Kolkata"}],
            "movies":[{"id":"m1","title":"Sholay","languages":["hi"],"formats":["2D"],
            "certificate":"UA","duration_min":204,"genres":["drama"],"synopsis":"Two men."}],
            "layouts":[\#(layout(rows: ["A", "B", "C"]))],
            "venues":[{"id":"v1","name":"Regal","city":"mumbai","address":"Colaba","amenities":[],
            "screens":[{"id":"v1-s1","name":"Screen 1","layout":"hall"}]}],
            "shows":[\#(show("s1", "2099-12-01T13:30:00Z", "")),
            \#(show("strict1", "2099-12-01T13:30:00Z", #","rules":{"orphans":"strict"}"#)),
            \#(show("later1", "2099-12-01T13:30:00Z", #","sale_opens_at":"2099-11-01T00:00:00Z""#)),
            \#(show("closed1", "2020-12-01T13:30:00Z", ""))]}
            """#
    }
}

/// Runs what blocks on a thread of its own: the pool has few, and the server needs them.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}
