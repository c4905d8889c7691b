import NIOCore
import NIOHTTP1
import SeatGrid

/// A viewer who waits until the answers before his are out.
struct PendingUpgrade {
    let request: HotLane.Incoming
    /// Nil: there is no such show.
    let entry: ShowEntry?
}

/// Handing a connection to the live route.
extension HotLane {
    func upgrade(_ pending: PendingUpgrade) {
        pendingUpgrade = nil
        guard let context else { return }
        guard let live = loop.shared.live, !loop.isDraining else {
            refuse(
                pending.request.request,
                Problem(.unavailable, "This node is stopping; connect again."),
                closing: true
            )
            phase = .closing
            return settle()
        }
        phase = .upgrading
        let channel = context.channel
        let handover = LiveHandover(
            channel: channel,
            onTake: { [self] install in handOver(channel, install) },
            onRefuse: { [self] problem in
                guard phase == .upgrading else { return }
                phase = .closing
                refuse(pending.request.request, problem, closing: true)
                settle()
            }
        )
        live.upgrade(
            LiveRequest(
                head: pending.request.head,
                entry: pending.entry,
                loop: loop.port.ordinal,
                requestID: pending.request.request.requestID.text,
                address: address(of: pending.request.request)
            ),
            handover: handover
        )
    }

    /// First this handler goes, then the decoder: what the decoder has left is then read by the
    /// route's handlers, as bytes.
    private func handOver(
        _ channel: any Channel,
        _ install: (ChannelPipeline.SynchronousOperations) throws -> Void
    ) {
        guard phase == .upgrading, let context else { return }
        let pipeline = channel.pipeline.syncOperations
        do {
            try install(pipeline)
            let decoder = try pipeline.context(
                handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self
            )
            pipeline.removeHandler(context: context, promise: nil)
            pipeline.removeHandler(context: decoder, promise: nil)
            channel.read()
        } catch {
            channel.close(promise: nil)
        }
    }
}
