import WAL

/// What can be asked about money; as of the show's newest durable version.
package enum CheckoutQuery: Sendable {
    /// What the seats of a hold would cost.
    case price(HoldID, ticketTypes: [SeatIndex: String], promotion: String?)
    case order(OrderID)
    /// The order that the provider knows by that id.
    case providerOrder(String)
    case orderRecord(OrderID)
    /// What a cancellation would give back.
    case cancellation(CancelRequest)
    /// Orders that are stuck.
    case stuck
    /// What was answered under a key before: an outcome, or `nothing`.
    case recall(IdempotencyMark)
    /// What is wrong with people who were let in while the door was offline.
    case doubt(AdmitRequest)
    /// What a ticket of the booking says.
    case ticket(BookingID)
    /// Bookings with seats left, among so many from that place on.
    case bookings(from: Int, limit: Int)
    /// The orders whose offered seats were under one of these holds, which ran out, and of which
    /// nothing was taken.
    case lapsedOffers([HoldID])
}

/// The answer to a `CheckoutQuery`.
package enum CheckoutReply: Sendable {
    case price(Quote, seats: SeatList)
    case order(OrderView)
    case orderRecord(OrderRecord)
    case cancellation(CancellationQuote)
    case orders([OrderView])
    case nothing
    case doubt(CheckInRefusal?)
    case ticket(TicketFacts)
    /// `next`: where to go on; nil at the end.
    case bookings([BookingOnFile], next: Int?)
    case orderRecords([OrderRecord])
}

extension Show {
    func read(_ query: CheckoutQuery, at time: TurnTime) -> Reply {
        if case .recall(let mark) = query { return recall(mark, at: time) ?? .checkout(.nothing) }
        do throws(Refusal) {
            return .checkout(try answer(query, at: time))
        } catch {
            return .refused(error, plan: entry.plan)
        }
    }

    private func answer(
        _ query: CheckoutQuery,
        at time: TurnTime
    ) throws(Refusal) -> CheckoutReply {
        switch query {
        case .price(let hold, let types, let promotion):
            let quote = try state.quote(
                hold,
                ticketTypes: types,
                promotion: promotion,
                at: time,
                plan: entry.plan
            )
            return .price(quote, seats: state.hold(hold, at: time)?.seats ?? [])
        case .order(let id): return .order(OrderView(try state.known(id), at: time))
        case .orderRecord(let id): return .orderRecord(try state.known(id))
        case .providerOrder(let id):
            guard let ordinal = state.orders.find(providerOrder: id) else {
                throw .orderNotFound
            }
            return .orderRecord(state.orders[ordinal])
        case .cancellation(let request):
            return .cancellation(try state.cancellation(of: request, at: time.wall))
        case .stuck:
            guard state.orders.stuckCount > 0 else { return .orders([]) }
            let stuck = state.orders.open.map { state.orders[$0] }.filter { $0.state == .stuck }
            return .orders(stuck.map { OrderView($0, at: time) })
        case .recall: return .nothing
        case .doubt(let request):
            return .doubt(state.doubt(about: request, plan: entry.plan))
        case .ticket(let id):
            guard let facts = state.ticket(id) else { throw .bookingNotFound }
            return .ticket(facts)
        case .bookings(let from, let limit):
            let (page, next) = state.bookingPage(from: from, limit: limit)
            return .bookings(page, next: next)
        case .lapsedOffers(let holds): return .orderRecords(lapsedOffers(holds))
        }
    }

    /// O(orders), though only of those that lapsed is more looked at than their state.
    private func lapsedOffers(_ holds: [HoldID]) -> [OrderRecord] {
        let orders = state.orders.records
        return orders.indices.filter { place in
            orders[place].state == .expired && orders[place].reason == .offerLapsed
                && holds.contains(orders[place].hold)
        }.map { orders[$0] }
    }
}

extension Engine {
    /// A fresh order's id, a ULID.
    package func newOrderID() -> OrderID {
        OrderID(node.clock.ulid(node.clock.randomBits(count: 1)[0]))
    }

    /// A fresh hold's id, which is a capability.
    package func newHoldID() -> HoldID { HoldID(node.clock.randomBits(count: 1)[0]) }

    /// What all shows want of the payment provider, by show: only what is durable and whose key
    /// `isDue` lets pass, at most `limit` things of a kind and show, others first each time.
    ///
    /// - Parameter isDue: is asked on the shows' loops, and so must not wait.
    package func checkoutWork(
        limit: Int,
        isDue: @escaping @Sendable (String) -> Bool
    ) async -> [(show: ShowID, work: [CheckoutWork])] {
        var all: [(show: ShowID, work: [CheckoutWork])] = []
        for loop in loops { all += await loop.checkoutWork(limit: limit, isDue: isDue) }
        return all
    }

    /// Shows with orders that are not settled.
    package func showsWithCheckoutWork() async -> [ShowID] {
        var shows: [ShowID] = []
        for loop in loops {
            shows += await loop.onLoop { loop, done in done(Array(loop.paying)) }
        }
        return shows.sorted { $0.rawValue < $1.rawValue }
    }

    /// How many orders wait for a person, in all shows.
    package func stuckOrders() async -> Int {
        var count = 0
        for loop in loops {
            count += await loop.onLoop { loop, done in
                var stuck = 0
                for id in loop.paying {
                    guard let show = loop.shows.active[id] else { continue }
                    stuck += show.assumeIsolated { $0.state.orders.stuckCount }
                }
                done(stuck)
            }
        }
        return count
    }
}

extension EngineLoop {
    fileprivate func checkoutWork(
        limit: Int,
        isDue: @escaping @Sendable (String) -> Bool
    ) async -> [(show: ShowID, work: [CheckoutWork])] {
        await onLoop { loop, done in
            let now = loop.time().now
            loop.checkoutTurn += 1
            var all: [(show: ShowID, work: [CheckoutWork])] = []
            for id in loop.paying {
                let work = loop.work(of: id, at: now, limit: limit, isDue)
                if !work.isEmpty { all.append((id, work)) }
            }
            loop.keep(.resume(Waiter { [all] in done(all) }), after: loop.node.journal.end)
        }
    }

    private func work(
        of id: ShowID,
        at now: Moment,
        limit: Int,
        _ isDue: @escaping @Sendable (String) -> Bool
    ) -> [CheckoutWork] {
        guard let show = shows.active[id] else {
            paying.remove(id)
            return []
        }
        let turn = checkoutTurn
        return show.assumeIsolated { show in
            guard show.state.hasCheckoutWork(at: now) else {
                paying.remove(id)
                return []
            }
            return show.state.checkoutWork(at: now, limit: limit, turn: turn, isDue: isDue)
        }
    }
}
