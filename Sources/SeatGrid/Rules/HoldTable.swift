/// All holds that a show knows, in one slab: active and booked ones, and the latest ended ones.
///
/// Slots are handed out again, so that the steady state allocates nothing. Everything is O(1)
/// except an active hold with an odd time to live, which costs O(log n).
struct HoldTable: Sendable {
    private(set) var records: [HoldRecord] = []
    /// Whose holds they are, by slot: apart, for most shows know nobody by name, and then this
    /// is empty.
    private var holders: [HolderID] = []
    private var byID = SlotIndex()
    /// Leads to the first record of a holder's chain: active and booked holds only.
    private var byHolder = SlotIndex()
    private var firstFree = HoldRecord.none
    private var firstEnded = HoldRecord.none
    private var lastEnded = HoldRecord.none
    private(set) var endedCount = 0
    private(set) var activeCount = 0
    var expiry = ExpiryLists()

    @inline(__always)
    func find(_ id: HoldID) -> Int? {
        byID.find(SlotIndex.tag(id.bits)) { records[$0].id == id }
    }

    /// Takes up an active hold. `line`: see `ExpiryLists`.
    mutating func add(_ record: HoldRecord, holder: HolderID?, line: Int) -> Int {
        let slot = place(record, holder)
        activeCount += 1
        linkHolder(slot)
        expiry.insert(slot, line: line, &records)
        return slot
    }

    /// Takes up the hold that the event, which is not changed, is about. `left`: till its deadline.
    @inline(__always)
    mutating func add(_ event: inout Event, left: Int64, line: Int) -> Int {
        guard firstFree != HoldRecord.none else {
            return add(HoldRecord(event, left: left), holder: event.held.holder, line: line)
        }
        let slot = Int(firstFree)
        firstFree = records[slot].next
        records[slot].become(&event, left: left)
        byID.insert(SlotIndex.tag(event.held.id.bits), slot)
        activeCount += 1
        if let holder = event.held.holder {
            note(holder, of: slot)
            linkHolder(slot)
        }
        expiry.insert(slot, line: line, &records)
        return slot
    }

    /// Takes up a hold that has been booked, from a snapshot.
    mutating func addBooked(_ record: HoldRecord, holder: HolderID?) -> Int {
        let slot = place(record, holder)
        linkHolder(slot)
        return slot
    }

    /// Takes up a hold that has ended, from a snapshot; in the order they ended.
    mutating func addEnded(_ record: HoldRecord, holder: HolderID?) {
        appendEnded(place(record, holder))
    }

    /// Makes the seats of a hold free.
    @inline(__always)
    mutating func freeSeats(of slot: Int, in planes: inout SeatPlanes) {
        planes.set(&records[slot].seats, .free, owner: SeatPlanes.nobody)
    }

    /// Ends an active hold: it is remembered for a while, its seats are the caller's business.
    mutating func end(_ slot: Int, as state: HoldState, at now: Moment, version: ShowVersion) {
        precondition(records[slot].isRunning, "only a hold that runs ends")
        expiry.remove(slot, &records)
        unlinkHolder(slot)
        activeCount -= 1
        records[slot].end(as: state, at: now, version: version)
        appendEnded(slot)
        while endedCount > Limits.endedHolds || firstEndedIsOld(at: now) { forgetFirstEnded() }
    }

    /// A running hold is being paid for, and runs that long.
    mutating func pay(_ slot: Int, until deadline: Moment, version: ShowVersion) {
        precondition(records[slot].isRunning, "only a hold that runs is paid for")
        expiry.remove(slot, &records)
        records[slot].state = .paying
        records[slot].deadline = deadline
        records[slot].version = version
        // The last line: they are few, and of other times than the rest.
        expiry.insert(slot, line: ExpiryLists.lineCount - 1, &records)
    }

    /// Turns a running hold into a booked one, which stays for good.
    mutating func book(_ slot: Int, version: ShowVersion) {
        precondition(records[slot].isRunning, "only a hold that runs is booked")
        expiry.remove(slot, &records)
        activeCount -= 1
        records[slot].state = .booked
        records[slot].version = version
    }

    mutating func extend(
        _ slot: Int,
        to deadline: Moment,
        line: Int,
        expiresAt: WallTime,
        version: ShowVersion
    ) {
        expiry.remove(slot, &records)
        records[slot].deadline = deadline
        records[slot].expiresAt = expiresAt
        records[slot].version = version
        expiry.insert(slot, line: line, &records)
    }

    mutating func swap(_ slot: Int, to seats: SeatList, version: ShowVersion) {
        records[slot].seats = seats
        records[slot].version = version
    }

    /// Gives every record its seats in a new layout.
    mutating func moveSeats(_ moved: (SeatList) -> SeatList) {
        for slot in records.indices { records[slot].seats = moved(records[slot].seats) }
    }

    /// Seats that the holder has, held and booked. O(the holder's holds).
    func seats(of holder: HolderID) -> Int {
        var sum = 0
        var slot = UInt16(
            byHolder.find(SlotIndex.tag(holder.bits)) { holders[$0] == holder }
                ?? Int(HoldRecord.none)
        )
        while slot != HoldRecord.none {
            sum += records[Int(slot)].seats.count
            slot = records[Int(slot)].nextOfHolder
        }
        return sum
    }

    /// Calls `body` with the slots of ended holds, the first to end first.
    func forEachEnded(_ body: (Int) -> Void) {
        var slot = firstEnded
        while slot != HoldRecord.none {
            body(Int(slot))
            slot = records[Int(slot)].next
        }
    }

    // MARK: Slots

    @inline(__always)
    private mutating func place(_ record: HoldRecord, _ holder: HolderID?) -> Int {
        let slot: Int
        if firstFree != HoldRecord.none {
            slot = Int(firstFree)
            firstFree = records[slot].next
            records[slot] = record
        } else {
            slot = records.count
            precondition(slot < Int(HoldRecord.none), "a show has too many holds")
            // By a quarter, not double: most shows are small, and there are many.
            if slot == records.capacity { records.reserveCapacity(slot + max(4, slot / 4)) }
            records.append(record)
        }
        byID.insert(SlotIndex.tag(record.id.bits), slot)
        if let holder { note(holder, of: slot) }
        return slot
    }

    @inline(__always)
    private mutating func appendEnded(_ slot: Int) {
        records[slot].place = .ended
        records[slot].next = HoldRecord.none
        if lastEnded == HoldRecord.none {
            firstEnded = UInt16(slot)
        } else {
            records[Int(lastEnded)].next = UInt16(slot)
        }
        lastEnded = UInt16(slot)
        endedCount += 1
    }

    private func firstEndedIsOld(at now: Moment) -> Bool {
        firstEnded != HoldRecord.none
            && records[Int(firstEnded)].deadline.milliseconds(until: now) >= Limits.memory
    }

    private mutating func forgetFirstEnded() {
        let slot = Int(firstEnded)
        firstEnded = records[slot].next
        if firstEnded == HoldRecord.none { lastEnded = HoldRecord.none }
        endedCount -= 1
        byID.remove(SlotIndex.tag(records[slot].id.bits), slot)
        records[slot].place = .nowhere
        records[slot].seats.dropSpilled()
        records[slot].next = firstFree
        firstFree = UInt16(slot)
    }

    // MARK: Holders

    /// Whose hold it is, nil if nobody was named.
    func holder(of slot: Int) -> HolderID? {
        records[slot].hasHolder ? holders[slot] : nil
    }

    @inline(__always)
    private mutating func note(_ holder: HolderID, of slot: Int) {
        if slot >= holders.count { growHolders() }
        holders[slot] = holder
    }

    /// As many as there are records, so that it grows as they do.
    private mutating func growHolders() {
        holders.reserveCapacity(records.capacity)
        let nobody = HolderID(Bits128(high: 0, low: 0))
        while holders.count < records.count { holders.append(nobody) }
    }

    private mutating func linkHolder(_ slot: Int) {
        guard let holder = holder(of: slot) else { return }
        let tag = SlotIndex.tag(holder.bits)
        if let first = byHolder.find(tag, where: { holders[$0] == holder }) {
            // The new one goes second, so that the index need not change.
            records[slot].nextOfHolder = records[first].nextOfHolder
            records[first].nextOfHolder = UInt16(slot)
        } else {
            records[slot].nextOfHolder = HoldRecord.none
            byHolder.insert(tag, slot)
        }
    }

    private mutating func unlinkHolder(_ slot: Int) {
        guard let holder = holder(of: slot) else { return }
        let tag = SlotIndex.tag(holder.bits)
        guard let first = byHolder.find(tag, where: { holders[$0] == holder }) else {
            preconditionFailure("a holder's hold is not on its chain")
        }
        let next = records[slot].nextOfHolder
        records[slot].nextOfHolder = HoldRecord.none
        if first == slot {
            byHolder.remove(tag, slot)
            if next != HoldRecord.none { byHolder.insert(tag, Int(next)) }
            return
        }
        var before = first
        while Int(records[before].nextOfHolder) != slot {
            before = Int(records[before].nextOfHolder)
        }
        records[before].nextOfHolder = next
    }
}
