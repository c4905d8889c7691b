/// A show's events as payloads of log records: explicit little-endian (docs/FORMAT.md).
///
/// show id (length u8, text) · version u64 · now i64 · wall i64 · caller (kind u8, name) · flag and
/// mark (key 16, fingerprint u64) · kind u8 · body. Lists carry their length before them.
package enum EventCodec {
    /// The log record type of a show's event.
    package static let recordType: UInt16 = 0x01
    /// The schema versions that `decode` reads.
    package static let schemas: ClosedRange<UInt16> = 1...3

    /// The schema version of what `encode` makes of `event`: the first that had its kind, so that
    /// an older build stops by the version's name only at what it does not know.
    @inline(__always)
    package static func schema(of event: borrowing Event) -> UInt16 {
        event.form == .other ? schema(ofRare: event.body) : 1
    }

    @inline(never)
    private static func schema(ofRare body: Event.Body) -> UInt16 {
        switch body {
        case .order: 3
        case .noted: Kind.noted.schema
        case .configured(let configured): kind(of: configured).schema
        case .booked(let booked): kind(of: booked).schema
        default: 1
        }
    }

    /// What kind of event a record holds. Numbers are for ever.
    enum Kind: UInt8, CaseIterable {
        case held = 1
        case extended = 2
        case swapped = 3
        case released = 4
        case booked = 5
        case lapsed = 6
        case blocked = 7
        case unblocked = 8
        case opened = 9
        case closed = 10
        case cancelled = 11
        case configured = 12
        /// Since version 2.
        case noted = 13
        /// Since version 3: `configured` with what only checkout asks for.
        case configuredCheckout = 14
        // 15 to 29 are `OrderEvent.Kind`.
        /// Since version 3: `booked` of a kind that is not paid.
        case bookedUnpaid = 30

        /// The schema version that had it first.
        var schema: UInt16 {
            switch self {
            case .configuredCheckout, .bookedUnpaid: 3
            case .noted: 2
            default: 1
            }
        }
    }

    static func kind(of booked: Event.Booked) -> Kind {
        booked.kind == .paid ? .booked : .bookedUnpaid
    }

    /// The first kind that holds all that `configured` says, so that a show without checkout terms
    /// is written as ever.
    static func kind(of configured: Event.Configured) -> Kind {
        let terms = configured.terms
        let isPlain =
            terms.checkout == nil && terms.startsAt == terms.salesClose
            && configured.kept.allSatisfy { $0.kept.category == nil }
        return isPlain ? .configured : .configuredCheckout
    }

    /// How many bytes `encode` will write.
    package static func encodedSize(_ event: Event, show: ShowID) -> Int {
        var event = event
        return encodedSize(&event, show: show)
    }

    /// The same for an event that is decided into again and again: passed by reference, as a copy
    /// would cost more than the rest. It is not changed.
    package static func encodedSize(_ event: inout Event, show: borrowing ShowID) -> Int {
        var sink = CountingSink()
        put(&event, show, into: &sink)
        return sink.count
    }

    /// Writes exactly `encodedSize` bytes to the start of `buffer`, which has room for them.
    package static func encode(
        _ event: Event,
        show: ShowID,
        into buffer: UnsafeMutableRawBufferPointer
    ) {
        var event = event
        unsafe encode(&event, show: show, into: buffer)
    }

    /// The same by reference; see `encodedSize`.
    package static func encode(
        _ event: inout Event,
        show: borrowing ShowID,
        into buffer: UnsafeMutableRawBufferPointer
    ) {
        var sink = unsafe MemorySink(buffer)
        unsafe put(&event, show, into: &sink)
    }

    /// The same as an array, for cold paths.
    package static func encoded(_ event: Event, show: ShowID) -> [UInt8] {
        var sink = ArraySink()
        var event = event
        put(&event, show, into: &sink)
        return sink.bytes
    }

    @inline(__always)
    private static func put(
        _ event: inout Event,
        _ show: borrowing ShowID,
        into sink: inout some ByteSink
    ) {
        sink.put(short: show.rawValue)
        sink.put(event.version.rawValue)
        sink.put(event.time)
        sink.put(event.caller.kind.rawValue)
        sink.put(short: event.caller.name)
        sink.put(event.mark != nil)
        if let mark = event.mark { sink.put(mark) }
        switch event.form {
        case .held: putHeld(&event, into: &sink)
        case .released:
            sink.put(Kind.released.rawValue)
            sink.put(event.held.id.bits)
        case .other: putRare(event.body, into: &sink)
        }
    }

    @inline(__always)
    private static func putHeld(_ event: inout Event, into sink: inout some ByteSink) {
        sink.put(Kind.held.rawValue)
        sink.put(event.held.id.bits)
        let count = event.held.seats.count
        sink.put(UInt8(count))
        for position in 0..<count { sink.put(event.held.seats[position].rawValue) }
        sink.put(event.held.holder != nil)
        if let holder = event.held.holder { sink.put(holder.bits) }
        sink.put(event.held.deadline.rawValue)
        sink.put(event.held.acquired.rawValue)
        sink.put(event.held.priceTable)
        sink.put(event.held.replaces != nil)
        if let replaces = event.held.replaces { sink.put(replaces.bits) }
    }

    private static func putRare(_ body: Event.Body, into sink: inout some ByteSink) {
        switch body {
        case .held, .released: preconditionFailure("written elsewhere")
        case .extended(let id, let deadline):
            sink.put(Kind.extended.rawValue)
            sink.put(id.bits)
            sink.put(deadline.rawValue)
        case .swapped(let id, let seats):
            sink.put(Kind.swapped.rawValue)
            sink.put(id.bits)
            sink.put(seats)
        case .booked(let booked): put(booked, into: &sink)
        case .lapsed(let lapse):
            sink.put(Kind.lapsed.rawValue)
            sink.put(UInt16(lapse.holds.count))
            for id in lapse.holds { sink.put(id.bits) }
            sink.put(lapse.unblocked)
        case .blocked(let seats, let reason, let until):
            sink.put(Kind.blocked.rawValue)
            sink.put(seats)
            sink.put(short: reason)
            sink.put(until)
        case .unblocked(let seats):
            sink.put(Kind.unblocked.rawValue)
            sink.put(seats)
        case .opened: sink.put(Kind.opened.rawValue)
        case .closed: sink.put(Kind.closed.rawValue)
        case .cancelled: sink.put(Kind.cancelled.rawValue)
        case .configured(let configured): put(configured, into: &sink)
        case .noted(let note):
            sink.put(Kind.noted.rawValue)
            sink.put(note.rawValue)
        case .order(let order): sink.put(order)
        }
    }

    private static func put(_ booked: Event.Booked, into sink: inout some ByteSink) {
        let kind = kind(of: booked)
        sink.put(kind.rawValue)
        sink.put(booked.hold.bits)
        sink.put(booked.id.bits)
        sink.put(short: booked.reference)
        sink.put(customer: booked.customer)
        if kind == .bookedUnpaid { sink.put(booked.kind.rawValue) }
    }

    private static func put(_ configured: Event.Configured, into sink: inout some ByteSink) {
        let kind = kind(of: configured)
        sink.put(kind.rawValue)
        sink.put(configured.terms)
        if kind == .configuredCheckout {
            sink.put(configured.terms.startsAt.rawValue)
            sink.put(configured.terms.checkout != nil)
            if let checkout = configured.terms.checkout { sink.put(checkout) }
        }
        sink.put(configured.remap != nil)
        if let remap = configured.remap {
            sink.put(count: remap.count)
            for target in remap { sink.put(target) }
        }
        sink.put(count: configured.kept.count)
        for price in configured.kept {
            sink.put(price.priceTable)
            sink.put(price.seat.rawValue)
            sink.put(price.kept.price)
            if kind == .configuredCheckout { sink.put(category: price.kept.category) }
        }
    }
}
