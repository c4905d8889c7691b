import NIOCore

/// Heartbeats and waits, with one timer for all: a timer per socket would cost more than the
/// socket.
extension LiveHub {
    func addToBeats(_ viewer: LiveViewer) {
        // The slot just beaten is the one that comes last.
        let slot = second % beats.count
        viewer.beatSlot = slot
        viewer.beatSpot = beats[slot].count
        beats[slot].append(viewer)
    }

    func removeFromBeats(_ viewer: LiveViewer) {
        let (slot, spot) = (viewer.beatSlot, viewer.beatSpot)
        guard spot < beats[slot].count, beats[slot][spot] === viewer else { return }
        let last = beats[slot].count - 1
        beats[slot][spot] = beats[slot][last]
        beats[slot][spot].beatSpot = spot
        beats[slot].removeLast()
    }

    func startTicking() {
        guard !isTicking else { return }
        isTicking = true
        loop.scheduleTask(in: .seconds(1)) { self.tick() }
    }

    /// Once a second while anybody watches or a show is remembered.
    private func tick() {
        isTicking = false
        second += 1
        // Beating may close a socket, which takes it out of the list: work on a copy.
        for viewer in beats[second % beats.count] { viewer.beat() }
        for topic in topics.values where topic.viewers.isEmpty {
            topic.idleSeconds += 1
            if topic.idleSeconds > limits.lingerSeconds { forget(topic) }
        }
        if !topics.isEmpty || viewerCount > 0 { startTicking() }
    }

    /// Gives the viewer's `hello` its time. All waits are equally long, so the first in is the
    /// first out, and one timer serves all.
    func awaitHello(of viewer: LiveViewer) {
        let until = loop.now + .milliseconds(limits.helloGraceMilliseconds)
        arrivals.append((viewer, until))
        scheduleHelloCheck()
    }

    private func scheduleHelloCheck() {
        guard !isAwaitingHello, let first = arrivals.first else { return }
        isAwaitingHello = true
        loop.scheduleTask(deadline: first.until) {
            self.isAwaitingHello = false
            let now = self.loop.now
            let due = self.arrivals.prefix { $0.until <= now }
            self.arrivals.removeFirst(due.count)
            for arrival in due { arrival.viewer.stopWaiting() }
            self.scheduleHelloCheck()
        }
    }
}
