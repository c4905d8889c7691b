extension EventCodec {
    /// Reads a payload back. Never traps, whatever the bytes are.
    package static func decode(
        _ payload: UnsafeRawBufferPointer,
        schema: UInt16
    ) throws(CodecError) -> (show: ShowID, event: Event) {
        guard schemas.contains(schema) else { throw .unknownSchema(schema) }
        var reader = unsafe ByteReader(payload)
        let show = ShowID(unsafe try reader.shortText())
        let version = unsafe ShowVersion(rawValue: try reader.u64())
        let time = unsafe try reader.time()
        guard let kind = Caller.Kind(rawValue: unsafe try reader.u8()) else {
            throw .malformed("caller")
        }
        let caller = unsafe Caller(kind: kind, name: try reader.shortText())
        let mark = unsafe try reader.flag() ? try reader.mark() : nil
        let body = unsafe try body(&reader, schema)
        unsafe try reader.end()
        return (
            show, Event(version: version, time: time, caller: caller, mark: mark, body: body)
        )
    }

    /// The same from an array, for cold paths.
    package static func decode(
        _ payload: [UInt8],
        schema: UInt16
    ) throws(CodecError) -> (show: ShowID, event: Event) {
        let result = unsafe payload.withUnsafeBytes { buffer in
            Result { () throws(CodecError) -> (show: ShowID, event: Event) in
                try unsafe decode(buffer, schema: schema)
            }
        }
        return try result.get()
    }

    /// Reads only whose event it is, to find the show before decoding.
    package static func show(
        of payload: UnsafeRawBufferPointer,
        schema: UInt16
    ) throws(CodecError) -> ShowID {
        guard schemas.contains(schema) else { throw .unknownSchema(schema) }
        var reader = unsafe ByteReader(payload)
        return ShowID(unsafe try reader.shortText())
    }

    private static func body(
        _ reader: inout ByteReader,
        _ schema: UInt16
    ) throws(CodecError) -> Event.Body {
        guard let kind = Kind(rawValue: unsafe try reader.u8()), kind.schema == schema else {
            throw .malformed("kind")
        }
        switch kind {
        case .held: return .held(unsafe try held(&reader))
        case .extended:
            return unsafe .extended(
                HoldID(try reader.bits()),
                deadline: Moment(rawValue: try reader.i64())
            )
        case .swapped:
            return unsafe .swapped(HoldID(try reader.bits()), seats: try reader.seatList())
        case .released: return unsafe .released(HoldID(try reader.bits()))
        case .booked:
            return unsafe .booked(
                Event.Booked(
                    hold: HoldID(try reader.bits()),
                    id: BookingID(try reader.bits()),
                    reference: try reader.shortText(),
                    customer: try reader.customer()
                )
            )
        case .lapsed: return .lapsed(unsafe try lapse(&reader))
        case .blocked:
            return unsafe .blocked(
                seats: try reader.seats(),
                reason: try reader.shortText(),
                until: try reader.optionalWall()
            )
        case .unblocked: return unsafe .unblocked(seats: try reader.seats())
        case .opened: return .opened
        case .closed: return .closed
        case .cancelled: return .cancelled
        case .configured: return .configured(unsafe try configured(&reader))
        case .noted:
            guard let note = Event.Note(rawValue: unsafe try reader.u8()) else {
                throw .malformed("note")
            }
            return .noted(note)
        }
    }

    private static func held(_ reader: inout ByteReader) throws(CodecError) -> Event.Held {
        let id = unsafe HoldID(try reader.bits())
        let seats = unsafe try reader.seatList()
        let holder = unsafe try reader.flag() ? HolderID(try reader.bits()) : nil
        let deadline = unsafe Moment(rawValue: try reader.i64())
        let acquired = unsafe Moment(rawValue: try reader.i64())
        let table = unsafe try reader.u16()
        let replaces = unsafe try reader.flag() ? HoldID(try reader.bits()) : nil
        return Event.Held(
            id: id,
            seats: seats,
            holder: holder,
            deadline: deadline,
            acquired: acquired,
            priceTable: table,
            replaces: replaces
        )
    }

    private static func lapse(_ reader: inout ByteReader) throws(CodecError) -> Event.Lapse {
        var holds: [HoldID] = []
        for _ in 0..<(unsafe try reader.u16()) { holds.append(HoldID(unsafe try reader.bits())) }
        return Event.Lapse(holds: holds, unblocked: unsafe try reader.seats())
    }

    private static func configured(
        _ reader: inout ByteReader
    ) throws(CodecError) -> Event.Configured {
        let terms = unsafe try reader.terms()
        var remap: [UInt16]?
        if unsafe try reader.flag() {
            var targets: [UInt16] = []
            for _ in 0..<(unsafe try reader.count(of: 2)) {
                targets.append(unsafe try reader.u16())
            }
            remap = targets
        }
        var kept: [Event.KeptPrice] = []
        for _ in 0..<(unsafe try reader.count(of: 12)) {
            kept.append(
                unsafe Event.KeptPrice(
                    priceTable: try reader.u16(),
                    seat: try reader.seat(),
                    price: try reader.i64()
                )
            )
        }
        return Event.Configured(terms: terms, remap: remap, kept: kept)
    }
}
