import NIOCore
import SeatGrid

/// Other seats for money that came too late: asked of a person by mail, who answers by a page, or
/// of a program.
extension CheckoutRoutes {
    func addOffers(to routes: RouteCollector, at path: String) {
        routes.get(path, PlainPage.guarding { try await offer($0) })
        routes.post(path) { context in
            let accepts = try OfferBody.parse(
                context.request.body.readableBytesUInt8Span,
                limits: services.limits
            )
            return try await answerOffer(context, accepts: accepts)
        }
        // A form without fields: browsers can't send JSON without a script.
        for (word, accepts) in [("accept", true), ("decline", false)] {
            routes.post(
                "\(path)/\(word)",
                PlainPage.guarding { try await press($0, accepts: accepts) }
            )
        }
    }

    /// The order for a program, its page for a person.
    private func offer(_ context: ColdContext) async throws -> ColdAnswer {
        let (show, entry) = try place(context)
        let id = try order(context)
        let view = try await checkout.view(of: id, in: show)
        guard context.wantsPage else { return answer(view, show, entry, withRefunds: true) }
        let catalog = services.engine.catalog()
        let movie = catalog.show(show).flatMap { catalog.movies[$0.listing.movie] }
        return OfferPage(
            order: view,
            locale: try await checkout.record(of: id, in: show).locale,
            title: movie?.title ?? show.rawValue,
            seats: view.seats.filter { Int($0.rawValue) < entry.plan.seatCount }
                .map { entry.plan.label(of: $0) },
            path: offerPath(id, show)
        ).html
    }

    private func offerPath(_ order: OrderID, _ show: ShowID) -> String {
        "/v1/shows/\(show.rawValue)/orders/\(order.text)/offer"
    }

    /// A button of the page was pressed: the page says what came of it, too late or not.
    private func press(_ context: ColdContext, accepts: Bool) async throws -> ColdAnswer {
        try OperateRoutes.checkEmpty(context.request.body)
        guard context.wantsPage else { return try await answerOffer(context, accepts: accepts) }
        do {
            _ = try await answerOffer(context, accepts: accepts)
        } catch let problem as Problem {
            guard problem.code == .illegalState else { throw problem }
        }
        let place = offerPath(try order(context), try place(context).0)
        return ColdAnswer(status: 303, headers: [("Location", place)])
    }

    private func answerOffer(_ context: ColdContext, accepts: Bool) async throws -> ColdAnswer {
        try services.limit(context)
        let (show, entry) = try place(context)
        let id = try order(context)
        let mark = try context.mark()
        if let mark, let known = try await checkout.recalled(mark, of: show) {
            return answer(known, show, entry, replayed: true)
        }
        let answered = try await checkout.answerOffer(
            id,
            in: show,
            accepts: accepts,
            caller: context.request.principal.caller()
        )
        return try await answer(answered, show, entry, under: mark, context)
    }
}
