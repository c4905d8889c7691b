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
        out.writeString(",\"bookings\":\(report.bookings),\"revenue\":")
        out.writeMoney(report.revenue, report.currency)
        out.writeStaticString("}")
    }
}
