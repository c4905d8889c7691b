import NIOCore
import NIOHTTP1
import SeatGrid

/// The door to the hubs: makes a viewer of a connection that asked for `/live`, or says why not.
package final class LiveGate: LiveRoute {
    private let hubs: [LiveHub]
    private let limits: LiveLimits
    private let census: LiveCensus

    /// `hubs` in the order of the engine's loops.
    package init(hubs: [LiveHub], limits: LiveLimits = LiveLimits()) {
        self.hubs = hubs
        self.limits = limits
        census = LiveCensus(limits: limits)
    }

    /// How many watch on this node now; from any thread.
    package var viewerCount: Int { census.total }

    /// Makes the connection a viewer's, or says in HTTP why not.
    package func upgrade(_ request: LiveRequest, handover: LiveHandover) {
        let hub = hubs[request.loop]
        guard !hub.isDraining else {
            return handover.refuse(Problem(.unavailable, "This node is stopping; connect again."))
        }
        if WebSocketHandshake.isWanted(by: request.head) {
            do throws(Problem) {
                let handshake = try WebSocketHandshake(request.head)
                guard let entry = request.entry else {
                    return turnAway(handshake, request, hub, handover)
                }
                openSocket(handshake, entry, request, hub, handover)
            } catch {
                handover.refuse(error)
            }
        } else if let entry = request.entry, EventStreamRequest.isWanted(by: request.head) {
            openStream(EventStreamRequest(request.head), entry, request, hub, handover)
        } else {
            handover.refuse(
                WebSocketHandshake.upgradeRequired(
                    "Ask for a WebSocket, or for `text/event-stream`."
                )
            )
        }
    }

    // MARK: WebSocket

    private func openSocket(
        _ handshake: WebSocketHandshake,
        _ entry: ShowEntry,
        _ request: LiveRequest,
        _ hub: LiveHub,
        _ handover: LiveHandover
    ) {
        let ticket = census.enter(request.address)
        let viewer = makeViewer(
            entry,
            hub,
            handshake.encoding,
            wish: nil,
            ticket: ticket
        )
        let isRefused = ticket == nil
        let handler = WebSocketHandler(
            session: viewer,
            encoder: hub.encoder,
            messageLimit: limits.messageBytes,
            allowsCompression: handshake.compression != nil,
            closeGraceMilliseconds: limits.closeGraceMilliseconds
        )
        handover.take { pipeline in
            try prepare(handover.channel)
            handover.channel.writeAndFlush(
                handshake.response(requestID: request.requestID),
                promise: nil
            )
            try pipeline.addHandler(handler)
            viewer.attach(handler)
            // A browser sees a close code but no HTTP status, so this one is told by WebSocket.
            if isRefused {
                viewer.end(
                    .tooMany,
                    "too many viewers",
                    retryAfterMilliseconds: hub.jitter()
                )
            }
        }
    }

    /// Tells a WebSocket that there is no such show.
    private func turnAway(
        _ handshake: WebSocketHandshake,
        _ request: LiveRequest,
        _ hub: LiveHub,
        _ handover: LiveHandover
    ) {
        let handler = WebSocketHandler(
            session: Stranger(),
            encoder: hub.encoder,
            messageLimit: limits.messageBytes,
            allowsCompression: handshake.compression != nil,
            closeGraceMilliseconds: limits.closeGraceMilliseconds
        )
        let reason = "no such show"
        let bye = LiveMessage.bye(reason, retryAfterMilliseconds: nil)
        handover.take { pipeline in
            handover.channel.writeAndFlush(
                handshake.response(requestID: request.requestID),
                promise: nil
            )
            try pipeline.addHandler(handler)
            handler.write(hub.encoder.encode([bye], as: handshake.encoding))
            handler.close(.noSuchShow, reason)
        }
    }

    // MARK: Server-sent events

    private func openStream(
        _ stream: EventStreamRequest,
        _ entry: ShowEntry,
        _ request: LiveRequest,
        _ hub: LiveHub,
        _ handover: LiveHandover
    ) {
        guard let ticket = census.enter(request.address) else {
            return handover.refuse(
                Problem(.rateLimited, "Too many viewers; come back in a while.")
            )
        }
        let viewer = makeViewer(
            entry,
            hub,
            .eventStream,
            wish: stream.wish,
            ticket: ticket
        )
        let handler = EventStreamHandler(
            viewer: viewer,
            closeGraceMilliseconds: limits.closeGraceMilliseconds
        )
        handover.take { pipeline in
            try prepare(handover.channel)
            handover.channel.writeAndFlush(
                EventStreamRequest.response(requestID: request.requestID),
                promise: nil
            )
            try pipeline.addHandler(handler)
            viewer.attach(handler)
        }
    }

    // MARK: Both

    private func makeViewer(
        _ entry: ShowEntry,
        _ hub: LiveHub,
        _ encoding: LiveEncoding,
        wish: LiveViewer.Wish?,
        ticket: LiveTicket?
    ) -> LiveViewer {
        LiveViewer(
            topic: hub.topic(for: entry),
            hub: hub,
            encoding: encoding,
            wish: wish,
            ticket: ticket
        )
    }

    /// Makes a connection cheap: thousands of them are open and say little.
    private func prepare(_ channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        try options.setOption(
            .recvAllocator,
            value: FixedSizeRecvByteBufferAllocator(capacity: limits.receiveBytes)
        )
        try options.setOption(
            .writeBufferWaterMark,
            value: ChannelOptions.Types.WriteBufferWaterMark(
                low: limits.drainedBytes,
                high: limits.fullBytes
            )
        )
        if channel is any SocketOptionProvider {
            try options.setOption(
                .socketOption(.so_sndbuf),
                value: SocketOptionValue(limits.sendBufferBytes)
            )
        }
    }
}

/// Who was turned away: whatever still comes is not listened to.
private final class Stranger: WebSocketSession {
    func opened() {}
    func received(text: [UInt8]) {}
    func received(binary: [UInt8]) {}
    func heard() {}
    func drained() {}
    func closed() {}
}
