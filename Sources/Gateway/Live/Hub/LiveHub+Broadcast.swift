import NIOCore
import SeatGrid

/// Sending frames: all viewers of the shows that changed, one round at a time, in pieces between
/// which the loop serves others.
extension LiveHub {
    /// A pause short enough not to matter and long enough that the loop looks at its sockets first:
    /// jobs given to `execute` run before it does.
    static let breath = TimeAmount.microseconds(50)

    /// The broadcast that is under way.
    struct Round {
        var isScheduled = false
        var isRunning = false
        var topics: [LiveTopic] = []
        var current = 0
        var started = NIODeadline.uptimeNanoseconds(0)
        var busy: Int64 = 0
    }

    func markDirty(_ topic: LiveTopic) {
        if !topic.isDirty {
            topic.isDirty = true
            dirty.append(topic)
        }
        scheduleRound()
    }

    /// Sends everybody the snapshot: the show was loaded again.
    func startAnew(_ topic: LiveTopic) {
        topic.beginAnew()
        // It may be behind the round's place already; a second visit finds what is left.
        round.topics.append(topic)
        if !round.isRunning { startRound() }
    }

    private func scheduleRound() {
        guard !round.isScheduled, !round.isRunning, !dirty.isEmpty else { return }
        round.isScheduled = true
        let due = round.started + .nanoseconds(policy.interval)
        loop.scheduleTask(deadline: max(due, loop.now)) {
            self.round.isScheduled = false
            self.startRound()
        }
    }

    private func startRound() {
        guard !round.isRunning else { return }
        for topic in dirty {
            topic.isDirty = false
            if topic.beginRound() { round.topics.append(topic) }
        }
        dirty.removeAll(keepingCapacity: true)
        guard !round.topics.isEmpty else { return }
        round.isRunning = true
        round.current = 0
        round.busy = 0
        round.started = loop.now
        continueRound()
    }

    /// Visits as many viewers as one turn of the loop may.
    private func continueRound() {
        let began = timeWorked()
        var visits = 0
        while round.current < round.topics.count, visits < limits.sendsPerTurn {
            let topic = round.topics[round.current]
            visits += topic.visit(atMost: limits.sendsPerTurn - visits)
            if topic.isVisited {
                round.current += 1
                if topic.needsRound { markDirty(topic) }
            }
        }
        round.busy += timeWorked() - began
        if round.current < round.topics.count {
            loop.scheduleTask(in: Self.breath) { self.continueRound() }
        } else {
            finishRound()
        }
    }

    private func finishRound() {
        policy.finished(busy: round.busy, elapsed: (loop.now - round.started).nanoseconds)
        round.topics.removeAll(keepingCapacity: true)
        round.isRunning = false
        scheduleRound()
    }
}
