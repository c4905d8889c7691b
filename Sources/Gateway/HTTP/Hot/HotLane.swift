import NIOCore
import NIOHTTP1
import SeatGrid

/// One connection's HTTP: reads requests, has the hot ones decided on its own loop and the others
/// by the router, and answers all of them in order.
///
/// Synchronous and confined to the channel's loop: no task, promise or continuation for a hot
/// request. It stands directly behind the decoder, which `NarrowLane` spares the plain requests;
/// answers leave as bytes, in one write for each burst that was read or became durable.
final class HotLane: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A request as NIO's codec reads it, whose end may still be to come.
    struct Incoming {
        let head: HTTPRequestHead
        var request: LaneRequest
        let bodyLimit: Int
    }

    enum Phase {
        case open
        /// The last answer is under way or written; what still comes in is dropped.
        case closing
        /// Waits for the peer's end after our own.
        case lingering
        case upgrading
        case gone
    }

    let loop: GatewayLoop
    let surface: Surface
    var context: ChannelHandlerContext?
    var phase = Phase.open
    var queue = AnswerQueue()
    var coldInFlight = 0
    /// A customer's data is being sealed: what comes after that request waits, for it may be about
    /// the same hold.
    var isSealing = false
    var incoming: Incoming?
    /// What was read while the queue was full, never more than one read's worth.
    var backlog = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    /// Answers whose turn has come and that have not been written to the socket.
    var outbox = ByteBuffer()
    var isReading = false
    var wantsRead = false
    /// What the channel said last: to ask it costs more than to remember.
    var isWritable = true
    var isFlushPlanned = false
    var pendingUpgrade: PendingUpgrade?
    var inputEnded = false
    var clocks: ConnectionClocks
    /// The place in the loop's list of lanes.
    var position = 0
    /// What limits count the peer by, and whether it may say for whom it speaks.
    let peer: String
    let trustsForwarding: Bool
    var credentials = CachedCredentials()

    init(loop: GatewayLoop, surface: Surface, peer: String, trustsForwarding: Bool) {
        self.loop = loop
        self.surface = surface
        self.peer = peer
        self.trustsForwarding = trustsForwarding
        clocks = ConnectionClocks(now: loop.now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) { retire() }

    func channelInactive(context: ChannelHandlerContext) {
        retire()
        context.fireChannelInactive()
    }

    /// Lets go of everything; answers that still come for this connection are dropped.
    func retire() {
        guard phase != .gone else { return }
        phase = .gone
        queue.removeAll()
        backlog.removeAll()
        incoming = nil
        pendingUpgrade = nil
        context = nil
        loop.remove(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        let part = unwrapInboundIn(data)
        if isSuspended {
            backlog.append(part)
        } else {
            take(part)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        clocks.readCompleted(loop.now, betweenRequests: incoming == nil && queue.isEmpty)
        settle()
    }

    /// Refuses to read on while answers pile up; `settle` reads later.
    func read(context: ChannelHandlerContext) {
        if isSuspended || !isWritable {
            wantsRead = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        clocks.stalledSince = isWritable ? nil : loop.now
        if isWritable { settle() }
        // Who takes the connection over stands behind this handler until it is gone.
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed {
            inputEnded = true
            settle()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        refuseBytes(error)
    }

    /// Whether nothing more may be taken for now.
    var isSuspended: Bool {
        queue.count >= loop.shared.limits.pipelined || pendingUpgrade != nil
            || phase == .upgrading || isSealing
            || coldInFlight >= loop.shared.limits.coldPerConnection
    }
}

/// The last `Authorization` a connection sent and who that was: most send the same each time.
struct CachedCredentials {
    var header = ""
    var generation: UInt64 = 0
    var principal = Principal.anonymous
}

/// Which routes a listener serves.
package enum Surface: Sendable {
    /// One port for all.
    case all
    /// With `--admin`: the public routes and `/livez`.
    case open
    /// The admin and health routes.
    case admin
}
