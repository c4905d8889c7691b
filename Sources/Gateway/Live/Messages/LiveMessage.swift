package import SeatGrid

/// What a server tells a viewer: CONTRACT §6.
package enum LiveMessage: Equatable {
    case welcome(version: UInt64, heartbeatMilliseconds: Int)
    case snapshot(version: UInt64, states: [UInt8])
    /// Each seat once, in index order.
    case delta(first: UInt64, last: UInt64, changes: [SeatChange])
    case show(ShowPhase)
    case bye(String, retryAfterMilliseconds: Int?)
    case pong
}

/// What a client asks: CONTRACT §6.
enum ClientMessage: Equatable {
    /// `after` is the version the client has; nil wants a snapshot.
    case hello(after: UInt64?)
    case ping
}

/// The forms in which a viewer can get messages.
package enum LiveEncoding: Int, CaseIterable {
    case json
    case jsonDeflated
    case binary
    case binaryDeflated
    case eventStream

    var isDeflated: Bool { self == .jsonDeflated || self == .binaryDeflated }
    var isBinary: Bool { self == .binary || self == .binaryDeflated }
}

extension ShowPhase {
    /// The contract's word.
    var liveName: String {
        switch self {
        case .scheduled: "scheduled"
        case .onSale: "on_sale"
        case .closed: "closed"
        case .cancelled: "cancelled"
        }
    }
}
