import Logging
import NIOCore
import SeatGrid

/// The erasing of the person in a booking, or in an order that did not become one.
struct EraseRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.post("/v1/admin/shows/:id/bookings/:booking/erase") { try await booking($0) }
        routes.post("/v1/admin/shows/:id/orders/:order/erase") { try await order($0) }
    }

    /// The show hears of it first, for the answer is kept under an `Idempotency-Key` there; a
    /// repeat erases once more, in case a crash came between.
    private func booking(_ context: ColdContext) async throws -> ColdAnswer {
        let show = try begin(context)
        let (booking, plan) = try await services.booking(try context.part("booking"), in: show)
        let request = ShowRequest(
            kind: .command(.forget(booking.id), plan: plan),
            mark: try context.mark(),
            caller: context.request.principal.caller(operating: true)
        )
        let reply = await services.engine.ask(request, of: show)
        guard case .outcome(.changed, let replayed, _) = reply else {
            throw ColdServices.problem(with: reply)
        }
        let person = Person(show: show, booking: booking.id, customer: booking.customer)
        return try await erase(person, ("booking", booking.id.text), context, replayed: replayed)
    }

    /// Of an order, whatever became of it. The show keeps nothing of it: a repeat erases again.
    private func order(_ context: ColdContext) async throws -> ColdAnswer {
        let show = try begin(context)
        guard services.engine.entry(for: show) != nil else { throw ColdServices.noShow }
        guard let id = OrderID(text: try context.part("order")),
            case .orderRecord(let order) = try await services.engine.ask(
                CheckoutQuery.orderRecord(id),
                of: show
            )
        else { throw Problem(.notFound, "There is no such order.") }
        let person = Person(show: show, booking: order.booking, customer: order.customer)
        return try await erase(person, ("order", id.text), context, replayed: false)
    }

    private func begin(_ context: ColdContext) throws -> ShowID {
        try context.need(.operate, for: "Erasing a person")
        try OperateRoutes.checkEmpty(context.request.body)
        return ShowID(try context.part("id"))
    }

    private struct Person {
        let show: ShowID
        let booking: BookingID
        /// Sealed.
        let customer: [UInt8]?
    }

    /// The spool first: from its mark on nothing more is put in for this person, so that between
    /// it and the end of the key nothing can come behind it.
    private func erase(
        _ person: Person,
        _ subject: (name: StaticString, id: String),
        _ context: ColdContext,
        replayed: Bool
    ) async throws -> ColdAnswer {
        let notices = try await forget(person)
        let state = try await eraseKey(of: person.customer)
        services.logger.notice(
            "customer erased",
            metadata: [
                "show": "\(person.show)", "\(subject.name)": "\(subject.id)", "state": "\(state)",
                "by": "\(context.request.principal.name)",
            ]
        )
        var body = ByteWriter()
        body.writeStaticString("{\"show\":")
        body.writeJSON(person.show.rawValue)
        body.writeString(",\"\(subject.name)\":\"\(subject.id)\",\"customer_state\":\"\(state)\"")
        if let notices {
            body.writeString(",\"notices\":{\"erased\":\(notices.erased)")
            body.writeString(",\"being_sent\":\(notices.beingSent)}")
        }
        body.writeStaticString("}")
        var headers = [(name: "Cache-Control", value: "no-store")]
        if replayed { headers.append((name: "Idempotency-Replayed", value: "true")) }
        return ColdAnswer(body: body.buffer, headers: headers)
    }

    /// nil: there is no spool.
    private func forget(_ person: Person) async throws(Problem) -> SpoolErasure? {
        guard let spool = services.notices else { return nil }
        do {
            return try await spool.forget(person.show, person.booking)
        } catch {
            services.logger.error("the spool's disk", metadata: ["reason": "\(error)"])
            throw Problem(
                .unavailable,
                "The spool of notices can't be searched now; nothing is erased. Repeat later."
            )
        }
    }

    private func eraseKey(of customer: [UInt8]?) async throws(Problem) -> String {
        guard let customer else { return "none" }
        let erasure: Erasure
        do throws(PeopleFailure) {
            erasure = try await services.engine.people.erase(customer)
        } catch {
            throw Problem(error)
        }
        switch erasure {
        case .erased: return "erased"
        case .noKey: return "unreadable"
        case .notSealed:
            throw Problem(
                .illegalState,
                "This booking is from a version that kept customers in the clear; it leaves the "
                    + "disk with the log's old segments and snapshots."
            )
        }
    }
}
