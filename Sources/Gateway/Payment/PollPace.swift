import NIOCore
import SeatGrid

/// How often the provider is asked what was paid: after so long, then each time after twice as
/// long, up to the most.
struct PollPace: Equatable {
    let first: TimeAmount
    let most: TimeAmount

    private init(first: TimeAmount, most: TimeAmount) {
        self.first = first
        self.most = most
    }

    /// An order whose hold waits for nothing but the answer.
    static let overdue = PollPace(
        first: CheckoutLimits.firstRetry,
        most: CheckoutLimits.longestRetry
    )

    /// - Parameter unit: how long an order that is being paid is waited for.
    init(of order: OrderRecord, unit: TimeAmount) {
        switch order.state {
        // Mostly the buyer's own browser tells; webhooks get lost.
        case .created, .failed: self.init(first: unit, most: unit * 16)
        // The money may come after all, for days.
        case .expired: self.init(first: unit * 3, most: unit * 540)
        // It may have come twice.
        default: self.init(first: unit * 45, most: unit * 2_160)
        }
    }
}
