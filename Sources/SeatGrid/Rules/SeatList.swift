/// The seats of a hold, in the order they were named.
///
/// Up to 10 seats lie inline, so an ordinary hold costs no allocation; more lie on the heap.
package struct SeatList: RandomAccessCollection, Sendable {
    package static let inlineCapacity = 10

    private var inline: InlineArray<10, UInt16>
    private var size: UInt16
    /// All the seats, once there are more than fit inline.
    private var spilled: [UInt16]?

    package init() {
        inline = InlineArray(repeating: 0)
        size = 0
        spilled = nil
    }

    package init(_ seats: some Sequence<SeatIndex>) {
        self.init()
        for seat in seats { append(seat) }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(size) }

    @inline(__always)
    package subscript(position: Int) -> SeatIndex {
        precondition(position >= 0 && position < Int(size), "no such position in a seat list")
        if let spilled { return SeatIndex(rawValue: spilled[position]) }
        return SeatIndex(rawValue: inline[position])
    }

    /// Adds a seat at the end. O(1); allocates from the eleventh on.
    package mutating func append(_ seat: SeatIndex) {
        let position = Int(size)
        if position < Self.inlineCapacity {
            inline[position] = seat.rawValue
        } else {
            if spilled == nil { spill() }
            spilled?.append(seat.rawValue)
        }
        size += 1
    }

    /// Gives back what lies on the heap, from a list that nobody will read again.
    mutating func dropSpilled() {
        guard spilled != nil else { return }
        self = SeatList()
    }

    private mutating func spill() {
        var all: [UInt16] = []
        all.reserveCapacity(2 * Self.inlineCapacity)
        for position in 0..<Self.inlineCapacity { all.append(inline[position]) }
        spilled = all
        // Unused inline seats are always 0, so that equal lists look alike.
        inline = InlineArray(repeating: 0)
    }
}

extension SeatList: Hashable {
    package static func == (a: SeatList, b: SeatList) -> Bool {
        guard a.size == b.size else { return false }
        for position in 0..<Int(a.size) where a[position] != b[position] { return false }
        return true
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        for seat in self { hasher.combine(seat) }
    }
}

extension SeatList: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: SeatIndex...) { self.init(elements) }
}
