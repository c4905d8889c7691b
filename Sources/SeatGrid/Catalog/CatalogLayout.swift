import Synchronization

/// How the seats of a hall lie. Immutable, and shared by all shows in all halls that have it.
///
/// Its id is the hash of its content (`ly_` and 128 bits of SHA-256 of its canonical encoding), so
/// whoever has drawn one need never ask again. The key by which an import names it is not part of
/// it.
package final class CatalogLayout: Sendable {
    package let id: String
    package let content: LayoutContent
    package let seatCount: Int
    private let madePlan = Mutex<SeatPlan?>(nil)

    /// O(seats): hashes the whole content.
    package init(_ content: LayoutContent) {
        self.content = content
        seatCount = content.sections.reduce(0) { sum, section in
            sum + section.rows.reduce(0) { $0 + $1.seats.count }
        }
        var writer = CatalogWriter()
        content.encode(into: &writer)
        let digest = SHA256.digest(of: writer.bytes)
        id = "ly_" + Crockford.string(SHA256.leadingBits(of: digest))
    }

    /// The layout made ready for deciding; made on first use, then the same one for ever.
    package var plan: SeatPlan {
        madePlan.withLock { made in
            if let made { return made }
            let plan = content.makePlan()
            made = plan
            return plan
        }
    }

    /// Where each seat of this layout is in `other`, by label; nil if it is not there. O(seats).
    package func remap(to other: CatalogLayout) -> [UInt16?] {
        var places: [String: UInt16] = [:]
        places.reserveCapacity(other.seatCount)
        var next: UInt16 = 0
        other.content.forEachSeat { seat in
            places[seat.label] = next
            next &+= 1
        }
        var remap: [UInt16?] = []
        remap.reserveCapacity(seatCount)
        content.forEachSeat { remap.append(places[$0.label]) }
        return remap
    }
}

/// What a layout says; seats in the order of their indices.
package struct LayoutContent: Equatable, Sendable {
    package let name: String
    package let focalPoint: LayoutPoint
    package let categories: [LayoutCategory]
    /// The sets of attributes that seats have; the first is the empty one.
    package let attributeSets: [[String]]
    package let sections: [LayoutSection]

    package init(
        name: String,
        focalPoint: LayoutPoint,
        categories: [LayoutCategory],
        attributeSets: [[String]],
        sections: [LayoutSection]
    ) {
        self.name = name
        self.focalPoint = focalPoint
        self.categories = categories
        self.attributeSets = attributeSets
        self.sections = sections
    }

    func forEachSeat(_ body: (LayoutSeat) -> Void) {
        for section in sections {
            for row in section.rows {
                for seat in row.seats { body(seat) }
            }
        }
    }
}

/// A place in the hall, in the layout's own unit.
package struct LayoutPoint: Equatable, Sendable {
    package let x: Double
    package let y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A class of seats that has a price of its own in each show.
package struct LayoutCategory: Equatable, Sendable {
    package let key: String
    package let name: String
    /// `#rrggbb`
    package let color: String

    package init(key: String, name: String, color: String) {
        self.key = key
        self.name = name
        self.color = color
    }
}

/// A part of the hall with a name of its own.
package struct LayoutSection: Equatable, Sendable {
    package let name: String
    package let rows: [LayoutRow]

    package init(name: String, rows: [LayoutRow]) {
        self.name = name
        self.rows = rows
    }
}

/// A row of seats, in the order they are numbered.
package struct LayoutRow: Equatable, Sendable {
    package let name: String
    package let seats: [LayoutSeat]

    package init(name: String, seats: [LayoutSeat]) {
        self.name = name
        self.seats = seats
    }
}

/// One seat as the layout describes it.
package struct LayoutSeat: Equatable, Sendable {
    /// Unique in the layout.
    package let label: String
    package let point: LayoutPoint
    /// Ordinal among the layout's categories.
    package let category: UInt8
    /// Ordinal among the layout's sets of attributes.
    package let attributeSet: UInt16

    package init(label: String, point: LayoutPoint, category: UInt8, attributeSet: UInt16) {
        self.label = label
        self.point = point
        self.category = category
        self.attributeSet = attributeSet
    }
}

/// Attributes that the rules know; others are only passed on to clients.
package enum SeatAttribute {
    package static let accessible = "accessible"
}
