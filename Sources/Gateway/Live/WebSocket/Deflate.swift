import CGridSystem
import NIOCore

/// Compresses messages for permessage-deflate, each on its own (`server_no_context_takeover`), so
/// that one result serves every viewer. One a loop.
///
@safe final class Deflater {
    /// Clients that ask for a smaller window get their messages uncompressed.
    static let windowBits = 12
    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8] = []

    /// Nil if zlib has no memory for it, or cannot work with such a window (9 to 15).
    init?(windowBits: Int = Deflater.windowBits) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe sg_deflate_init(stream, 5, Int32(-windowBits), 5) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        _ = unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The compressed form, or nil if it would not be shorter and need not be `always`.
    func deflate(_ bytes: ByteBufferView, always: Bool = false) -> ByteBuffer? {
        let room = bytes.count + (always ? bytes.count / 8 + 64 : 16)
        if output.count < room { output = [UInt8](repeating: 0, count: room) }
        guard unsafe deflateReset(stream) == Z_OK else { return nil }
        let written = unsafe bytes.withUnsafeBytes { source -> Int? in
            unsafe output.withUnsafeMutableBytes { target -> Int? in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.bindMemory(to: UInt8.self).baseAddress
                )
                unsafe stream.pointee.avail_in = UInt32(source.count)
                unsafe stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
                unsafe stream.pointee.avail_out = UInt32(room)
                guard unsafe CGridSystem.deflate(stream, Z_SYNC_FLUSH) == Z_OK else { return nil }
                // A full output may mean that the flush is incomplete.
                guard unsafe stream.pointee.avail_in == 0, unsafe stream.pointee.avail_out > 0
                else { return nil }
                return unsafe room - Int(stream.pointee.avail_out)
            }
        }
        // The flush ends with 00 00 FF FF, which RFC 7692 §7.2.1 leaves out.
        guard let written, written > 4, always || written - 4 < bytes.count else { return nil }
        return ByteBuffer(bytes: output[..<(written - 4)])
    }
}

/// Undoes a client's permessage-deflate, message by message (`client_no_context_takeover`). One a
/// loop.
@safe final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil if zlib has no memory for it.
    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe sg_inflate_init(stream, -15) == Z_OK else {
            unsafe stream.deallocate()
            return nil
        }
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The message, of at most `limit` bytes; never allocates more than that, whatever the input.
    func inflate(_ bytes: [UInt8], limit: Int) throws(WebSocketFault) -> [UInt8] {
        guard unsafe inflateReset(stream) == Z_OK else {
            throw WebSocketFault.violation("inflater broken")
        }
        let input = bytes + [0x00, 0x00, 0xFF, 0xFF]
        var output = [UInt8](repeating: 0, count: min(limit, 8 * bytes.count + 64) + 1)
        var filled = 0
        var position = 0
        while true {
            let step = run(input, &position, &output, &filled)
            guard step == Z_OK || step == Z_STREAM_END || step == Z_BUF_ERROR else {
                throw WebSocketFault.violation("not deflate")
            }
            guard filled <= limit else {
                throw WebSocketFault(code: .tooBig, reason: "more than \(limit) bytes")
            }
            if filled < output.count || step == Z_STREAM_END { break }
            output += [UInt8](repeating: 0, count: min(limit + 1, 2 * output.count) - output.count)
        }
        output.removeLast(output.count - filled)
        return output
    }

    private func run(
        _ input: [UInt8],
        _ position: inout Int,
        _ output: inout [UInt8],
        _ filled: inout Int
    ) -> Int32 {
        unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress?.advanced(by: position)
                )
                unsafe stream.pointee.avail_in = UInt32(source.count - position)
                unsafe stream.pointee.next_out = target.baseAddress?.advanced(by: filled)
                unsafe stream.pointee.avail_out = UInt32(target.count - filled)
                let result = unsafe CGridSystem.inflate(stream, Z_SYNC_FLUSH)
                position = unsafe source.count - Int(stream.pointee.avail_in)
                filled = unsafe target.count - Int(stream.pointee.avail_out)
                return result
            }
        }
    }
}
