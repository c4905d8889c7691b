/// Where the money of an order stands (contract §5). Numbers are for ever.
package enum OrderState: UInt8, Sendable, CaseIterable {
    /// Nothing has been paid yet.
    case created = 0
    /// Money is there, but the seats are not: the buyer is asked about others.
    case authorized = 1
    /// The seats are pinned and the provider is asked for the money.
    case capturing = 2
    /// The money is taken and the seats are booked.
    case paid = 3
    /// The last attempt failed; the buyer may try again while the hold runs.
    case failed = 4
    /// Given up without money.
    case expired = 5
    /// All of the money is on its way back.
    case refunding = 6
    /// All of the money went back.
    case refunded = 7
    /// Somebody has to look: the provider does not say what became of the money.
    case stuck = 8
}

/// Why an order went the way it did, as its log says. Numbers are for ever.
package enum OrderReason: UInt8, Sendable, CaseIterable {
    case none = 0
    /// Paid while the hold ran.
    case onTime = 1
    /// Paid after the hold ended; its seats were still free.
    case lateSameSeats = 2
    /// Paid after the hold ended; an equal block is offered.
    case lateEqualBlock = 3
    /// Paid after the hold ended, and there was nothing to give.
    case lateNothingFree = 4
    /// Paid a second time.
    case paidTwice = 5
    /// Another sum or currency than the order's.
    case wrongAmount = 6
    /// The show was cancelled.
    case showCancelled = 7
    /// The buyer gave up.
    case abandoned = 8
    /// The provider was asked when time was up: no money.
    case notPaid = 9
    /// The provider refused to take the money.
    case captureRefused = 10
    /// The buyer accepted the seats that were offered.
    case offerAccepted = 11
    /// The buyer did not want them.
    case offerDeclined = 12
    /// The buyer did not answer in time.
    case offerLapsed = 13
    /// The buyer cancelled a booking, or a part of it.
    case buyerCancelled = 14
    /// The operator did.
    case operatorCancelled = 15
    /// The provider answered neither yes nor no for too long.
    case providerSilent = 16
    /// A refund failed again and again.
    case refundFailed = 17
    /// Somebody gave money back without us.
    case refundedElsewhere = 18
    /// The operator settled it by hand.
    case resolvedByHand = 19
    /// The time of the hold's absolute limit came.
    case heldTooLong = 20
    /// Paid after the hold ended, at a price that others have used up meanwhile.
    case latePromotionUsed = 21

    /// Whether somebody has ended the order: money that comes after that gets no seats any more.
    var isFinal: Bool {
        switch self {
        case .abandoned, .offerDeclined, .offerLapsed, .resolvedByHand: true
        default: false
        }
    }
}

/// Who moves the money. Numbers are for ever.
package enum ProviderKind: UInt8, Sendable, CaseIterable {
    /// Nobody: there was nothing to pay.
    case none = 0
    case sandbox = 1
    case razorpay = 2

    /// The contract's word.
    package var name: String {
        switch self {
        case .none: "none"
        case .sandbox: "sandbox"
        case .razorpay: "razorpay"
        }
    }
}
