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
    var kind = BookingKind.paid
    /// What was given back of it, in the order in which that came about.
    var cancellations: [CancellationRecord] = []
    /// People who were let in, the first on a seat first.
    var admissions: [AdmissionRecord] = []

    /// Of its newest ticket: tickets of before seats were given back are no good any more.
    var epoch: UInt32 { UInt32(cancellations.count) + 1 }

    func isUsed(_ seat: SeatIndex) -> Bool { admissions.contains { $0.seat == seat } }
}

/// Somebody who was let in on a seat.
struct AdmissionRecord: Equatable, Sendable {
    var seat: SeatIndex
    let at: WallTime
    let door: String
}

/// Seats of a booking that were given back.
package struct CancellationRecord: Equatable, Sendable {
    package internal(set) var seats: SeatList
    /// How many the booking had left.
    package let left: UInt8
    package let version: ShowVersion
    package let at: WallTime
    package let reason: OrderReason
    /// nil: no money goes back by us.
    package let refund: RefundID?
    /// Minor units.
    package let amount: Int64
}

/// A show's bookings, in the order they were made.
struct BookingTable: Sendable {
    private(set) var records: [BookingRecord] = []
    /// How many have seats left.
    private(set) var uncancelled = 0
    private var byID = SlotIndex()

    func find(_ id: BookingID) -> Int? {
        byID.find(SlotIndex.tag(id.bits)) { records[$0].id == id }
    }

    mutating func admit(_ place: Int, _ admission: OrderEvent.Admission) {
        records[place].admissions += admission.seats.map {
            AdmissionRecord(seat: $0, at: admission.at, door: admission.door)
        }
    }

    mutating func cancel(_ place: Int, _ record: CancellationRecord) {
        records[place].cancellations.append(record)
        if record.left == 0 { uncancelled -= 1 }
    }

    /// Gives all seats that bookings speak of their place in a new layout.
    mutating func moveSeats(_ moved: (SeatList) -> SeatList) {
        for place in records.indices {
            for index in records[place].admissions.indices {
                let seat = records[place].admissions[index].seat
                records[place].admissions[index].seat = moved([seat]).first ?? seat
            }
            for index in records[place].cancellations.indices {
                records[place].cancellations[index].seats = moved(
                    records[place].cancellations[index].seats
                )
            }
        }
    }

    mutating func add(_ record: BookingRecord) {
        byID.insert(SlotIndex.tag(record.id.bits), records.count)
        records.append(record)
        if record.cancellations.last?.left != 0 { uncancelled += 1 }
    }
}

/// Seats that an operator took off sale.
struct BlockRecord: Equatable, Sendable {
    var seats: [SeatIndex]
    var reason: String
    var until: WallTime?
}
