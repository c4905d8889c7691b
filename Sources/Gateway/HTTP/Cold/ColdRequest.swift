import NIOCore
import NIOHTTP1
import SeatGrid

/// A request for the router, with its whole body.
struct ColdRequest: Sendable {
    let method: HTTPMethod
    /// Path and query, as sent.
    let uri: String
    let fields: RequestFields
    let headers: HTTPHeaders
    let body: ByteBuffer
    let principal: Principal
    let requestID: String
    let address: String
    let surface: Surface
}

/// The router's answer, whole.
struct ColdAnswer: Sendable {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var body = ByteBuffer()
    /// If set, everything else is made from it.
    var problem: Problem?

    init(problem: Problem) { self.problem = problem }

    init(
        status: Int = 200,
        type: String = "application/json",
        body: ByteBuffer,
        headers: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.headers = [("Content-Type", type)] + headers
        self.body = body
    }

    init(status: Int, headers: [(name: String, value: String)]) {
        self.status = status
        self.headers = headers
    }
}

/// Whoever answers what is not hot.
protocol ColdResponder: Sendable {
    /// Any executor; never throws: a failure is an answer.
    func answer(_ request: ColdRequest) async -> ColdAnswer
}
