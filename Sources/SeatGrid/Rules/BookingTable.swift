/// A booking; its seats and prices are those of its hold.
struct BookingRecord: Equatable, Sendable {
    var id: BookingID
    /// Its hold's slot, which is never given to another one.
    var slot: Int
    var reference: String
    /// Canonical JSON.
    var customer: [UInt8]?
    var version: ShowVersion
    var createdAt: WallTime
}

/// A show's bookings, in the order they were made.
struct BookingTable: Sendable {
    private(set) var records: [BookingRecord] = []
    private var byID = SlotIndex()

    func find(_ id: BookingID) -> Int? {
        byID.find(SlotIndex.tag(id.bits)) { records[$0].id == id }
    }

    mutating func add(_ record: BookingRecord) {
        byID.insert(SlotIndex.tag(record.id.bits), records.count)
        records.append(record)
    }
}

/// Seats that an operator took off sale.
struct BlockRecord: Equatable, Sendable {
    var seats: [SeatIndex]
    var reason: String
    var until: WallTime?
}
