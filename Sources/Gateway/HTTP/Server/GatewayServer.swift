package import NIOCore
import NIOHTTP1
import NIOPosix
import SeatGrid
import Synchronization

/// The listening sockets and the loops behind them.
///
/// One acceptor hands its connections to the loops in turn; a connection stays on its loop.
package final class GatewayServer: Sendable {
    private let group: any EventLoopGroup
    let loops: [GatewayLoop]
    private let shared: GatewayShared
    private let listeners = Mutex<[any Channel]>([])

    /// `ports[i]` is the engine on the group's `i`-th loop.
    init(
        group: any EventLoopGroup,
        ports: [any ShowPort],
        shared: GatewayShared
    ) {
        let eventLoops = Array(group.makeIterator())
        precondition(eventLoops.count == ports.count, "a loop without an engine, or the reverse")
        self.group = group
        self.shared = shared
        loops = zip(eventLoops, ports).map {
            GatewayLoop(eventLoop: $0, port: $1, shared: shared)
        }
        for loop in loops { loop.eventLoop.execute { loop.start() } }
    }

    /// Begins to accept on `host:port` (port 0: any free one); returns the bound address.
    package func listen(host: String, port: Int, surface: Surface) async throws -> SocketAddress {
        let acceptor = Acceptor(loops: loops, shared: shared, surface: surface)
        let channel = try await ServerBootstrap(group: loops[0].eventLoop, childGroup: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in acceptor.initialize(channel) }
            .bind(host: host, port: port).get()
        listeners.withLock { $0.append(channel) }
        guard let address = channel.localAddress else { throw ChannelError.unknownLocalAddress }
        return address
    }

    /// Stops accepting, ends idle connections, lets busy ones get their answers, and cuts off
    /// those that take longer than `milliseconds`. Live connections are the live route's business.
    package func drain(milliseconds: Int64) async {
        for channel in listeners.withLock({ $0 }) { try? await channel.close() }
        for loop in loops { loop.eventLoop.execute { loop.beginDraining() } }
        let end = NIODeadline.now() + .milliseconds(milliseconds)
        while await connections() > 0, NIODeadline.now() < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
        for loop in loops {
            loop.eventLoop.execute {
                loop.closeAll()
                loop.stop()
            }
        }
    }

    /// HTTP connections now.
    package func connections() async -> Int {
        var count = 0
        for loop in loops {
            count += (try? await loop.eventLoop.submit { loop.connections }.get()) ?? 0
        }
        return count
    }
}

/// Builds the pipeline of a new connection, on its loop.
private struct Acceptor: Sendable {
    let loops: [GatewayLoop]
    let shared: GatewayShared
    let surface: Surface

    func initialize(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop }) else {
                throw ChannelError.operationUnsupported
            }
            let address = channel.remoteAddress?.ipAddress ?? "unknown"
            let isProxy = shared.trustedProxies.contains(address)
            let peer = NetworkAddress.block(of: address)
            guard !loop.isDraining, shared.admission.enter(peer, isExempt: isProxy) else {
                loop.metrics.refusedConnections += 1
                throw ChannelError.operationUnsupported
            }
            loop.metrics.accepted += 1
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = shared.limits.headerBytes
            limits.maxHeaderListSize = shared.limits.headerBytes
            limits.maxHeaderFieldCount = shared.limits.headerCount
            let decoder = ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: .forwardBytes,
                    limitConfiguration: limits
                ),
                maximumBufferSize: shared.limits.headBytes
            )
            let lane = HotLane(
                loop: loop,
                surface: surface,
                peer: peer,
                trustsForwarding: isProxy
            )
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(NarrowLane(lane: lane))
            try pipeline.addHandler(decoder)
            try pipeline.addHandler(lane)
        }
    }
}
