// What events and snapshots both hold.

extension ByteSink {
    @inline(__always)
    mutating func put(_ time: TurnTime) {
        put(time.now.rawValue)
        put(time.wall.rawValue)
    }

    /// A text of at most 255 bytes.
    @inline(__always)
    mutating func put(short text: String) {
        if text.isEmpty { return put(UInt8(0)) }
        put(UInt8(text.utf8.count))
        put(text: text)
    }

    @inline(__always)
    mutating func put(_ mark: IdempotencyMark) {
        put(mark.key)
        put(mark.fingerprint)
    }

    @inline(__always)
    mutating func put(_ seats: SeatList) {
        put(UInt8(seats.count))
        for position in 0..<seats.count { put(seats[position].rawValue) }
    }

    mutating func put(_ seats: [SeatIndex]) {
        put(count: seats.count)
        for seat in seats { put(seat.rawValue) }
    }

    mutating func put(_ wall: WallTime?) {
        put(wall != nil)
        if let wall { put(wall.rawValue) }
    }

    mutating func put(customer: [UInt8]?) {
        put(customer != nil)
        guard let customer else { return }
        put(count: customer.count)
        put(bytes: customer)
    }

    mutating func put(prices: [Int64?]) {
        put(UInt8(prices.count))
        for price in prices {
            put(price != nil)
            if let price { put(price) }
        }
    }

    /// A category ordinal, or none.
    mutating func put(category: UInt8?) {
        put(category != nil)
        if let category { put(category) }
    }

    /// All but what only checkout asks for: `startsAt` and `checkout`.
    mutating func put(_ terms: ShowTerms) {
        put(terms.revision)
        put(short: terms.layout)
        put(count: terms.seatCount)
        put(prices: terms.prices)
        put(short: terms.currency)
        put(terms.salesOpen)
        put(terms.salesClose.rawValue)
        put(UInt16(terms.rules.maxSeatsPerHold))
        put(UInt16(terms.rules.maxSeatsPerHolder))
        put(terms.rules.holdTTL)
        put(terms.rules.holdMax)
        put(terms.rules.orphans.rawValue)
    }
}

extension ByteReader {
    mutating func time() throws(CodecError) -> TurnTime {
        TurnTime(
            now: unsafe Moment(rawValue: try i64()),
            wall: unsafe WallTime(rawValue: try i64())
        )
    }

    mutating func shortText() throws(CodecError) -> String {
        unsafe try text(Int(try u8()))
    }

    mutating func mark() throws(CodecError) -> IdempotencyMark {
        unsafe IdempotencyMark(key: try bits(), fingerprint: try u64())
    }

    mutating func seat() throws(CodecError) -> SeatIndex {
        unsafe SeatIndex(rawValue: try u16())
    }

    mutating func seatList() throws(CodecError) -> SeatList {
        let count = Int(unsafe try u8())
        guard count <= Limits.seatsPerHold else { throw .malformed("seats") }
        var seats = SeatList()
        for _ in 0..<count { seats.append(unsafe try seat()) }
        return seats
    }

    mutating func seats() throws(CodecError) -> [SeatIndex] {
        let count = unsafe try count(of: 2)
        guard count <= Limits.seatsPerShow else { throw .malformed("seats") }
        var seats: [SeatIndex] = []
        seats.reserveCapacity(count)
        for _ in 0..<count { seats.append(unsafe try seat()) }
        return seats
    }

    mutating func optionalWall() throws(CodecError) -> WallTime? {
        unsafe try flag() ? WallTime(rawValue: try i64()) : nil
    }

    mutating func customer() throws(CodecError) -> [UInt8]? {
        guard unsafe try flag() else { return nil }
        return unsafe try bytes(try count(of: 1))
    }

    mutating func prices() throws(CodecError) -> [Int64?] {
        var prices: [Int64?] = []
        for _ in 0..<(unsafe try u8()) { prices.append(unsafe try flag() ? try i64() : nil) }
        return prices
    }

    mutating func category() throws(CodecError) -> UInt8? {
        unsafe try flag() ? try u8() : nil
    }

    /// Whoever calls adds what only checkout asks for, and then looks whether they are sound.
    mutating func terms() throws(CodecError) -> ShowTerms {
        let revision = unsafe try u64()
        let layout = unsafe try shortText()
        let seatCount = Int(unsafe try u32())
        let prices = unsafe try prices()
        let currency = unsafe try shortText()
        let opens = unsafe try optionalWall()
        let closes = unsafe WallTime(rawValue: try i64())
        let rules = unsafe ShowRules(
            maxSeatsPerHold: Int(try u16()),
            maxSeatsPerHolder: Int(try u16()),
            holdTTL: try i64(),
            holdMax: try i64(),
            orphans: try orphanRule()
        )
        let terms = ShowTerms(
            revision: revision,
            layout: layout,
            seatCount: seatCount,
            prices: prices,
            currency: currency,
            salesOpen: opens,
            salesClose: closes,
            rules: rules
        )
        return terms
    }

    private mutating func orphanRule() throws(CodecError) -> OrphanRule {
        guard let rule = OrphanRule(rawValue: unsafe try u8()) else { throw .malformed("orphans") }
        return rule
    }
}
