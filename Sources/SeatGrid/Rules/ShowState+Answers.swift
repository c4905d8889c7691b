extension ShowState {
    /// What the event answers to its command; to be asked right after `apply`.
    ///
    /// Mutating only to be passed state and event by reference, neither of which it changes: see
    /// `decide(_:in:plan:into:)`.
    package mutating func outcome(of event: inout Event) -> Outcome {
        switch event.form {
        case .held:
            let left = event.time.now.milliseconds(until: event.held.deadline)
            return .held(
                HoldView(
                    id: event.held.id,
                    seats: event.held.seats,
                    prices: priceTables[Int(event.held.priceTable)],
                    state: .active,
                    expiresAt: event.time.wall.advanced(by: left),
                    expiresIn: left,
                    version: event.version
                )
            )
        case .released: return .released
        case .other: return outcome(of: rareAnswer(of: event))
        }
    }

    /// What the show answered to that key before. O(1).
    package func recall(_ mark: IdempotencyMark, at now: Moment) -> Recall {
        guard let slot = answers.find(mark.key, at: now) else { return .unknown }
        guard answers.records[slot].mark.fingerprint == mark.fingerprint else { return .reused }
        return .answer(outcome(of: answers.records[slot].answer))
    }

    func answer(of event: Event) -> KeptAnswer {
        switch event.form {
        case .held:
            KeptAnswer(
                kind: .held,
                version: event.version,
                id: event.held.id.bits,
                seats: event.held.seats,
                expiresAt: event.time.wall.advanced(
                    by: event.time.now.milliseconds(until: event.held.deadline)
                ),
                expiresIn: event.time.now.milliseconds(until: event.held.deadline),
                priceTable: event.held.priceTable
            )
        case .released: KeptAnswer(kind: .released, version: event.version)
        case .other: rareAnswer(of: event)
        }
    }

    private func rareAnswer(of event: Event) -> KeptAnswer {
        switch event.body {
        case .extended(let id, _): answer(.extended, id, event.time)
        case .swapped(let id, _): answer(.swapped, id, event.time)
        case .booked(let booked):
            KeptAnswer(kind: .booked, version: event.version, id: booked.id.bits)
        case .order(let order): orderAnswer(order, of: event)
        case .noted(.released): KeptAnswer(kind: .released, version: event.version)
        default: KeptAnswer(kind: .changed, version: event.version)
        }
    }

    private func answer(_ kind: KeptAnswer.Kind, _ id: HoldID, _ time: TurnTime) -> KeptAnswer {
        guard let slot = holds.find(id) else {
            preconditionFailure("an event was not applied before its answer")
        }
        let left = time.now.milliseconds(until: holds.records[slot].deadline)
        return KeptAnswer(
            kind: kind,
            version: version,
            id: id.bits,
            seats: holds.records[slot].seats,
            expiresAt: time.wall.advanced(by: left),
            expiresIn: left,
            priceTable: holds.records[slot].priceTable
        )
    }

    private func outcome(of answer: KeptAnswer) -> Outcome {
        switch answer.kind {
        case .held: .held(view(answer))
        case .extended: .extended(view(answer))
        case .swapped: .swapped(view(answer))
        case .released: .released
        case .booked: bookedOutcome(answer)
        case .changed: .changed(answer.version)
        case .order, .cancelled, .admitted: orderOutcome(answer)
        }
    }

    private func view(_ answer: KeptAnswer) -> HoldView {
        HoldView(
            id: HoldID(answer.id),
            seats: answer.seats,
            prices: priceTables[Int(answer.priceTable)],
            state: .active,
            expiresAt: answer.expiresAt,
            expiresIn: answer.expiresIn,
            version: answer.version
        )
    }

    private func bookedOutcome(_ answer: KeptAnswer) -> Outcome {
        guard let place = bookings.find(BookingID(answer.id)),
            let view = booking(BookingID(answer.id))
        else { preconditionFailure("a kept answer speaks of a booking that there is not") }
        // The first answer spoke of the seats that were given back since, too.
        let given = bookings.records[place].cancellations.reversed().flatMap(\.seats)
        return .booked(given.isEmpty ? view : view.with(given))
    }
}
