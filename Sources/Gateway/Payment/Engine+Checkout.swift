import SeatGrid

extension Engine {
    /// Runs a command about an order in the turn of its show.
    func run(
        _ command: OrderCommand,
        of show: ShowID,
        mark: IdempotencyMark? = nil,
        caller: Caller = .system
    ) async throws(Problem) -> (outcome: Outcome, replayed: Bool) {
        guard let entry = entry(for: show) else { throw ColdServices.noShow }
        let request = ShowRequest(
            kind: .command(.order(command), plan: entry.plan),
            mark: mark,
            caller: caller
        )
        switch await ask(request, of: show) {
        case .outcome(let outcome, let replayed, _): return (outcome, replayed)
        case let other: throw ColdServices.problem(with: other)
        }
    }

    /// Asks a show about money.
    func ask(_ query: CheckoutQuery, of show: ShowID) async throws(Problem) -> CheckoutReply {
        let request = ShowRequest(kind: .read(.checkout(query)), mark: nil, caller: .anonymous)
        switch await ask(request, of: show) {
        case .checkout(let reply): return reply
        case let other: throw ColdServices.problem(with: other)
        }
    }
}
