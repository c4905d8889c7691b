extension EventCodec {
    /// Reads a payload back. Never traps, whatever the bytes are.
    package static func decode(
        _ payload: UnsafeRawBufferPointer,
        schema: UInt16
    ) throws(CodecError) -> (show: ShowID, event: Event) {
        var event = Event.blank
        let name = try unsafe decode(payload, schema: schema, into: &event)
        return (try unsafe showID(name), event)
    }

    /// The same in the place of an event that is no longer needed, and the bytes of the show's id,
    /// unchecked. Ordinary events cost no allocation then. `event` is of no use after an error.
    static func decode(
        _ payload: UnsafeRawBufferPointer,
        schema: UInt16,
        into event: inout Event
    ) throws(CodecError) -> UnsafeRawBufferPointer {
        guard schemas.contains(schema) else { throw .unknownSchema(schema) }
        var reader = unsafe ByteReader(payload)
        let name = unsafe try reader.slice(Int(try reader.u8()))
        event.version = unsafe ShowVersion(rawValue: try reader.u64())
        event.time = unsafe try reader.time()
        guard let kind = Caller.Kind(rawValue: unsafe try reader.u8()) else {
            throw .malformed("caller")
        }
        let caller = unsafe try reader.slice(Int(try reader.u8()))
        // Mostly the one of the event before.
        if unsafe kind != event.caller.kind || !caller.elementsEqual(event.caller.name.utf8) {
            event.caller = Caller(kind: kind, name: unsafe try ByteReader.text(of: caller))
        }
        event.mark = unsafe try reader.flag() ? try reader.mark() : nil
        unsafe try readBody(of: &event, &reader, schema)
        unsafe try reader.end()
        return unsafe name
    }

    /// The id whose bytes these are.
    static func showID(_ name: UnsafeRawBufferPointer) throws(CodecError) -> ShowID {
        ShowID(unsafe try ByteReader.text(of: name))
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

    private static func readBody(
        of event: inout Event,
        _ reader: inout ByteReader,
        _ schema: UInt16
    ) throws(CodecError) {
        let number = unsafe try reader.u8()
        if schema == 3, let kind = OrderEvent.Kind(rawValue: number) {
            return unsafe become(.order(try reader.orderEvent(kind)), &event)
        }
        guard let kind = Kind(rawValue: number), kind.schema == schema else {
            throw .malformed("kind")
        }
        switch kind {
        case .held: unsafe try readHeld(of: &event, &reader)
        case .released: event.become(releaseOf: HoldID(unsafe try reader.bits()))
        default: become(unsafe try rareBody(kind, &reader), &event)
        }
    }

    private static func become(_ body: Event.Body, _ event: inout Event) {
        event = Event(
            version: event.version,
            time: event.time,
            caller: event.caller,
            mark: event.mark,
            body: body
        )
    }

    private static func booked(
        _ kind: Kind,
        _ reader: inout ByteReader
    ) throws(CodecError) -> Event.Booked {
        var booked = unsafe Event.Booked(
            hold: HoldID(try reader.bits()),
            id: BookingID(try reader.bits()),
            reference: try reader.shortText(),
            customer: try reader.customer()
        )
        if kind == .bookedUnpaid { booked.kind = unsafe try reader.one("booking kind") }
        guard Self.kind(of: booked) == kind else { throw .malformed("booking kind") }
        return booked
    }

    private static func rareBody(
        _ kind: Kind,
        _ reader: inout ByteReader
    ) throws(CodecError) -> Event.Body {
        switch kind {
        case .held, .released: preconditionFailure("read elsewhere")
        case .extended:
            return unsafe .extended(
                HoldID(try reader.bits()),
                deadline: Moment(rawValue: try reader.i64())
            )
        case .swapped:
            return unsafe .swapped(HoldID(try reader.bits()), seats: try reader.seatList())
        case .booked, .bookedUnpaid:
            return .booked(unsafe try booked(kind, &reader))
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
        case .configured, .configuredCheckout:
            return .configured(unsafe try configured(kind, &reader))
        case .noted:
            guard let note = Event.Note(rawValue: unsafe try reader.u8()) else {
                throw .malformed("note")
            }
            return .noted(note)
        }
    }

    private static func readHeld(
        of event: inout Event,
        _ reader: inout ByteReader
    ) throws(CodecError) {
        event.becomeHeld()
        event.held.id = unsafe HoldID(try reader.bits())
        event.held.seats = unsafe try reader.seatList()
        event.held.holder = unsafe try reader.flag() ? HolderID(try reader.bits()) : nil
        event.held.deadline = unsafe Moment(rawValue: try reader.i64())
        event.held.acquired = unsafe Moment(rawValue: try reader.i64())
        event.held.priceTable = unsafe try reader.u16()
        event.held.replaces = unsafe try reader.flag() ? HoldID(try reader.bits()) : nil
    }

    private static func lapse(_ reader: inout ByteReader) throws(CodecError) -> Event.Lapse {
        var holds: [HoldID] = []
        for _ in 0..<(unsafe try reader.u16()) { holds.append(HoldID(unsafe try reader.bits())) }
        return Event.Lapse(holds: holds, unblocked: unsafe try reader.seats())
    }

    private static func configured(
        _ kind: Kind,
        _ reader: inout ByteReader
    ) throws(CodecError) -> Event.Configured {
        var terms = unsafe try reader.terms()
        if kind == .configuredCheckout {
            terms.startsAt = WallTime(rawValue: unsafe try reader.i64())
            terms.checkout = unsafe try reader.flag() ? try reader.checkoutTerms() : nil
        }
        guard terms.isSound else { throw .malformed("terms") }
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
            let table = unsafe try reader.u16()
            let seat = unsafe try reader.seat()
            var price = PriceTable.Kept(price: unsafe try reader.i64())
            if kind == .configuredCheckout { price.category = unsafe try reader.category() }
            kept.append(Event.KeptPrice(priceTable: table, seat: seat, kept: price))
        }
        let configured = Event.Configured(terms: terms, remap: remap, kept: kept)
        // Whatever happened is written in one way only.
        guard EventCodec.kind(of: configured) == kind else { throw .malformed("kind") }
        return configured
    }
}
