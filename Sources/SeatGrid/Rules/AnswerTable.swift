/// An answer as it is kept for repeats under its idempotency key.
struct KeptAnswer: Equatable, Sendable {
    enum Kind: UInt8, Sendable, CaseIterable {
        case held, extended, swapped, released, booked, changed
        // Since version 2 of a state.
        case order, cancelled, admitted
    }

    var kind: Kind
    var version: ShowVersion
    /// The hold's or the booking's id.
    var id = Bits128(high: 0, low: 0)
    var seats = SeatList()
    var expiresAt = WallTime(rawValue: 0)
    var expiresIn: Int64 = 0
    var priceTable: UInt16 = 0
    /// What an order's state was said to be.
    var orderState = OrderState.created
    var orderReason = OrderReason.none
}

/// The answers of the last day, at most `Limits.idempotencyRecords`, by their key.
///
/// The oldest go first; slots are handed out again. All operations are O(1).
struct AnswerTable: Sendable {
    struct Record: Sendable {
        var mark: IdempotencyMark
        var at: Moment
        var answer: KeptAnswer
        var next: UInt16 = HoldRecord.none
    }

    private(set) var records: [Record] = []
    private(set) var count = 0
    private var byKey = SlotIndex()
    private var first = HoldRecord.none
    private var last = HoldRecord.none
    private var firstFree = HoldRecord.none

    /// The record under that key, nil if there is none that is young enough.
    func find(_ key: Bits128, at now: Moment) -> Int? {
        guard
            let slot = byKey.find(SlotIndex.tag(key), where: { records[$0].mark.key == key }),
            records[slot].at.milliseconds(until: now) < Limits.memory
        else { return nil }
        return slot
    }

    mutating func add(_ mark: IdempotencyMark, at now: Moment, _ answer: KeptAnswer) {
        while first != HoldRecord.none,
            records[Int(first)].at.milliseconds(until: now) >= Limits.memory
                || count >= Limits.idempotencyRecords
        {
            forgetFirst()
        }
        // The shell recalls before it decides, so a key comes twice only if it did not.
        guard find(mark.key, at: now) == nil else { return }
        restore(mark, at: now, answer)
    }

    /// Takes up a record from a snapshot; the oldest first.
    mutating func restore(_ mark: IdempotencyMark, at now: Moment, _ answer: KeptAnswer) {
        let slot = place(Record(mark: mark, at: now, answer: answer))
        byKey.insert(SlotIndex.tag(mark.key), slot)
        if last == HoldRecord.none {
            first = UInt16(slot)
        } else {
            records[Int(last)].next = UInt16(slot)
        }
        last = UInt16(slot)
        count += 1
    }

    /// Calls `body` with every record, the oldest first.
    func forEach(_ body: (Record) -> Void) {
        var slot = first
        while slot != HoldRecord.none {
            body(records[Int(slot)])
            slot = records[Int(slot)].next
        }
    }

    /// Gives every answer its seats in a new layout.
    mutating func moveSeats(_ moved: (SeatList) -> SeatList) {
        for slot in records.indices {
            records[slot].answer.seats = moved(records[slot].answer.seats)
        }
    }

    private mutating func place(_ record: Record) -> Int {
        if firstFree != HoldRecord.none {
            let slot = Int(firstFree)
            firstFree = records[slot].next
            records[slot] = record
            return slot
        }
        if records.count == records.capacity {
            records.reserveCapacity(records.count + max(4, records.count / 4))
        }
        records.append(record)
        return records.count - 1
    }

    private mutating func forgetFirst() {
        let slot = Int(first)
        first = records[slot].next
        if first == HoldRecord.none { last = HoldRecord.none }
        count -= 1
        byKey.remove(SlotIndex.tag(records[slot].mark.key), slot)
        records[slot].answer.seats.dropSpilled()
        records[slot].next = firstFree
        firstFree = UInt16(slot)
    }
}
