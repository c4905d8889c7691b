package import WAL

/// Says what a damaged log would lose in the words of the business: bookings and money.
struct LossTally {
    private var events = 0
    private var bookings = 0
    private var amounts: [String: Int64] = [:]
    /// The seats of holds that were made or changed behind the damage.
    private var seats: [HoldID: SeatList] = [:]
    /// Shows as they were before the damage, for what was held then.
    private var shows: [ShowID: ShowState] = [:]

    /// Counts a record that could still be read behind the damage.
    mutating func count(_ record: borrowing LogRecord, after recovered: NodeRecovery) {
        guard record.header.type == .showEvent else { return }
        events += 1
        let decoded = try? unsafe EventCodec.decode(
            record.payload,
            schema: record.header.schema
        )
        guard let (show, event) = decoded else { return }
        switch event.body {
        case .held(let held): seats[held.id] = held.seats
        case .swapped(let hold, let list): seats[hold] = list
        case .booked(let booked):
            bookings += 1
            count(booked.hold, of: show, at: event.time, recovered)
        default: break
        }
    }

    /// At the prices that the hold was made under if they are known, else at the catalogue's.
    private mutating func count(
        _ hold: HoldID,
        of show: ShowID,
        at time: TurnTime,
        _ recovered: NodeRecovery
    ) {
        guard let listed = recovered.book.catalog.show(show) else { return }
        let state = shows[show] ?? recovered.state(of: show)
        shows[show] = state
        let known = state.hold(hold, at: time)
        let plan = listed.layout.plan
        guard let seats = seats[hold] ?? known?.seats,
            seats.allSatisfy({ Int($0.rawValue) < plan.seatCount })
        else { return }
        let terms = listed.terms
        let prices = known?.prices ?? PriceTable(prices: terms.prices, currency: terms.currency)
        amounts[prices.currency, default: 0] += prices.total(of: seats, plan: plan)
    }

    func explain(_ error: LogError) -> EngineStartError {
        guard case .corrupt = error, events > 0 else {
            return EngineStartError(log: error, loss: nil)
        }
        let sums = amounts.sorted { $0.key < $1.key }.map { currency, amount in
            "\(currency) \(amount / 100).\(amount % 100 < 10 ? "0" : "")\(amount % 100)"
        }
        let money = sums.isEmpty ? "" : " worth at least " + sums.joined(separator: " and ")
        return EngineStartError(
            log: error,
            loss: "in words of the business: \(events) events of shows, "
                + "among them \(bookings) bookings\(money), stand behind the damage"
        )
    }
}

/// Why the engine did not start; nothing was changed.
package struct EngineStartError: Error, CustomStringConvertible {
    package let log: LogError
    package let loss: String?

    /// What the process is to exit with.
    package var exitCode: Int32 { log.exitCode }
    package var description: String { loss.map { "\(log)\n  \($0)" } ?? "\(log)" }
}
