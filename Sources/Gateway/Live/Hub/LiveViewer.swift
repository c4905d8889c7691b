import NIOCore
import SeatGrid

/// One viewer of one show: what he has, what he is owed, and whether he keeps up.
///
/// Confined to the hub's loop. There is one per socket, so it is kept small.
final class LiveViewer {
    enum Wish {
        case snapshot
        case after(UInt64)
    }

    /// Where the viewer stands.
    private enum Phase {
        /// The show is not loaded, or his `hello` may still come.
        case arriving(Wish?)
        case live
        case over
    }

    let topic: LiveTopic
    let encoding: LiveEncoding
    private unowned let hub: LiveHub
    /// Given back when the viewer is gone.
    private let ticket: LiveTicket?
    /// Kept while the viewer is here; the socket's handler keeps the viewer.
    private var transport: (any LiveTransport)?
    private var phase: Phase
    /// The version this viewer was told last.
    private var version: UInt64 = 0
    /// The topic's generation that this version is of.
    private var generation: UInt32 = 0
    private var toldPhase: ShowPhase?
    private var owesSnapshot = false
    private var isWelcomed = false
    private var overruns: UInt8 = 0
    private var missed: UInt8 = 0
    private var wasHeard = true
    private var messages: UInt16 = 0
    /// Index in `topic.viewers`, and in the hub's list for heartbeats.
    var spot = 0
    var beatSlot = 0
    var beatSpot = 0

    /// `wish` is given where there is no `hello`: on an event stream.
    init(
        topic: LiveTopic,
        hub: LiveHub,
        encoding: LiveEncoding,
        wish: Wish?,
        ticket: LiveTicket? = nil
    ) {
        self.topic = topic
        self.hub = hub
        self.encoding = encoding
        self.ticket = ticket
        phase = .arriving(wish)
    }

    var isOver: Bool {
        if case .over = phase { true } else { false }
    }

    // MARK: Arriving

    /// The socket is open.
    func attach(_ transport: any LiveTransport) {
        guard !isOver else { return }
        self.transport = transport
        hub.join(self)
    }

    /// The show is loaded: greets, and places the viewer if it is known where he stands.
    func greet() {
        guard case .arriving(let wish) = phase, !isWelcomed else { return }
        isWelcomed = true
        send([
            .welcome(
                version: topic.published,
                heartbeatMilliseconds: hub.limits.heartbeatMilliseconds
            )
        ])
        if let wish { place(wish) } else { hub.awaitHello(of: self) }
    }

    /// No `hello` came in time: that means a snapshot.
    func stopWaiting() {
        guard case .arriving(nil) = phase else { return }
        place(.snapshot)
    }

    /// Whether the viewer was given already what he asks for: a `hello` that came after the wait
    /// for it, when the snapshot was on its way. The same changes again would not join on to that.
    private func has(_ wish: Wish) -> Bool {
        guard case .after(let have) = wish, generation == topic.generation else { return false }
        return have <= version && !owesSnapshot
    }

    /// Sends what brings the viewer to the published version.
    private func place(_ wish: Wish) {
        phase = .live
        guard transport?.isWritable == true else {
            owesSnapshot = true
            return
        }
        if case .after(let have) = wish, let deltas = topic.catchUp(after: have) {
            version = topic.published
            generation = topic.generation
            send(deltas + phaseNews(isNeeded: topic.phaseVersion > have))
            return
        }
        let isFresh = if case .snapshot = wish { true } else { false }
        sendSnapshot(tellingPhase: !isFresh || topic.phase != .onSale)
    }

    private func phaseNews(isNeeded: Bool) -> [LiveMessage] {
        toldPhase = topic.phase
        return isNeeded ? [.show(topic.phase)] : []
    }

    private func sendSnapshot(tellingPhase: Bool) {
        guard let transport else { return }
        guard transport.isWritable else {
            owesSnapshot = true
            return
        }
        owesSnapshot = false
        version = topic.published
        generation = topic.generation
        transport.write(topic.snapshot.bytes(as: encoding, by: hub.encoder))
        send(phaseNews(isNeeded: tellingPhase))
    }

    // MARK: Watching

    /// Brings the viewer to the published version, or marks him as overrun if his socket is full.
    func bringOn() {
        guard case .live = phase, !owesSnapshot, let transport else { return }
        let startsAnew = generation != topic.generation
        let tellsPhase = toldPhase != topic.phase
        guard startsAnew || tellsPhase || version < topic.published else { return }
        guard transport.isWritable else { return overrun() }
        guard !startsAnew, let frame = topic.frame(after: version, tellingPhase: tellsPhase) else {
            return sendSnapshot(tellingPhase: startsAnew || tellsPhase)
        }
        version = topic.published
        toldPhase = topic.phase
        transport.write(frame.bytes(as: encoding, by: hub.encoder))
    }

    private func overrun() {
        overruns += 1
        if overruns >= hub.limits.overruns {
            hub.slowViewersClosed += 1
            end(.tooSlow, "too slow", retryAfterMilliseconds: hub.jitter())
        } else {
            owesSnapshot = true
        }
    }

    /// Anything sent that the other side may have to answer for.
    private func send(_ messages: [LiveMessage]) {
        guard !messages.isEmpty else { return }
        transport?.write(hub.encoder.encode(messages, as: encoding))
    }

    // MARK: Beating

    /// Looks for life since the last heartbeat and asks for more.
    func beat() {
        guard let transport, !isOver else { return }
        let isAlive = encoding == .eventStream ? transport.isWritable : wasHeard
        missed = isAlive ? 0 : missed + 1
        wasHeard = false
        messages = 0
        if missed >= hub.limits.missedHeartbeats {
            transport.close(.goingAway, "no sign of life")
            transport.abort()
        } else if transport.isWritable {
            transport.ping()
        }
    }

    // MARK: Leaving

    /// Says why, and closes. What of it a full socket does not take is lost with the socket.
    func end(_ code: WebSocketCloseCode, _ reason: String, retryAfterMilliseconds: Int?) {
        guard !isOver else { return }
        phase = .over
        send([.bye(reason, retryAfterMilliseconds: retryAfterMilliseconds)])
        transport?.close(code, reason)
    }
}

extension LiveViewer: WebSocketSession {
    func opened() {}

    func heard() {
        wasHeard = true
    }

    func received(text: [UInt8]) {
        guard !encoding.isBinary else { return refuse(BadMessage("binary was agreed")) }
        do throws(BadMessage) { answer(try ClientMessage(json: text)) } catch { refuse(error) }
    }

    func received(binary: [UInt8]) {
        guard encoding.isBinary else { return refuse(BadMessage("text was agreed")) }
        do throws(BadMessage) { answer(try ClientMessage(binary: binary)) } catch { refuse(error) }
    }

    private func answer(_ message: ClientMessage) {
        messages += 1
        guard messages <= hub.limits.messagesPerHeartbeat else {
            return end(.tooMany, "too many messages", retryAfterMilliseconds: hub.jitter())
        }
        switch message {
        case .ping:
            if transport?.isWritable == true { send([.pong]) }
        case .hello(let after):
            let wish = after.map { Wish.after($0) } ?? .snapshot
            switch phase {
            case .arriving where !isWelcomed: phase = .arriving(wish)
            case .live where has(wish): break
            case .arriving, .live: place(wish)
            case .over: break
            }
        }
    }

    private func refuse(_ error: BadMessage) {
        end(.badMessage, error.reason, retryAfterMilliseconds: nil)
    }

    /// The socket took what it had: a viewer who missed something gets the newest whole.
    func drained() {
        guard owesSnapshot, case .live = phase else { return }
        sendSnapshot(tellingPhase: toldPhase != topic.phase)
    }

    func closed() {
        phase = .over
        guard transport != nil else { return }
        transport = nil
        hub.leave(self)
    }
}
