/// What goes wrong on a simulated disk, and when. Operations are counted from 1: every one that
/// changes something or makes it durable.
public struct SimulatedFaults: Sendable {
    /// The machine stops at this operation: it is done in part, nothing after it at all.
    public var crashAt: Int?
    /// This operation fails with the errno; a failed sync loses what it should have kept.
    public var failures: [Int: Int32] = [:]
    /// This read fails with the errno.
    public var readFailures: [Int: Int32] = [:]
    /// Writes of more than a block are often done in part only, which is no error.
    public var hasShortWrites = false
    /// All files together may have so many bytes.
    public var capacity: UInt64?

    /// Nothing goes wrong.
    public init() {}
}
