import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A server that keeps to the contract in the simplest way, or breaks it in a way that is asked
/// for; under `/shows` and `/holds` a peer that does the same with its own.
///
/// It exists to prove that the checker sees faults, and to try the driver on. One loop; the model
/// and the list of live ones are touched on that loop only, which is what makes `@unchecked
/// Sendable` true.
public final class FakeServer: @unchecked Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private var model: FakeModel
    private var peer: FakePeer
    private var live: [String: [any Channel]] = [:]
    private var channel: (any Channel)?

    /// A fake with `faults`; with `journal` it outlives a kill.
    public init(faults: Set<Fault> = [], journal: String? = nil) throws {
        model = FakeModel(faults: faults)
        peer = FakePeer(faults: faults)
        guard let journal else { return }
        try model.recover(from: journal)
        try peer.recover(from: journal + ".peer")
    }

    /// Listens on 127.0.0.1 and gives the port.
    public func start(port: Int = 0) throws -> Int {
        let bound = try ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture { try self.configure(child) }
            }
            .bind(host: "127.0.0.1", port: port).wait()
        channel = bound
        group.next().scheduleRepeatedTask(initialDelay: .milliseconds(20), delay: .milliseconds(20))
        {
            _ in self.tick()
        }
        return bound.localAddress?.port ?? port
    }

    /// Answers nobody for `seconds`, from `after` seconds on.
    public func stall(after: Double, seconds: Double) {
        group.next().scheduleTask(in: .nanoseconds(Int64(after * 1e9))) {
            Thread.sleep(forTimeInterval: seconds)
        }
    }

    /// Waits till it is stopped.
    public func wait() throws { try channel?.closeFuture.wait() }

    /// Stops listening and closes everything.
    public func stop() throws {
        try channel?.close().wait()
        try group.syncShutdownGracefully()
    }

    private func configure(_ child: any Channel) throws {
        let handler = FakeHandler(server: self)
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in
                channel.eventLoop.makeSucceededFuture(["Sec-WebSocket-Protocol": "seatgrid.v1.json"]
                )
            },
            upgradePipelineHandler: { channel, head in
                let show = head.uri.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        LiveHandler(server: self, show: show)
                    )
                }
            }
        )
        let bound = NIOLoopBound(handler, eventLoop: child.eventLoop)
        try child.pipeline.syncOperations.configureHTTPServerPipeline(
            withServerUpgrade: (
                upgraders: [upgrader],
                completionHandler: { context in
                    context.pipeline.syncOperations.removeHandler(bound.value, promise: nil)
                }
            )
        )
        try child.pipeline.syncOperations.addHandler(handler)
    }

    func join(_ channel: any Channel, show: String) -> String? {
        send(show)
        guard let snapshot = model.snapshot(show) else { return nil }
        live[show, default: []].append(channel)
        return snapshot
    }

    func leave(_ channel: any Channel, show: String) {
        live[show]?.removeAll { $0 === channel }
    }

    private func tick() {
        for show in live.keys {
            model.sweep(show, FakeModel.now())
            send(show)
        }
    }

    private func send(_ show: String) {
        guard let delta = model.delta(show) else { return }
        for channel in live[show] ?? [] where channel.isWritable {
            let frame = WebSocketFrame(
                fin: true,
                opcode: .text,
                data: channel.allocator.buffer(string: delta)
            )
            channel.writeAndFlush(frame, promise: nil)
        }
    }

    func answer(_ head: HTTPRequestHead, _ body: Data) -> FakeModel.Answer {
        let parts = head.uri.split(separator: "?", maxSplits: 1)
        let path = parts[0].split(separator: "/")
        let query = parts.count > 1 ? parts[1] : ""
        if head.uri == "/readyz" { return FakeModel.Answer(status: 200, body: "{}") }
        if path.first == "shows" || path.first == "holds" {
            return peer.answer(head.method.rawValue, path, body)
        }
        guard path.count >= 2, path[0] == "v1" else { return FakeModel.problem(404, "not_found") }
        switch (path[1], path.count) {
        case ("cities", _), ("movies", _): return FakeModel.Answer(status: 200, body: "{}")
        case ("admin", 3): return model.importCatalogue(body)
        case ("admin", 5):
            return model.log(
                String(path[3]),
                after: number("after", query),
                limit: Int(number("limit", query))
            )
        case ("layouts", 3): return model.layout(String(path[2]))
        case ("shows", 3):
            guard let show = model.shows[String(path[2])] else {
                return FakeModel.problem(404, "not_found")
            }
            return FakeModel.Answer(
                status: 200,
                body: #"{"id":"\#(show.id)","layout":"\#(show.layout)"}"#
            )
        default: break
        }
        if path.count == 4, path[3] == "seats" {
            return model.seats(String(path[2]), known: head.headers.first(name: "If-None-Match"))
        }
        guard path.count >= 4, path[3] == "holds" else {
            return FakeModel.problem(404, "not_found")
        }
        return model.write(
            head.method.rawValue,
            String(path[2]),
            Array(path.dropFirst(4)),
            body,
            key: head.headers.first(name: "Idempotency-Key")
        )
    }

    private func number(_ name: String, _ query: Substring) -> UInt64 {
        query.split(separator: "&").compactMap { pair -> UInt64? in
            pair.hasPrefix(name + "=") ? UInt64(pair.dropFirst(name.count + 1)) : nil
        }.first ?? 0
    }
}

extension FakeModel {
    /// Plays the journal at `path` and goes on writing it.
    mutating func recover(from path: String) throws {
        // The catalogue has no journal here: it is imported again, into `shows` that wait for it.
        let catalogue = path + ".catalogue"
        if let bytes = FileManager.default.contents(atPath: catalogue) {
            _ = importCatalogue(bytes)
        }
        let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(separator: 10)
        let kept = faults.contains(.loseTail) ? lines.dropLast(3) : lines[...]
        for line in kept {
            guard var event = try? JSONDecoder().decode(FakeEvent.self, from: line) else { break }
            if faults.contains(.forgetKeys) { event.key = nil }
            shows[event.show]?.apply(event)
        }
        _ = FileManager.default.createFile(
            atPath: path,
            contents: Data(kept.joined(separator: Data("\n".utf8)) + (kept.isEmpty ? [] : [10]))
        )
        journal = FileHandle(forWritingAtPath: path)
        try journal?.seekToEnd()
        cataloguePath = catalogue
    }
}
