import SimulationKit
import Synchronization

@testable import SeatGrid

/// Clocks that stand still until a test moves them, and chance that a seed determines.
final class HandClock: EngineClock {
    private struct State {
        var monotonic: Int64
        var wall: Int64 = 1_790_000_000_000
        var random: SeededRandom
    }

    private let state: Mutex<State>

    init(seed: UInt64, monotonic: Int64 = 5_000) {
        state = Mutex(State(monotonic: monotonic, random: SeededRandom(seed: seed)))
    }

    func monotonic() -> Int64 { state.withLock { $0.monotonic } }
    func wall() -> WallTime { state.withLock { WallTime(rawValue: $0.wall) } }
    func randomBits() -> Bits128 {
        state.withLock { Bits128(high: $0.random.next(), low: $0.random.next()) }
    }

    func pass(_ milliseconds: Int64) {
        state.withLock {
            $0.monotonic += milliseconds
            $0.wall += milliseconds
        }
    }

    /// What the wall clock does while the machine is off, and the monotonic one after it.
    func reboot(after milliseconds: Int64, monotonic: Int64) {
        state.withLock {
            $0.monotonic = monotonic
            $0.wall += milliseconds
        }
    }
}
