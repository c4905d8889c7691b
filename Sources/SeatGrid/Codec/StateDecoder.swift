/// Builds a state from a snapshot entry, believing nothing: what would break an invariant throws.
@unsafe struct StateDecoder {
    private var reader: ByteReader
    private var state = ShowState()
    /// The layout of what is read.
    private var schema: UInt8 = 0
    /// What terms and price tables refer to.
    private var checkouts: [CheckoutTerms] = []
    /// Seats that something has already.
    private var taken: [Bool] = []

    init(_ reader: ByteReader) { unsafe self.reader = unsafe reader }

    mutating func state(schemas: ClosedRange<UInt8>) throws(CodecError) -> ShowState {
        unsafe schema = try reader.u8()
        guard unsafe schemas.contains(schema) else {
            throw .unknownSchema(UInt16(unsafe schema))
        }
        unsafe state.version = ShowVersion(rawValue: try reader.u64())
        unsafe try readCheckouts()
        if unsafe try reader.flag() {
            let terms = unsafe try terms()
            unsafe state.seats = SeatPlanes(seatCount: terms.seatCount)
            unsafe taken = [Bool](repeating: false, count: terms.seatCount)
            unsafe state.take(terms)
        }
        unsafe try readLever()
        unsafe state.sale.currentPrices = try reader.u16()
        unsafe try readPriceTables()
        unsafe try readActive()
        unsafe try readBookings()
        unsafe try readEnded()
        unsafe try readBlocks()
        if unsafe schema >= 2 { unsafe try readOrders() }
        unsafe try readAnswers()
        unsafe try reader.end()
        unsafe state.seatAll()
        return unsafe state
    }

    private mutating func readCheckouts() throws(CodecError) {
        guard unsafe schema >= 2 else { return }
        for _ in 0..<(unsafe try reader.u16()) {
            unsafe checkouts.append(try reader.checkoutTerms())
        }
    }

    private mutating func checkout() throws(CodecError) -> CheckoutTerms? {
        guard unsafe schema >= 2 else { return nil }
        let reference = Int(unsafe try reader.u16())
        if reference == 0 { return nil }
        guard unsafe reference <= checkouts.count else { throw .malformed("checkout") }
        return unsafe checkouts[reference - 1]
    }

    private mutating func terms() throws(CodecError) -> ShowTerms {
        var terms = unsafe try reader.terms()
        if unsafe schema >= 2 { terms.startsAt = WallTime(rawValue: unsafe try reader.i64()) }
        terms.checkout = unsafe try checkout()
        guard terms.isSound else { throw .malformed("terms") }
        return terms
    }

    private mutating func readLever() throws(CodecError) {
        switch unsafe try reader.u8() {
        case 0: unsafe state.sale.lever = .automatic
        case 1: unsafe state.sale.lever = .open(since: WallTime(rawValue: try reader.i64()))
        case 2: unsafe state.sale.lever = .closed
        case 3: unsafe state.sale.lever = .cancelled
        default: throw .malformed("sale")
        }
    }

    private mutating func readPriceTables() throws(CodecError) {
        let count = unsafe try reader.count(of: 6)
        guard count <= Limits.priceTables else { throw .malformed("price tables") }
        for _ in 0..<count {
            let currency = unsafe try reader.shortText()
            let prices = unsafe try reader.prices()
            let checkout = unsafe try checkout()
            var bySeat: [SeatIndex: PriceTable.Kept] = [:]
            for _ in 0..<(unsafe try reader.count(of: 10)) {
                let seat = unsafe try reader.seat()
                var kept = PriceTable.Kept(price: unsafe try reader.i64())
                if unsafe schema >= 2 { kept.category = unsafe try reader.category() }
                bySeat[seat] = kept
            }
            unsafe state.priceTables.append(
                PriceTable(prices: prices, currency: currency, bySeat: bySeat, checkout: checkout)
            )
        }
        guard unsafe Int(state.sale.currentPrices) < count || !state.sale.isConfigured else {
            throw .malformed("price table")
        }
    }

    private mutating func readActive() throws(CodecError) {
        var holds: [StoredHold] = []
        let count = unsafe try reader.count(of: 53)
        guard count <= Limits.seatsPerShow else { throw .malformed("holds") }
        for _ in 0..<count {
            let hold = unsafe try hold()
            guard hold.record.isRunning, !hold.record.seats.isEmpty else {
                throw .malformed("hold")
            }
            unsafe try claim(hold.record.seats)
            holds.append(hold)
        }
        // In the order they run out, so that all go to the end of one line.
        holds.sort {
            ($0.record.deadline, $0.record.version) < ($1.record.deadline, $1.record.version)
        }
        for hold in holds {
            unsafe try checkNew(hold.record)
            _ = unsafe state.holds.add(hold.record, holder: hold.holder, line: 0)
        }
    }

    private mutating func readBookings() throws(CodecError) {
        let count = unsafe try reader.count(of: 87)
        guard unsafe count + state.holds.activeCount <= Limits.holdsPerShow else {
            throw .malformed("bookings")
        }
        for _ in 0..<count {
            let hold = unsafe try hold()
            guard hold.record.state == .booked else {
                throw .malformed("booking")
            }
            unsafe try claim(hold.record.seats)
            unsafe try checkNew(hold.record)
            let slot = unsafe state.holds.addBooked(hold.record, holder: hold.holder)
            var booking = unsafe BookingRecord(
                id: BookingID(try reader.bits()),
                slot: slot,
                reference: try reader.shortText(),
                customer: try reader.customer(),
                version: ShowVersion(rawValue: try reader.u64()),
                createdAt: WallTime(rawValue: try reader.i64())
            )
            if unsafe schema >= 2 {
                booking.kind = unsafe try reader.one("booking kind")
                booking.cancellations = unsafe try reader.list(of: 29) {
                    reader throws(CodecError) in unsafe try reader.cancellationRecord()
                }
                booking.admissions = unsafe try reader.list(of: 11) {
                    reader throws(CodecError) in
                    unsafe AdmissionRecord(
                        seat: try reader.seat(),
                        at: WallTime(rawValue: try reader.i64()),
                        door: try reader.shortText()
                    )
                }
            }
            guard !hold.record.seats.isEmpty || !booking.cancellations.isEmpty else {
                throw .malformed("booking")
            }
            guard unsafe state.bookings.find(booking.id) == nil else {
                throw .malformed("booking twice")
            }
            unsafe state.bookings.add(booking)
        }
    }

    private mutating func readEnded() throws(CodecError) {
        let count = unsafe try reader.count(of: 53)
        guard count <= Limits.endedHolds else { throw .malformed("ended holds") }
        for _ in 0..<count {
            let hold = unsafe try hold()
            guard hold.record.state == .released || hold.record.state == .expired else {
                throw .malformed("ended hold")
            }
            unsafe try checkNew(hold.record)
            unsafe state.holds.addEnded(hold.record, holder: hold.holder)
        }
    }

    private mutating func readBlocks() throws(CodecError) {
        for _ in 0..<(unsafe try reader.count(of: 6)) {
            let block = unsafe BlockRecord(
                seats: try reader.seats(),
                reason: try reader.shortText(),
                until: try reader.optionalWall()
            )
            guard !block.seats.isEmpty else { throw .malformed("block") }
            for seat in block.seats { unsafe try claim(seat) }
            unsafe state.blocks.append(block)
        }
    }

    private mutating func readAnswers() throws(CodecError) {
        let count = unsafe try reader.count(of: 76)
        guard count <= Limits.idempotencyRecords else { throw .malformed("answers") }
        for _ in 0..<count {
            let mark = unsafe try reader.mark()
            let at = unsafe Moment(rawValue: try reader.i64())
            guard let kind = KeptAnswer.Kind(rawValue: unsafe try reader.u8()) else {
                throw .malformed("answer")
            }
            let answer = unsafe KeptAnswer(
                kind: kind,
                version: ShowVersion(rawValue: try reader.u64()),
                id: try reader.bits(),
                seats: try reader.seatList(),
                expiresAt: WallTime(rawValue: try reader.i64()),
                expiresIn: try reader.i64(),
                priceTable: try reader.u16(),
                orderState: schema >= 2 ? try reader.one("order state") : .created,
                orderReason: schema >= 2 ? try reader.one("reason") : .none
            )
            unsafe try check(answer)
            unsafe state.answers.restore(mark, at: at, answer)
        }
    }

    private func check(_ answer: KeptAnswer) throws(CodecError) {
        unsafe try checkExist(answer.seats)
        switch answer.kind {
        case .held, .extended, .swapped:
            guard unsafe Int(answer.priceTable) < state.priceTables.count else {
                throw .malformed("price table")
            }
        case .booked:
            guard unsafe state.bookings.find(BookingID(answer.id)) != nil else {
                throw .malformed("booking")
            }
        case .order:
            guard unsafe state.orders.find(OrderID(answer.id)) != nil else {
                throw .malformed("order")
            }
        case .cancelled:
            guard unsafe state.cancellation(BookingID(answer.id), answer.version) != nil else {
                throw .malformed("cancellation")
            }
        case .released, .changed, .admitted: break
        }
    }

    private mutating func readOrders() throws(CodecError) {
        for _ in 0..<(unsafe try reader.count(of: 120)) {
            let order = unsafe try reader.order()
            unsafe try checkExist(order.seats)
            guard unsafe state.orders.find(order.id) == nil,
                order.seats.count == order.ticketTypes.count,
                unsafe Int(order.priceTable) < state.priceTables.count,
                // A stuck order may have lost its hold: then only its money waits for somebody.
                unsafe !order.isHolding || order.state == .stuck || state.isPinned(order),
                unsafe !order.isBooked || state.bookings.find(order.booking) != nil
            else { throw .malformed("order") }
            unsafe state.orders.add(order)
        }
        guard unsafe state.holdsBeingPaidHaveOrders else { throw .malformed("paying hold") }
        for _ in 0..<(unsafe try reader.count(of: 24)) {
            let id = unsafe try reader.bits()
            unsafe state.orders.remember(id, at: WallTime(rawValue: try reader.i64()))
        }
    }

    /// A hold as a state stores it.
    private typealias StoredHold = (record: HoldRecord, holder: HolderID?)

    private mutating func hold() throws(CodecError) -> StoredHold {
        let id = unsafe HoldID(try reader.bits())
        guard let hold = HoldState(rawValue: unsafe try reader.u8()) else {
            throw .malformed("hold")
        }
        let holder = unsafe try reader.flag() ? HolderID(try reader.bits()) : nil
        let record = unsafe HoldRecord(
            id: id,
            hasHolder: holder != nil,
            seats: try reader.seatList(),
            deadline: Moment(rawValue: try reader.i64()),
            acquired: Moment(rawValue: try reader.i64()),
            expiresAt: WallTime(rawValue: try reader.i64()),
            version: ShowVersion(rawValue: try reader.u64()),
            priceTable: try reader.u16(),
            state: hold
        )
        guard unsafe Int(record.priceTable) < state.priceTables.count else {
            throw .malformed("price table")
        }
        unsafe try checkExist(record.seats)
        return (record, holder)
    }

    private func checkExist(_ seats: SeatList) throws(CodecError) {
        for seat in seats where unsafe Int(seat.rawValue) >= taken.count {
            throw .malformed("seat")
        }
    }

    private func checkNew(_ record: HoldRecord) throws(CodecError) {
        guard unsafe state.holds.find(record.id) == nil else { throw .malformed("hold twice") }
    }

    private mutating func claim(_ seats: SeatList) throws(CodecError) {
        for seat in seats { unsafe try claim(seat) }
    }

    private mutating func claim(_ seat: SeatIndex) throws(CodecError) {
        guard unsafe Int(seat.rawValue) < taken.count, unsafe !taken[Int(seat.rawValue)] else {
            throw .malformed("seat")
        }
        unsafe taken[Int(seat.rawValue)] = true
    }
}
