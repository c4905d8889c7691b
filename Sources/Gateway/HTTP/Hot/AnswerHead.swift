import NIOCore
import SeatGrid

/// Writes the head of a response as bytes, below NIO's encoder: its header objects cost more than
/// the decision the answer tells of.
struct AnswerHead {
    let status: Int
    var contentType: StaticString?
    var contentLength: Int
    var requestID: RequestID
    var closes = false
    /// Whole lines with their ends, known at compile time.
    var fixed: StaticString = ""

    /// Writes everything but the blank line, so that the caller may add lines.
    @inline(__always)
    func open(_ out: inout ByteWriter, date: borrowing ByteWriter) {
        out.writeStaticString(Self.statusLine(status))
        unsafe out.write(date.bytes)
        if let contentType {
            out.writeStaticString("Content-Type: ")
            out.writeStaticString(contentType)
            out.writeStaticString("\r\n")
        }
        if status != 204, status != 304 {
            out.writeStaticString("Content-Length: ")
            out.writeDecimal(contentLength)
            out.writeStaticString("\r\n")
        }
        out.writeStaticString("X-Request-Id: ")
        requestID.write(to: &out)
        out.writeStaticString("\r\n")
        out.writeStaticString(fixed)
        if closes { out.writeStaticString("Connection: close\r\n") }
    }

    /// Writes the whole head.
    @inline(__always)
    func write(_ out: inout ByteWriter, date: borrowing ByteWriter) {
        open(&out, date: date)
        out.writeStaticString("\r\n")
    }

    /// The first line of an answer.
    static func statusLine(_ status: Int) -> StaticString {
        switch status {
        case 200: "HTTP/1.1 200 OK\r\n"
        case 201: "HTTP/1.1 201 Created\r\n"
        case 204: "HTTP/1.1 204 No Content\r\n"
        case 303: "HTTP/1.1 303 See Other\r\n"
        case 304: "HTTP/1.1 304 Not Modified\r\n"
        case 400: "HTTP/1.1 400 Bad Request\r\n"
        case 401: "HTTP/1.1 401 Unauthorized\r\n"
        case 403: "HTTP/1.1 403 Forbidden\r\n"
        case 404: "HTTP/1.1 404 Not Found\r\n"
        case 405: "HTTP/1.1 405 Method Not Allowed\r\n"
        case 408: "HTTP/1.1 408 Request Timeout\r\n"
        case 409: "HTTP/1.1 409 Conflict\r\n"
        case 410: "HTTP/1.1 410 Gone\r\n"
        case 413: "HTTP/1.1 413 Content Too Large\r\n"
        case 415: "HTTP/1.1 415 Unsupported Media Type\r\n"
        case 422: "HTTP/1.1 422 Unprocessable Content\r\n"
        case 425: "HTTP/1.1 425 Too Early\r\n"
        case 426: "HTTP/1.1 426 Upgrade Required\r\n"
        case 429: "HTTP/1.1 429 Too Many Requests\r\n"
        case 431: "HTTP/1.1 431 Request Header Fields Too Large\r\n"
        case 503: "HTTP/1.1 503 Service Unavailable\r\n"
        default: "HTTP/1.1 500 Internal Server Error\r\n"
        }
    }
}

extension ByteBuffer {
    /// Forgets the content, and the storage too if it has grown beyond `kept` bytes.
    mutating func reset(keeping kept: Int) {
        if capacity > kept {
            self = ByteBuffer()
        } else {
            clear()
        }
    }
}
