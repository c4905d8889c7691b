import Glibc

/// A hundred seats around a stage, filled as far as the house is sold.
enum House {
    /// Seats of each row, from the stage; a hundred in all.
    static let rows = [11, 14, 16, 18, 20, 21]

    /// The figure for `seats`, with its sentence.
    static func figure(_ seats: LoadResult.Seats) -> Markup {
        var out = Markup()
        let sold = share(seats.sold, seats.capacity)
        let held = min(share(seats.sold + seats.held, seats.capacity), 100) - sold
        out.element("figure", [("class", "house")]) { out in
            out.element("svg", [("viewBox", "0 0 300 168"), ("aria-hidden", "true")]) { out in
                out.empty("path", [("class", "stage"), ("d", "M112 160Q150 146 188 160")])
                for (index, place) in places.enumerated() {
                    let kind = index < sold ? "sold" : index < sold + held ? "held" : "free"
                    out.empty(
                        "circle",
                        [
                            ("class", kind), ("cx", ChartDrawing.number(place.x)),
                            ("cy", ChartDrawing.number(place.y)),
                            ("r", kind == "held" ? "3.2" : "4.4"),
                        ]
                    )
                }
            }
            out.element("figcaption") { out in
                out.element("b", Decimals.whole(seats.sold))
                out.words(" of \(Decimals.whole(seats.capacity)) seats sold")
                if seats.held > 0 { out.words(", \(Decimals.whole(seats.held)) held") }
            }
        }
        return out
    }

    /// Of a hundred; a share that is not none or all is never shown as none or all.
    static func share(_ part: UInt64, _ whole: UInt64) -> Int {
        guard whole > 0, part > 0 else { return 0 }
        if part >= whole { return 100 }
        return min(max(Int((Double(part) / Double(whole) * 100).rounded()), 1), 99)
    }

    /// The seats in the order in which they fill: from the stage, and from the middle of each row.
    static var places: [(x: Double, y: Double)] {
        var places: [(x: Double, y: Double)] = []
        for (row, count) in rows.enumerated() {
            let radius = 66 + Double(row) * 14.6
            let step = min(11.6 / radius, 2.3 / Double(count))
            let offsets = (0..<count).map { Double($0) - Double(count - 1) / 2 }
            for offset in offsets.sorted(by: { abs($0) < abs($1) }) {
                let angle = offset * step
                places.append((150 + radius * sin(angle), 160 - radius * cos(angle)))
            }
        }
        return places
    }
}
