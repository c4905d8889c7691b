extension LayoutContent {
    /// O(seats).
    func makePlan() -> SeatPlan {
        let accessible = attributeSets.map { $0.contains(SeatAttribute.accessible) }
        var rows: [PlanRow] = []
        for (ordinal, section) in sections.enumerated() {
            for row in section.rows {
                let seats = row.seats.map { seat in
                    PlanSeat(
                        label: seat.label,
                        category: seat.category,
                        x: seat.point.x,
                        y: seat.point.y,
                        accessible: accessible[Int(seat.attributeSet)]
                    )
                }
                rows.append(PlanRow(section: UInt16(ordinal), name: row.name, seats: seats))
            }
        }
        return SeatPlan(
            rows: rows,
            categories: categories.map(\.key),
            sections: sections.map(\.name),
            focalX: focalPoint.x,
            focalY: focalPoint.y
        )
    }
}
