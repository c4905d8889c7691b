import Testing

@testable import SeatGrid

/// A hub that draws every show it hears of, and notices any gap.
final class LiveMirror: LiveSink {
    struct Screen {
        var version: ShowVersion
        var states: [SeatStatus]
        var phase: ShowPhase
        var snapshots = 1
    }

    private let loop: ManualLoop
    private(set) var screens: [ShowID: Screen] = [:]
    private(set) var isGone: Set<ShowID> = []

    init(_ loop: ManualLoop) { self.loop = loop }

    func snapshot(_ map: SeatMap, phase: ShowPhase) {
        #expect(loop.isRunning)
        let states = (0..<map.plan.seatCount).map { seat in
            SeatStatus(rawValue: map.states[seat / 4] >> UInt8(seat % 4 * 2) & 3) ?? .free
        }
        let count = (screens[map.show]?.snapshots ?? 0) + 1
        screens[map.show] = Screen(
            version: map.version,
            states: states,
            phase: phase,
            snapshots: count
        )
    }

    func changed(
        _ show: ShowID,
        first: ShowVersion,
        last: ShowVersion,
        changes: [SeatChange],
        phase: ShowPhase?
    ) {
        #expect(loop.isRunning)
        guard var screen = screens[show] else {
            return #expect(Bool(false), "a change came before a snapshot")
        }
        #expect(first == screen.version.next, "a gap, or a version twice")
        for change in changes { screen.states[Int(change.seat.rawValue)] = change.status }
        screen.version = last
        if let phase { screen.phase = phase }
        screens[show] = screen
    }

    func gone(_ show: ShowID) { isGone.insert(show) }

    func picture(_ show: String) -> String {
        String(
            (screens[ShowID(show)]?.states ?? []).map { status -> Character in
                [".", "h", "b", "x"][Int(status.rawValue)]
            }
        )
    }
}
