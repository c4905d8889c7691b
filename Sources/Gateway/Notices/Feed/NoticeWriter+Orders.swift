import SeatGrid

/// What is told of orders, their offers and their money.
extension NoticeWriter {
    func refunded(
        _ step: OrderEvent.RefundStep,
        _ stamp: NoticeStamp
    ) async throws(NotNow) -> [Notice] {
        guard let subject = try await buyer(of: step.order, stamp.show), let order = subject.order,
            let refund = order.refunds.first(where: { $0.id == step.refund })
        else { return [] }
        var content = subject.content(order.seats)
        content.set("amount", minor: refund.amount, subject.currency)
        return tell(.refundSettled, subject, stamp, content)
    }

    /// Nobody is asked what has been answered.
    func offered(
        _ move: OrderEvent.Move,
        _ time: TurnTime,
        _ stamp: NoticeStamp
    ) async throws(NotNow) -> [Notice] {
        guard let publicURL, let acquired = move.acquired, case .until(let end) = move.hold,
            let subject = try await buyer(of: move.order, stamp.show),
            subject.order?.state == .authorized
        else { return [] }
        let expires = time.wall.advanced(by: time.now.milliseconds(until: end))
        var stamp = stamp
        stamp.notAfter = expires
        var content = subject.content(acquired.seats)
        content.set("expires", time: expires, zone: subject.show.zone)
        let path = "/v1/shows/\(stamp.show.rawValue)/orders/\(move.order.text)/offer"
        content.say("link", publicURL + path)
        return tell(.orderOffer, subject, stamp, content)
    }

    /// The bank said yes, and the order came to nothing without taking anything.
    func letDown(
        _ move: OrderEvent.Move,
        _ stamp: NoticeStamp
    ) async throws(NotNow) -> [Notice] {
        guard let subject = try await buyer(of: move.order, stamp.show) else { return [] }
        return failed(subject, move.reason, stamp)
    }

    /// Holds that ran out. Among them may be seats that were offered for late money.
    func lapsed(_ lapse: Event.Lapse, _ stamp: NoticeStamp) async throws(NotNow) -> [Notice] {
        guard !lapse.holds.isEmpty else { return [] }
        let holds = lapse.holds.map { JSONValue.string(EventBody.reference(to: $0)) }
        var notices = stamp.webhooks(
            .holdExpired,
            ["holds": .array(holds), "show": .string(stamp.show.rawValue)],
            endpoints
        )
        let query = ShowQuery.checkout(.lapsedOffers(lapse.holds))
        guard case .checkout(.orderRecords(let orders))? = try await ask(query, of: stamp.show)
        else { return notices }
        for (place, order) in orders.enumerated() {
            guard let subject = buyer(of: order, stamp.show) else { continue }
            var stamp = stamp
            stamp.part = UInt32(place)
            notices += failed(subject, order.reason, stamp)
        }
        return notices
    }

    private func failed(
        _ subject: NoticeSubject,
        _ reason: OrderReason,
        _ stamp: NoticeStamp
    ) -> [Notice] {
        guard let order = subject.order else { return [] }
        var content = subject.content(order.seats)
        content.set("reason", reason: reason)
        content.set("amount", minor: order.quote.total, order.quote.currency)
        var systems = stamp
        systems.part = Parts.letdowns + stamp.part * Parts.each
        return subject.notices(.orderFailed, stamp, content, [])
            + systems.webhooks(.orderFailed, content.facts, endpoints)
    }
}
