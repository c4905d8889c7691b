import NIOCore
import SeatGrid

/// The form `seatgrid.v1.json`, also that of the event stream's data.
extension LiveMessage {
    func writeJSON(to out: inout ByteBuffer) {
        switch self {
        case .welcome(let version, let heartbeat):
            out.writeString(
                "{\"t\":\"welcome\",\"seq\":\(version),\"heartbeat_ms\":\(heartbeat)}"
            )
        case .snapshot(let version, let states):
            out.writeString("{\"t\":\"snap\",\"seq\":\(version),\"states\":\"")
            var text = ByteWriter(capacity: states.count * 4 / 3 + 8)
            Base64.write(states, to: &text)
            out.write(text)
            out.writeStaticString("\"}")
        case .delta(let first, let last, let changes):
            out.writeString("{\"t\":\"d\",\"f\":\(first),\"n\":\(last),\"c\":[")
            var separator: StaticString = "["
            for change in changes {
                out.writeStaticString(separator)
                out.writeString(String(change.seat.rawValue))
                out.writeInteger(UInt8(ascii: ","))
                out.writeInteger(UInt8(ascii: "0") + change.status.rawValue)
                out.writeInteger(UInt8(ascii: "]"))
                separator = ",["
            }
            out.writeStaticString("]}")
        case .show(let phase):
            out.writeString("{\"t\":\"show\",\"state\":\"\(phase.liveName)\"}")
        case .bye(let reason, let retry):
            // Reasons are our own words: nothing to escape.
            out.writeString("{\"t\":\"bye\",\"reason\":\"\(reason)\"")
            if let retry { out.writeString(",\"retry_after_ms\":\(retry)") }
            out.writeStaticString("}")
        case .pong:
            out.writeStaticString("{\"t\":\"pong\"}")
        }
    }
}
