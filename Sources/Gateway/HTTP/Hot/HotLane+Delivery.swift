import NIOCore
import NIOHTTP1
import SeatGrid

/// The engine's answers, on the connection's loop, once what they rest on is durable.
extension HotLane: AnswerSink {
    func deliver(_ reply: consuming Reply, token: UInt64) {
        let reply = reply
        answer(token) { pending, out in loop.render(reply, for: pending, to: &out) }
        afterDelivery()
    }

    /// `/livez` says that the loop turns, and nothing else.
    func answerLivez(_ request: LaneRequest) {
        var pending = PendingAnswer(
            route: .livez,
            requestID: request.requestID,
            startedAt: request.startedAt
        )
        pending.closes = request.endsConnection
        pending.isHead = request.method == .head
        let token = queue.push(pending)
        answer(token) { pending, out in loop.renderLivez(pending, to: &out) }
    }
}
