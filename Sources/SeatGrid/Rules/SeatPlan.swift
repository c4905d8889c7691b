/// A seat as a layout describes it.
package struct PlanSeat: Sendable {
    /// Unique in the layout.
    package var label: String
    /// Ordinal in the plan's categories.
    package var category: UInt8
    package var x: Double
    package var y: Double
    package var accessible: Bool

    package init(label: String, category: UInt8, x: Double, y: Double, accessible: Bool = false) {
        self.label = label
        self.category = category
        self.x = x
        self.y = y
        self.accessible = accessible
    }
}

/// A row as a layout describes it; its seats stand in the order they are numbered in bitmaps.
package struct PlanRow: Sendable {
    /// Ordinal in the plan's sections.
    package var section: UInt16
    package var name: String
    package var seats: [PlanSeat]

    package init(section: UInt16, name: String, seats: [PlanSeat]) {
        self.section = section
        self.name = name
        self.seats = seats
    }
}

/// A layout made ready for deciding: immutable and shared by all its shows.
///
/// Seats of a row lie at consecutive indices, rows in the layout's order.
package final class SeatPlan: Sendable {
    /// A row's place among the seats.
    package struct Row: Sendable {
        package let section: UInt16
        package let name: String
        package let seats: Range<Int>
        /// The least distance of its seats to the focal point.
        let nearest: Int64
        let box: PlanBox
    }

    package let seatCount: Int
    package let rows: [Row]
    /// The categories' keys, by ordinal.
    package let categoryKeys: [String]
    /// The sections' names, by ordinal.
    package let sectionNames: [String]

    let geometry: PlanGeometry
    let labels: LabelTable
    /// By category the plane of its seats.
    let categoryPlanes: [[UInt64]]
    let accessiblePlane: [UInt64]
    private let categories: [UInt8]
    private let rowOfSeat: [UInt16]

    /// Builds a plan. The caller has checked the layout: labels are unique, ordinals exist, and
    /// there are at most `Limits.seatsPerShow` seats.
    package init(
        rows: [PlanRow],
        categories keys: [String],
        sections: [String],
        focalX: Double,
        focalY: Double
    ) {
        let seats = rows.flatMap(\.seats)
        precondition(seats.count <= Limits.seatsPerShow, "a layout has too many seats")
        precondition(keys.count <= Limits.categories, "a layout has too many categories")
        geometry = PlanGeometry(rows: rows, focalX: focalX, focalY: focalY)
        labels = LabelTable(seats.map(\.label))
        categories = seats.map(\.category)
        categoryPlanes = keys.indices.map { key in
            Self.plane(of: seats) { Int($0.category) == key }
        }
        accessiblePlane = Self.plane(of: seats, where: \.accessible)
        categoryKeys = keys
        sectionNames = sections
        seatCount = seats.count
        var built: [Row] = []
        var ordinals: [UInt16] = []
        for row in rows {
            let range = ordinals.count..<(ordinals.count + row.seats.count)
            ordinals.append(contentsOf: repeatElement(UInt16(built.count), count: range.count))
            built.append(
                Row(
                    section: row.section,
                    name: row.name,
                    seats: range,
                    nearest: geometry.nearest(in: range),
                    box: PlanBox(row.seats)
                )
            )
        }
        self.rows = built
        rowOfSeat = ordinals
    }

    private static func plane(
        of seats: [PlanSeat],
        where isIn: (PlanSeat) -> Bool
    ) -> [UInt64] {
        var plane = [UInt64](repeating: 0, count: (seats.count + 63) / 64)
        for (index, seat) in seats.enumerated() where isIn(seat) {
            plane[index >> 6] |= 1 << UInt64(index & 63)
        }
        return plane
    }

    /// The seat's category ordinal. O(1).
    package func category(of seat: SeatIndex) -> UInt8 { categories[Int(seat.rawValue)] }

    /// The ordinal of the seat's row in `rows`.
    package func row(of seat: SeatIndex) -> Int { Int(rowOfSeat[Int(seat.rawValue)]) }

    /// Whether the seat is an accessible one. O(1).
    package func isAccessible(_ seat: SeatIndex) -> Bool {
        geometry.accessible(in: Int(seat.rawValue)..<(Int(seat.rawValue) + 1)) == 1
    }

    /// The seat's label. O(1).
    package func label(of seat: SeatIndex) -> String {
        String(decoding: labels.bytes[labels.range(of: seat)], as: UTF8.self)
    }

    /// Gives `body` the seat's label, UTF-8, without making a string. O(1).
    @inline(__always)
    package func withLabel(of seat: SeatIndex, _ body: (UnsafeRawBufferPointer) -> Void) {
        let range = labels.range(of: seat)
        unsafe labels.bytes.withUnsafeBytes { bytes in
            unsafe body(UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }

    /// The seat with that label, nil if there is none. O(1).
    package func index(ofLabel label: String) -> SeatIndex? {
        var label = label
        return label.withUTF8 { unsafe index(ofLabel: UnsafeRawBufferPointer($0)) }
    }

    /// The seat with that label in UTF-8, nil if there is none. O(1), no allocation.
    package func index(ofLabel utf8: UnsafeRawBufferPointer) -> SeatIndex? {
        unsafe labels.find(utf8)
    }
}
