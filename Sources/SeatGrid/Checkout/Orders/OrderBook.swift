/// A show's orders, in the order they were made.
///
/// One reference, and none in a show without orders, for most shows of a node have none. A value:
/// a copy is taken when it is changed while somebody else, such as a snapshot, has it too.
struct OrderBook: Sendable {
    /// Unchecked: it is changed only by whoever holds the only reference to it (`change`).
    private final class Storage: @unchecked Sendable {
        var records: [OrderRecord] = []
        var byID: [Bits128: Int] = [:]
        var byProviderOrder: [String: Int] = [:]
        /// Orders that are not settled, by ordinal: few, whatever the number of all.
        var open: Set<Int> = []
        /// Those among them that wait for a person.
        var stuck: Set<Int> = []
        /// The order that a running hold is being paid under.
        var byHold: [Bits128: Int] = [:]
        /// By the promotion's code: ordinals are another's after a change of terms.
        var promotionUses: [String: Int] = [:]
        var deliveries = DeliveryMemory()
        var late = LateWatch()

        init() {}

        init(copying other: Storage) {
            records = other.records
            byID = other.byID
            byProviderOrder = other.byProviderOrder
            open = other.open
            stuck = other.stuck
            byHold = other.byHold
            promotionUses = other.promotionUses
            deliveries = other.deliveries
            late = other.late
        }
    }

    private var storage: Storage?

    var records: [OrderRecord] { storage?.records ?? [] }
    var count: Int { storage?.records.count ?? 0 }
    var isEmpty: Bool { storage == nil }
    /// Ordinals of the orders that are not settled, the oldest first.
    var open: [Int] { storage?.open.sorted() ?? [] }
    var hasOpen: Bool { storage?.open.isEmpty == false }
    /// How many wait for a person. O(1).
    var stuckCount: Int { storage?.stuck.count ?? 0 }
    /// Till when money is looked for that comes after all for orders that are settled.
    var lateUntil: Moment { storage?.late.until ?? .start }

    /// Ordinals of settled orders for which money is still looked for, at most `limit`, others each
    /// turn.
    func late(at now: Moment, turn: Int, limit: Int) -> [Int] {
        storage?.late.ordinals(at: now, turn: turn, limit: limit) ?? []
    }
    /// Webhook deliveries that were heard, the oldest first.
    var deliveries: DeliveryMemory { storage?.deliveries ?? DeliveryMemory() }

    subscript(ordinal: Int) -> OrderRecord {
        guard let storage else { preconditionFailure("there are no orders") }
        return storage.records[ordinal]
    }

    func find(_ id: OrderID) -> Int? { storage?.byID[id.bits] }
    func find(providerOrder: String) -> Int? { storage?.byProviderOrder[providerOrder] }
    /// The order that the hold is being paid under.
    func find(hold: HoldID) -> Int? { storage?.byHold[hold.bits] }

    /// How often the promotion of that code made orders cheaper that were not given up without
    /// money, under whatever terms they were made.
    func uses(of code: String) -> Int { storage?.promotionUses[code] ?? 0 }

    /// The same by one holder. O(orders): only promotions with such a limit ask.
    func uses(of code: String, by holder: HolderID) -> Int {
        guard let storage else { return 0 }
        return storage.records.count { record in
            record.holder == holder && record.quote.promotionCode == code && Self.counts(record)
        }
    }

    mutating func add(_ record: OrderRecord) {
        change { storage in
            let ordinal = storage.records.count
            storage.records.append(record)
            storage.byID[record.id.bits] = ordinal
            if !record.providerOrder.isEmpty {
                storage.byProviderOrder[record.providerOrder] = ordinal
            }
            Self.index(record, ordinal, in: storage)
            Self.count(record, by: 1, in: storage)
        }
    }

    /// Changes an order in place, and what is looked up by it.
    mutating func update(_ ordinal: Int, _ body: (inout OrderRecord) -> Void) {
        change { storage in
            Self.count(storage.records[ordinal], by: -1, in: storage)
            storage.byHold[storage.records[ordinal].hold.bits] = nil
            body(&storage.records[ordinal])
            Self.index(storage.records[ordinal], ordinal, in: storage)
            Self.count(storage.records[ordinal], by: 1, in: storage)
        }
    }

    mutating func remember(_ delivery: Bits128, at wall: WallTime) {
        change { $0.deliveries.add(delivery, at: wall) }
    }

    func knows(_ delivery: Bits128) -> Bool { storage?.deliveries.contains(delivery) ?? false }

    /// Gives every order its seats in a new layout.
    mutating func moveSeats(_ moved: (SeatIndex) -> SeatIndex?) {
        guard storage != nil else { return }
        change { storage in
            for ordinal in storage.records.indices {
                storage.records[ordinal].moveSeats(moved)
            }
        }
    }

    private mutating func change(_ body: (Storage) -> Void) {
        if storage == nil { storage = Storage() }
        if !isKnownUniquelyReferenced(&storage), let shared = storage {
            storage = Storage(copying: shared)
        }
        if let storage { body(storage) }
    }

    private static func index(_ record: OrderRecord, _ ordinal: Int, in storage: Storage) {
        if record.state == .stuck {
            storage.stuck.insert(ordinal)
        } else {
            storage.stuck.remove(ordinal)
        }
        if record.isOpen {
            storage.open.insert(ordinal)
            storage.late.remove(ordinal)
        } else {
            storage.open.remove(ordinal)
            if record.provider != .none {
                storage.late.add(ordinal, until: record.lateUntil, at: record.since)
            }
        }
        if record.isHolding { storage.byHold[record.hold.bits] = ordinal }
    }

    private static func count(_ record: OrderRecord, by step: Int, in storage: Storage) {
        guard let code = record.quote.promotionCode, counts(record) else { return }
        storage.promotionUses[code, default: 0] += step
    }

    private static func counts(_ record: OrderRecord) -> Bool {
        switch record.state {
        case .expired, .refunded, .refunding: record.isBooked
        case .created, .failed, .authorized, .capturing, .paid, .stuck: true
        }
    }
}

extension OrderRecord {
    /// Whether seats are held for it; of a stuck one, whether they may be.
    var isHolding: Bool {
        switch state {
        case .created, .failed, .authorized, .capturing: true
        case .stuck: !isBooked
        case .paid, .expired, .refunding, .refunded: false
        }
    }

    /// Whether nothing but money on its way back may still move: it is booked, or has ended.
    var isAtRest: Bool {
        switch state {
        case .paid, .expired, .refunding, .refunded: true
        case .created, .failed, .authorized, .capturing, .stuck: false
        }
    }

    /// Till when money is looked for that comes after it was settled.
    fileprivate var lateUntil: Moment {
        let isOpenAtBank = payments.contains { $0.status == .created || $0.status == .failed }
        let time = state == .expired || isOpenAtBank ? LateWatch.bankTime : LateWatch.time
        return since.advanced(by: time)
    }

    /// Seats that are gone from the layout are gone from it, too.
    fileprivate mutating func moveSeats(_ moved: (SeatIndex) -> SeatIndex?) {
        let left = zip(seats, ticketTypes).compactMap { seat, type in
            moved(seat).map { (seat: $0, type: type) }
        }
        seats = SeatList(left.map(\.seat))
        ticketTypes = left.map(\.type)
        quote.moveSeats(moved)
    }

    /// Whether the layout still has all of its seats.
    var isWhole: Bool { !quote.lines.contains { $0.isOfGoneSeat } }
}

extension OrderRecord {
    /// Whether nobody has been asked to take the money yet.
    var isUncaptured: Bool { state == .created || state == .failed || state == .authorized }
}

extension Quote {
    /// The code of the promotion that took something off; nil: none did.
    var promotionCode: String? {
        promotion == nil ? nil : lines.first { $0.kind == .discount }?.key
    }

    /// Lines of seats that are gone are none of the order as a whole.
    mutating func moveSeats(_ moved: (SeatIndex) -> SeatIndex?) {
        lines = lines.map { line in
            guard let seat = line.seat else { return line }
            let target = moved(seat)
            return Line(
                kind: line.kind,
                key: line.key,
                name: line.name,
                seat: target,
                amount: line.amount,
                fee: line.fee,
                isOfGoneSeat: target == nil
            )
        }
    }
}
