/// A loop that owns shards and runs their shows, given from above: NIO's event loop in the server,
/// a hand-driven queue in tests and simulations.
package protocol EngineScheduler: Sendable {
    /// What the actors of this loop run on. Jobs run one at a time, in the order they came.
    var executor: any SerialExecutor { get }

    /// Whether the caller runs on this loop now.
    func isCurrent() -> Bool

    /// Runs `job` on this loop soon; from any thread.
    func execute(_ job: @escaping @Sendable () -> Void)

    /// Runs `job` on this loop after a while; from any thread.
    func schedule(afterMilliseconds delay: Int64, _ job: @escaping @Sendable () -> Void)
}

/// Time and chance, read by the shell and handed to the rules as values.
package protocol EngineClock: Sendable {
    /// Milliseconds that only grow, through suspension and clock steps.
    func monotonic() -> Int64

    /// The wall clock.
    func wall() -> WallTime

    /// 128 bits from the system's generator.
    func randomBits() -> Bits128

    /// As many times 128 bits from the system's generator, at the price of one call to it.
    func randomBits(count: Int) -> [Bits128]
}

extension EngineClock {
    /// One by one, for clocks whose randomness costs nothing.
    package func randomBits(count: Int) -> [Bits128] { (0..<count).map { _ in randomBits() } }
}
