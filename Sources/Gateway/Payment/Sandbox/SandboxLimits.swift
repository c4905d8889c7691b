/// The sandbox's bounds and the pace of its banks, milliseconds.
package struct SandboxLimits: Sendable {
    /// Orders that are remembered. Then the oldest that nobody tried to pay is dropped for a new
    /// one, if it is older than `unpaidFor`; else new orders are refused.
    package var orders = 200_000
    package var unpaidFor: Int64 = 3_600_000
    /// Tries to pay one order.
    package var payments = 20
    /// A payment without the bank's answer is failed after this long.
    package var failsAfter: Int64 = 600_000
    /// An authorised payment that nobody captures goes back after this long.
    package var captureWithin: Int64 = 1_800_000
    /// A refund is on its way for this long.
    package var refundTakes: Int64 = 2_000
    /// How long the bank of one who pays later takes.
    package var laterBy: Int64 = 20_000
    /// The same for one who pays too late: longer than `failsAfter`.
    package var tooLateBy: Int64 = 660_000

    package init() {}
}
