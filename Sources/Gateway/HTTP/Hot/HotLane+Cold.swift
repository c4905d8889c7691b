import NIOCore
import NIOHTTP1
import SeatGrid

/// Requests that the router answers, in a task of their own.
extension HotLane {
    func submitCold(_ incoming: Incoming) {
        let request = incoming.request
        var pending = PendingAnswer(
            route: .cold,
            requestID: request.requestID,
            startedAt: request.startedAt
        )
        pending.closes = request.endsConnection
        pending.isHead = request.method == .head
        let token = queue.push(pending)
        coldInFlight += 1
        let cold = ColdRequest(
            method: incoming.head.method,
            uri: incoming.head.uri,
            fields: request.fields,
            headers: incoming.head.headers,
            body: request.body ?? ByteBuffer(),
            principal: request.principal,
            requestID: request.requestID.text,
            address: address(of: request),
            surface: surface
        )
        let shared = loop.shared
        let lane = NIOLoopBound(self, eventLoop: loop.eventLoop)
        let eventLoop = loop.eventLoop
        Task {
            let answer = await shared.answerCold(cold)
            eventLoop.execute { lane.value.finishCold(answer, token: token) }
        }
    }

    private func finishCold(_ answer: ColdAnswer, token: UInt64) {
        guard phase != .gone else { return }
        coldInFlight -= 1
        self.answer(token) { pending, out in loop.render(answer, for: pending, to: &out) }
        afterDelivery()
    }
}
