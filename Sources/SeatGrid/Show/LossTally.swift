package import WAL

/// Says what a damaged log would lose in the words of the business: bookings and money.
struct LossTally {
    private var events = 0
    private var bookings = 0
    private var amounts: [String: Int64] = [:]
    /// Shows as they would have gone on, to know what the bookings were worth.
    private var shows: [ShowID: ShowState] = [:]

    /// Counts a record that could still be read behind the damage.
    mutating func count(_ record: borrowing LogRecord, after recovered: NodeRecovery) {
        guard record.header.type == .showEvent else { return }
        events += 1
        let decoded = try? unsafe EventCodec.decode(
            record.payload, schema: record.header.schema)
        guard let (id, event) = decoded else { return }
        var show = shows.removeValue(forKey: id) ?? recovered.awake[id]?.state ?? ShowState()
        let fits = event.version == show.version.next
        if fits { show.apply(event) }
        if case .booked(let booked) = event.body {
            bookings += 1
            count(show.booking(booked.id), plan: recovered.book.catalog.show(id)?.layout.plan)
        }
        shows[id] = show
    }

    private mutating func count(_ booking: BookingView?, plan: SeatPlan?) {
        guard let booking, let plan else { return }
        let total = booking.prices.total(of: booking.seats, plan: plan)
        amounts[booking.prices.currency, default: 0] += total
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
                + "among them \(bookings) bookings\(money), stand behind the damage")
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
