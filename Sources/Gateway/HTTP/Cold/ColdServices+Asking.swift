import SeatGrid

extension ColdServices {
    static let noShow = Problem(.notFound, "There is no show with this id.")

    /// The show's figures, or why there are none.
    func report(of show: ShowID) async throws(Problem) -> ShowReport {
        let request = ShowRequest(kind: .read(.report), mark: nil, caller: .anonymous)
        switch await engine.ask(request, of: show) {
        case .report(let report): return report
        case let other: throw Self.problem(with: other)
        }
    }

    /// Refuses a write of an address without a key that has written too much.
    func limit(_ context: ColdContext) throws(Problem) {
        let request = context.request
        guard let limiter, request.principal.isLimited,
            let wait = limiter.take(request.address, now: clock.monotonic())
        else { return }
        throw limiter.refusal(retryAfter: wait)
    }

    /// The problem that a reply other than the hoped-for one stands for.
    static func problem(with reply: Reply) -> Problem {
        switch reply {
        case .refused(let refusal, let plan): Problem(refusal, plan: plan)
        case .noSuchShow: noShow
        case .unavailable(let why): Problem(why)
        default: Problem(.internalError, "Repeat later, or report the request id.")
        }
    }
}
