extension ByteReader {
    mutating func orderEvent(_ kind: OrderEvent.Kind) throws(CodecError) -> OrderEvent {
        switch kind {
        case .made: return .made(unsafe try order())
        case .moved: return .moved(unsafe try move())
        case .refund: return .refund(unsafe try refundStep())
        case .cancelled:
            return .cancelled(
                unsafe OrderEvent.Cancellation(
                    booking: BookingID(try bits()),
                    seats: try seatList(),
                    reason: try one("reason"),
                    refund: try flag() ? try refund() : nil
                )
            )
        case .admitted:
            return .admitted(
                unsafe OrderEvent.Admission(
                    booking: BookingID(try bits()),
                    seats: try seatList(),
                    at: WallTime(rawValue: try i64()),
                    door: try shortText()
                )
            )
        case .told: return unsafe .told(OrderID(try bits()), try one("order state"))
        }
    }

    private mutating func move() throws(CodecError) -> OrderEvent.Move {
        var move = unsafe OrderEvent.Move(
            order: OrderID(try bits()),
            state: try one("order state"),
            reason: try one("reason")
        )
        move.payment = unsafe try flag() ? try payment() : nil
        if unsafe try flag() {
            move.acquired = unsafe OrderEvent.Acquired(
                hold: HoldID(try bits()),
                seats: try seatList()
            )
        }
        switch unsafe try u8() {
        case 0: move.hold = .keep
        case 1: move.hold = unsafe .until(Moment(rawValue: try i64()))
        case 2: move.hold = .drop
        case 3: move.hold = .book
        default: throw .malformed("hold step")
        }
        move.refund = unsafe try flag() ? try refund() : nil
        move.settlesRefunds = unsafe try flag()
        move.delivery = unsafe try flag() ? try bits() : nil
        return move
    }

    private mutating func refundStep() throws(CodecError) -> OrderEvent.RefundStep {
        var step = unsafe OrderEvent.RefundStep(
            order: OrderID(try bits()),
            refund: RefundID(try bits()),
            refundState: try one("refund state"),
            attempt: try u8(),
            providerID: try shortText(),
            state: try one("order state"),
            reason: try one("reason")
        )
        step.delivery = unsafe try flag() ? try bits() : nil
        return step
    }

    mutating func order() throws(CodecError) -> OrderRecord {
        unsafe OrderRecord(
            id: OrderID(try bits()),
            madeOf: HoldID(try bits()),
            hold: HoldID(try bits()),
            epoch: try u32(),
            seats: try seatList(),
            ticketTypes: try bytes(try count(of: 1)),
            quote: try quote(),
            priceTable: try u16(),
            holder: try flag() ? HolderID(try bits()) : nil,
            customer: try customer(),
            locale: try shortText(),
            provider: try one("provider"),
            providerOrder: try shortText(),
            createdAt: WallTime(rawValue: try i64()),
            payBy: Moment(rawValue: try i64()),
            state: try one("order state"),
            reason: try one("reason"),
            version: ShowVersion(rawValue: try u64()),
            since: Moment(rawValue: try i64()),
            granted: try shortText(),
            payments: try list(of: 19) { reader throws(CodecError) in
                unsafe try reader.payment()
            },
            refunds: try list(of: 37) { reader throws(CodecError) in
                unsafe try reader.refund()
            },
            isBooked: try flag()
        )
    }

    private mutating func payment() throws(CodecError) -> PaymentRecord {
        unsafe PaymentRecord(
            id: try shortText(),
            status: try one("payment status"),
            amount: try i64(),
            currency: try shortText(),
            refundedElsewhere: try i64()
        )
    }

    private mutating func refund() throws(CodecError) -> RefundRecord {
        unsafe RefundRecord(
            id: RefundID(try bits()),
            payment: try shortText(),
            amount: try i64(),
            reason: try one("reason"),
            state: try one("refund state"),
            attempt: try u8(),
            providerID: try shortText(),
            since: Moment(rawValue: try i64())
        )
    }

    mutating func cancellationRecord() throws(CodecError) -> CancellationRecord {
        unsafe CancellationRecord(
            seats: try seatList(),
            left: try u8(),
            version: ShowVersion(rawValue: try u64()),
            at: WallTime(rawValue: try i64()),
            reason: try one("reason"),
            refund: try flag() ? RefundID(try bits()) : nil,
            amount: try i64()
        )
    }

    /// Things of at least `size` bytes each, with their number before them.
    mutating func list<Item>(
        of size: Int,
        _ read: (inout ByteReader) throws(CodecError) -> Item
    ) throws(CodecError) -> [Item] {
        var items: [Item] = []
        for _ in 0..<(unsafe try count(of: size)) { items.append(unsafe try read(&self)) }
        return items
    }

    /// A value of an enumeration whose raw values are for ever.
    mutating func one<Value: RawRepresentable>(
        _ name: String
    ) throws(CodecError) -> Value where Value.RawValue == UInt8 {
        guard let value = Value(rawValue: unsafe try u8()) else { throw .malformed(name) }
        return value
    }
}
