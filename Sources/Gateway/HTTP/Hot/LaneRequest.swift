import NIOCore
import NIOHTTP1
import SeatGrid

/// A request as the hot lane works on it, whichever parser read it.
struct LaneRequest {
    let method: LaneMethod
    let target: HotTarget
    let fields: RequestFields
    let principal: Principal
    let requestID: RequestID
    let startedAt: NIODeadline
    /// The connection ends with this request's answer.
    var endsConnection = false
    var body: ByteBuffer?
}

/// The methods that the hot lane tells apart.
enum LaneMethod: Equatable {
    case get, head, post, patch, delete
    case other

    init(_ method: HTTPMethod) {
        switch method {
        case .GET: self = .get
        case .HEAD: self = .head
        case .POST: self = .post
        case .PATCH: self = .patch
        case .DELETE: self = .delete
        default: self = .other
        }
    }

    /// As it stands in a request; of those that change something.
    var text: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .post: "POST"
        case .patch: "PATCH"
        case .delete: "DELETE"
        case .other: ""
        }
    }
}
