import SeatGrid

/// Small bodies of the operators' routes.
enum ColdBodies {
    /// What open, close, cancel, block and unblock answer.
    static func write(changed version: ShowVersion, show: ShowID, to out: inout ByteWriter) {
        out.writeStaticString("{\"show\":")
        out.writeJSON(show.rawValue)
        out.writeStaticString(",\"seq\":")
        out.writeDecimal(version.rawValue)
        out.writeStaticString("}")
    }

    /// `GET …/report`
    static func write(_ report: ShowReport, to out: inout ByteWriter) {
        out.writeStaticString("{\"show\":")
        out.writeJSON(report.show.rawValue)
        out.writeString(",\"seq\":\(report.version.rawValue),\"state\":\"\(report.phase.name)\"")
        let counts = report.counts
        out.writeString(",\"counts\":{\"free\":\(counts.free),\"held\":\(counts.held)")
        out.writeString(",\"booked\":\(counts.booked),\"blocked\":\(counts.blocked)}")
        out.writeString(",\"active_holds\":\(report.activeHolds)")
        out.writeString(",\"bookings\":\(report.bookings),\"bookings_by_kind\":{")
        for kind in BookingKind.allCases {
            let count = report.takings.bookings[Int(kind.rawValue)]
            out.writeString("\(kind == .paid ? "" : ",")\"\(kind.word)\":\(count)")
        }
        out.writeString("},\"bookings_to_refund\":\(report.takings.bookingsToRefund)")
        out.writeStaticString(",\"revenue\":")
        out.writeMoney(report.takings.revenue, report.currency)
        out.writeStaticString("}")
    }
}
