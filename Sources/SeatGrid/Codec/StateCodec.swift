extension ShowState {
    /// The layout of snapshot entries that `encoded` writes, the entry's first byte.
    private static let schema: UInt8 = 2
    /// The layouts that `init(decoding:)` reads.
    private static let schemas: ClosedRange<UInt8> = 1...2

    /// The state as a snapshot entry. Canonical: equal states give equal bytes.
    ///
    /// Slots, lists and indexes are not written: they are made anew. Seats follow from holds and
    /// blocks. Active holds are in the order of their ids; booked, ended ones and answers in the
    /// order in which that came about.
    package func encoded() -> [UInt8] {
        var size = CountingSink()
        put(into: &size)
        return unsafe [UInt8](unsafeUninitializedCapacity: size.count) { buffer, count in
            var sink = unsafe MemorySink(UnsafeMutableRawBufferPointer(buffer))
            unsafe put(into: &sink)
            count = unsafe sink.count
        }
    }

    private func put(into sink: inout some ByteSink) {
        sink.put(Self.schema)
        sink.put(version.rawValue)
        let shared = SharedCheckouts(of: self)
        sink.put(UInt16(shared.all.count))
        for checkout in shared.all { sink.put(checkout) }
        sink.put(terms != nil)
        if let terms {
            sink.put(terms)
            sink.put(terms.startsAt.rawValue)
            sink.put(shared.reference(to: terms.checkout))
        }
        put(sale, into: &sink)
        sink.put(count: priceTables.count)
        for table in priceTables { put(table, shared, into: &sink) }
        let active = holds.records.indices.filter { holds.records[$0].isRunning }
            .sorted { holds.records[$0].id.bits < holds.records[$1].id.bits }
        sink.put(count: active.count)
        for slot in active { put(slot: slot, into: &sink) }
        sink.put(count: bookings.records.count)
        for booking in bookings.records { put(booking, into: &sink) }
        sink.put(count: holds.endedCount)
        holds.forEachEnded { put(slot: $0, into: &sink) }
        sink.put(count: blocks.count)
        for block in blocks {
            sink.put(block.seats)
            sink.put(short: block.reason)
            sink.put(block.until)
        }
        sink.put(count: orders.count)
        for order in orders.records { sink.put(order) }
        sink.put(count: orders.deliveries.deliveries.count)
        for delivery in orders.deliveries.deliveries {
            sink.put(delivery.id)
            sink.put(delivery.at.rawValue)
        }
        sink.put(count: answers.count)
        answers.forEach { put($0, into: &sink) }
    }

    private func put(_ sale: Sale, into sink: inout some ByteSink) {
        switch sale.lever {
        case .automatic: sink.put(UInt8(0))
        case .open(let since):
            sink.put(UInt8(1))
            sink.put(since.rawValue)
        case .closed: sink.put(UInt8(2))
        case .cancelled: sink.put(UInt8(3))
        }
        sink.put(sale.currentPrices)
    }

    private func put(
        _ table: PriceTable,
        _ shared: SharedCheckouts,
        into sink: inout some ByteSink
    ) {
        sink.put(short: table.currency)
        sink.put(prices: table.prices)
        sink.put(shared.reference(to: table.checkout))
        sink.put(count: table.bySeat.count)
        for (seat, kept) in table.bySeat.sorted(by: { $0.key < $1.key }) {
            sink.put(seat.rawValue)
            sink.put(kept.price)
            sink.put(category: kept.category)
        }
    }

    private func put(slot: Int, into sink: inout some ByteSink) {
        let record = holds.records[slot]
        let holder = holds.holder(of: slot)
        sink.put(record.id.bits)
        sink.put(record.state.rawValue)
        sink.put(holder != nil)
        if let holder { sink.put(holder.bits) }
        sink.put(record.seats)
        sink.put(record.deadline.rawValue)
        sink.put(record.acquired.rawValue)
        sink.put(record.expiresAt.rawValue)
        sink.put(record.version.rawValue)
        sink.put(record.priceTable)
    }

    private func put(_ booking: BookingRecord, into sink: inout some ByteSink) {
        put(slot: booking.slot, into: &sink)
        sink.put(booking.id.bits)
        sink.put(short: booking.reference)
        sink.put(customer: booking.customer)
        sink.put(booking.version.rawValue)
        sink.put(booking.createdAt.rawValue)
        sink.put(booking.kind.rawValue)
        sink.put(count: booking.cancellations.count)
        for record in booking.cancellations { sink.put(record) }
        sink.put(count: booking.admissions.count)
        for admission in booking.admissions {
            sink.put(admission.seat.rawValue)
            sink.put(admission.at.rawValue)
            sink.put(short: admission.door)
        }
    }

    private func put(_ record: AnswerTable.Record, into sink: inout some ByteSink) {
        sink.put(record.mark)
        sink.put(record.at.rawValue)
        sink.put(record.answer.kind.rawValue)
        sink.put(record.answer.version.rawValue)
        sink.put(record.answer.id)
        sink.put(record.answer.seats)
        sink.put(record.answer.expiresAt.rawValue)
        sink.put(record.answer.expiresIn)
        sink.put(record.answer.priceTable)
        sink.put(record.answer.orderState.rawValue)
        sink.put(record.answer.orderReason.rawValue)
    }

    /// Reads a snapshot entry back. Never traps, whatever the bytes are.
    package init(decoding bytes: [UInt8]) throws(CodecError) {
        self.init()
        let result = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(CodecError) -> ShowState in
                var decoder = unsafe StateDecoder(ByteReader(buffer))
                return try unsafe decoder.state(schemas: Self.schemas)
            }
        }
        self = try result.get()
    }
}
