import NIOCore
import SeatGrid

/// Small bodies of the operators' routes.
enum ColdBodies {
    /// What open, close, cancel, block and unblock answer.
    static func write(changed version: ShowVersion, show: ShowID, to out: inout ByteBuffer) {
        out.writeStaticString("{\"show\":")
        out.writeJSON(show.rawValue)
        out.writeStaticString(",\"seq\":")
        out.writeDecimal(version.rawValue)
        out.writeStaticString("}")
    }
}
