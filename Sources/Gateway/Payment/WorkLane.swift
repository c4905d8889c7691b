import SeatGrid

/// Kinds of work that are done side by side: slow answers to one hold up no other.
enum WorkLane: CaseIterable, Sendable {
    case capture
    case refund
    /// A hold waits for nothing but the answer.
    case overduePoll
    case poll
    /// What the show does alone.
    case local

    /// How many of the kind are done at once.
    var width: Int {
        switch self {
        case .capture: CheckoutLimits.captures
        case .refund: CheckoutLimits.refunds
        case .overduePoll: CheckoutLimits.overduePolls
        case .poll: CheckoutLimits.polls
        case .local: CheckoutLimits.local
        }
    }

    /// Whether the provider is needed for it.
    var asksProvider: Bool { self != .local }
}

extension CheckoutWork {
    var lane: WorkLane {
        switch self {
        case .capture: .capture
        case .refund: .refund
        case .poll(_, let isOverdue): isOverdue ? .overduePoll : .poll
        case .cancelBooking, .stall: .local
        }
    }

    /// nil: it is about no order.
    var order: OrderRecord? {
        switch self {
        case .capture(let order, _), .refund(let order, _), .poll(let order, _),
            .stall(let order, _):
            order
        case .cancelBooking: nil
        }
    }
}
