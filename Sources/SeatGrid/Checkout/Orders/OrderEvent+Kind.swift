extension OrderEvent {
    /// What kind of event it is. Numbers are for ever.
    enum Kind: UInt8, CaseIterable {
        case made = 15
        case moved = 16
        case refund = 17
        case cancelled = 18
        case admitted = 19
        case told = 20
    }

    var kind: Kind {
        switch self {
        case .made: .made
        case .moved: .moved
        case .refund: .refund
        case .cancelled: .cancelled
        case .admitted: .admitted
        case .told: .told
        }
    }
}
