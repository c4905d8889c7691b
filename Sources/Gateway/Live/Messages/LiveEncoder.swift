package import NIOCore

/// Makes bytes for the socket out of messages, frames and all. One a loop, for its scratch space
/// and its zlib streams.
package final class LiveEncoder {
    private var scratch = ByteBuffer()
    private lazy var deflater = Deflater()
    /// Shared by the sockets of the loop; each message stands alone.
    lazy var inflater = Inflater()

    /// Shorter payloads do not get shorter by deflate.
    private static let worthDeflating = 128

    /// With nothing made yet: buffers and zlib's streams come when they are first needed.
    package init() {}

    /// The bytes of `messages`, one after the other.
    package func encode(_ messages: [LiveMessage], as encoding: LiveEncoding) -> ByteBuffer {
        var out = ByteBuffer()
        for message in messages { write(message, as: encoding, to: &out) }
        return out
    }

    private func write(
        _ message: LiveMessage,
        as encoding: LiveEncoding,
        to out: inout ByteBuffer
    ) {
        if encoding == .eventStream { return Self.writeEvent(message, to: &out) }
        scratch.clear()
        if encoding.isBinary {
            message.writeBinary(to: &scratch)
        } else {
            message.writeJSON(to: &scratch)
        }
        let opcode: WebSocketOpcode = encoding.isBinary ? .binary : .text
        let payload = scratch.readableBytesView
        if encoding.isDeflated, payload.count >= Self.worthDeflating,
            let short = deflater?.deflate(payload)
        {
            out.writeFrame(opcode, short.readableBytesView, isCompressed: true)
        } else {
            out.writeFrame(opcode, payload)
        }
    }

    /// One event of an event stream.
    ///
    /// Only what brings a viewer to a version carries its `id`: a viewer cut off after `welcome`
    /// would else resume from a version it never saw.
    private static func writeEvent(_ message: LiveMessage, to out: inout ByteBuffer) {
        switch message {
        case .snapshot(let version, _), .delta(_, let version, _):
            out.writeString("id: \(version)\n")
        case .bye(_, let retry):
            if let retry { out.writeString("retry: \(retry)\n") }
        default: break
        }
        out.writeStaticString("data: ")
        message.writeJSON(to: &out)
        out.writeStaticString("\n\n")
    }
}

/// Messages for many viewers, encoded at most once in each form.
final class SharedMessages {
    let messages: [LiveMessage]
    private var encoded = [ByteBuffer?](repeating: nil, count: LiveEncoding.allCases.count)

    init(_ messages: [LiveMessage]) { self.messages = messages }

    /// The bytes for `encoding`; every caller gets the same storage.
    func bytes(as encoding: LiveEncoding, by encoder: LiveEncoder) -> ByteBuffer {
        if let known = encoded[encoding.rawValue] { return known }
        let bytes = encoder.encode(messages, as: encoding)
        encoded[encoding.rawValue] = bytes
        return bytes
    }
}
