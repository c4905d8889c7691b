import Checker
import Testing

@Suite struct DeltaStreamTests {
    private func history() -> History {
        let start = SeatMap(version: 0, states: Array(repeating: .free, count: 3))
        let events = [
            LogEvent(version: 1, kind: .held, seats: [0], hold: "a"),
            LogEvent(version: 2, kind: .held, seats: [1], hold: "b"),
            LogEvent(version: 3, kind: .released, seats: [0], hold: "a"),
        ]
        return History(events: events, from: start)
    }

    private func stream() -> DeltaStream {
        var stream = DeltaStream(keepsStates: true)
        stream.snapshot(version: 0, states: Array(repeating: .free, count: 3))
        return stream
    }

    @Test func `coalesced deltas without a gap agree with the log`() {
        var stream = stream()
        stream.delta(first: 1, last: 1, changes: [(0, .held)])
        stream.delta(first: 2, last: 3, changes: [(0, .free), (1, .held)])
        stream.compare(with: history())
        #expect(stream.findings.kept == [])
        #expect(stream.version == 3)
    }

    @Test func `a skipped delta is a gap`() {
        var stream = stream()
        stream.delta(first: 2, last: 3, changes: [(1, .held)])
        #expect(Set(stream.findings.counts.keys) == [.deltaGap])
    }

    @Test func `a delta that comes twice is a gap`() {
        var stream = stream()
        stream.delta(first: 1, last: 1)
        stream.delta(first: 1, last: 1)
        #expect(Set(stream.findings.counts.keys) == [.deltaGap])
    }

    @Test func `a delta without one of its changes disagrees with the log`() {
        var stream = stream()
        stream.delta(first: 1, last: 3, changes: [(0, .free)])
        stream.compare(with: history())
        #expect(Set(stream.findings.counts.keys) == [.delta])
    }

    @Test func `a snapshot in place of a backlog is no gap`() {
        var stream = stream()
        stream.snapshot(version: 2, states: [.held, .held, .free])
        stream.delta(first: 3, last: 3, changes: [(0, .free)])
        stream.compare(with: history())
        #expect(stream.findings.kept == [])
        #expect(stream.resnaps == 1)
    }
}
