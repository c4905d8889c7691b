import NIOCore
import SeatGrid

extension Problem {
    /// The body of the answer, `application/problem+json`.
    func write(requestID: RequestID, to out: inout ByteWriter) {
        out.writeStaticString("{\"type\":\"/problems/")
        out.writeString(code.rawValue)
        out.writeStaticString("\",\"title\":")
        out.writeJSON(code.title)
        out.writeStaticString(",\"status\":")
        out.writeDecimal(code.status)
        out.writeStaticString(",\"detail\":")
        out.writeJSON(detail)
        out.writeStaticString(",\"code\":\"")
        out.writeString(code.rawValue)
        out.writeStaticString("\",\"request_id\":\"")
        requestID.write(to: &out)
        out.writeStaticString("\"")
        writeExtensions(to: &out)
        out.writeStaticString("}")
    }

    private func writeExtensions(to out: inout ByteWriter) {
        if !conflicts.isEmpty {
            out.writeStaticString(",\"conflicts\":[")
            for (index, conflict) in conflicts.enumerated() {
                out.writeStaticString(index == 0 ? "{\"seat\":" : ",{\"seat\":")
                out.writeJSON(conflict.seat)
                out.writeStaticString(",\"reason\":")
                out.writeJSON(conflict.reason)
                out.writeStaticString("}")
            }
            out.writeStaticString("]")
        }
        if let rule {
            out.writeStaticString(",\"rule\":")
            out.writeJSON(rule)
        }
        if !suggestion.isEmpty {
            out.writeStaticString(",\"suggestion\":{\"seats\":[")
            for (index, label) in suggestion.enumerated() {
                if index > 0 { out.writeStaticString(",") }
                out.writeJSON(label)
            }
            out.writeStaticString("]}")
        }
        if !errors.isEmpty {
            out.writeStaticString(",\"errors\":[")
            for (index, error) in errors.enumerated() {
                out.writeStaticString(index == 0 ? "{\"pointer\":" : ",{\"pointer\":")
                out.writeJSON(error.pointer)
                out.writeStaticString(",\"message\":")
                out.writeJSON(error.message)
                out.writeStaticString("}")
            }
            out.writeStaticString("]")
        }
        if let retryAfterMilliseconds {
            out.writeStaticString(",\"retry_after_ms\":")
            out.writeDecimal(retryAfterMilliseconds)
        }
    }

    /// `Retry-After` and this problem's own header lines.
    func writeHeaders(to out: inout ByteWriter) {
        if let retryAfterMilliseconds {
            out.writeStaticString("Retry-After: ")
            out.writeDecimal(max(1, (retryAfterMilliseconds + 999) / 1_000))
            out.writeStaticString("\r\n")
        }
        for header in headers {
            out.writeString(header.name)
            out.writeStaticString(": ")
            out.writeString(header.value)
            out.writeStaticString("\r\n")
        }
    }
}
