import NIOCore
import NIOHTTP1
import SeatGrid

/// From answers to bytes, in the requests' order.
extension HotLane {
    /// Answers a request with a problem, in its turn.
    func refuse(_ request: LaneRequest, _ problem: Problem, closing: Bool) {
        var pending = PendingAnswer(
            route: request.target.route,
            requestID: request.requestID,
            startedAt: request.startedAt
        )
        pending.closes = closing
        pending.isHead = request.method == .head
        owe(pending, problem)
    }

    /// Puts a request into the queue that has its answer already.
    func owe(_ pending: PendingAnswer, _ problem: Problem) {
        let token = queue.push(pending)
        answer(token) { pending, out in loop.render(problem, for: pending, to: &out) }
    }

    /// Renders the answer to `token`: into the outbox if its turn has come, else aside.
    @inline(__always)
    func answer(_ token: UInt64, _ render: (PendingAnswer, inout ByteBuffer) -> Void) {
        guard queue.waits(token) else { return }
        guard queue.isFirst(token) else {
            var aside = ByteBuffer()
            render(queue[token], &aside)
            queue.keep(aside, for: token)
            return
        }
        var pending = queue.takeFirst()
        // The last answer of a connection that ends says so, even if its request did not ask.
        if queue.isEmpty, phase == .closing || loop.isDraining && incoming == nil {
            pending.closes = true
        }
        render(pending, &outbox)
        finished(pending)
        while let next = queue.takeFirstRendered() {
            if let rendered = next.rendered { outbox.writeImmutableBuffer(rendered) }
            finished(next)
        }
    }

    private func finished(_ pending: PendingAnswer) {
        clocks.activeSince = loop.now
        if pending.closes, phase == .open { phase = .closing }
    }

    /// Called when a burst was read or an answer came: writes, reads on, upgrades or ends.
    func settle() {
        guard phase != .gone, !isReading else { return }
        drainBacklog()
        flush()
        guard let context, phase != .gone else { return }
        if phase == .closing, queue.isEmpty { return endOutput(context) }
        if let pendingUpgrade, queue.isEmpty, phase == .open { return upgrade(pendingUpgrade) }
        if phase == .lingering, inputEnded { return context.close(promise: nil) }
        if phase == .open, inputEnded, queue.isEmpty, backlog.isEmpty {
            return endOutput(context)
        }
        if wantsRead, !isSuspended, isWritable {
            wantsRead = false
            context.read()
        }
    }

    private func drainBacklog() {
        guard !backlog.isEmpty else { return }
        isReading = true
        while !isSuspended, let part = backlog.popFirst() { take(part) }
        isReading = false
    }

    /// Writes what is in the outbox.
    func flush() {
        guard outbox.readableBytes > 0, let context else { return }
        // Out of the way first: a large write may say at once that the socket takes more, and who
        // hears of that flushes, too.
        var bytes = ByteBuffer()
        swap(&bytes, &outbox)
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        guard outbox.readableBytes == 0 else { return }
        bytes.reset(keeping: 4_096)
        outbox = bytes
    }

    /// Ends our side after the last answer, and waits a little for the peer's end: closing at once
    /// would reset the connection while the peer still sends, and it could lose the answer.
    private func endOutput(_ context: ChannelHandlerContext) {
        phase = .lingering
        clocks.lingersSince = loop.now
        if inputEnded {
            context.close(promise: nil)
        } else {
            context.close(mode: .output, promise: nil)
            wantsRead = false
            context.read()
        }
    }

    /// An answer came outside a read: the next one of the same batch may follow, so the bytes
    /// leave at the batch's end, unless nothing else is owed.
    func afterDelivery() {
        guard !isReading else { return }
        if queue.isEmpty || outbox.readableBytes > 32 * 1_024 {
            settle()
        } else if !isFlushPlanned {
            isFlushPlanned = true
            loop.planFlush(of: self)
        }
    }

    /// The loop's batch of answers is through.
    func flushPlanned() {
        isFlushPlanned = false
        settle()
    }

    /// The tick: whatever has taken too long; true if something had.
    func checkClocks() -> Bool {
        switch clocks.due(at: loop.now, owes: !queue.isEmpty, limits: loop.shared.limits) {
        case .nothing: return false
        case .close: context?.close(promise: nil)
        case .timeout(let detail):
            guard phase == .open, queue.isEmpty else {
                context?.close(promise: nil)
                return true
            }
            let requestID = incoming?.request.requestID ?? loop.requestIDs.next()
            incoming = nil
            clocks.headSince = nil
            clocks.bodySince = nil
            owe(
                PendingAnswer(
                    route: .cold,
                    requestID: requestID,
                    closes: true,
                    startedAt: .now()
                ),
                Problem(.requestTimeout, detail + " Send it again, in one piece.")
            )
            settle()
        }
        return true
    }

    /// The server is being stopped: an idle connection ends now, a busy one after its answers.
    func beginDraining() {
        guard phase == .open, queue.isEmpty, incoming == nil, clocks.headSince == nil else {
            return
        }
        context?.close(promise: nil)
    }
}
