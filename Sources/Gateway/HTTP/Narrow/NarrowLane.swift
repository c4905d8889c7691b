import NIOCore
import SeatGrid

/// Stands before NIO's codec and takes plain hot requests past it, straight to the hot lane.
///
/// At the first bytes that are no whole plain request, or that can't be taken now, it steps aside
/// for good: from then on the connection is the codec's alone. So there is never a doubt who has
/// read how far.
final class NarrowLane: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let lane: HotLane

    init(lane: HotLane) { self.lane = lane }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        lane.takePlain(&bytes)
        if bytes.readableBytes == 0 { return }
        context.fireChannelRead(wrapInboundOut(bytes))
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}

extension HotLane {
    /// Takes the plain requests at the front of `bytes`, as many as may be taken now.
    func takePlain(_ bytes: inout ByteBuffer) {
        isReading = true
        while phase == .open, !isSuspended,
            let plain = NarrowRequest(bytes.readableBytesUInt8Span, limits: loop.narrowLimits)
        {
            clocks.passed(loop.now)
            takePlain(plain, in: bytes)
            bytes.moveReaderIndex(forwardBy: plain.end)
        }
    }

    private func takePlain(_ plain: NarrowRequest, in bytes: ByteBuffer) {
        var principal = Principal.anonymous
        var problem: Problem?
        if !plain.authorization.isEmpty {
            do { principal = try authenticate(bytes, plain.authorization) } catch {
                problem = error
            }
        }
        let request = LaneRequest(
            method: plain.method,
            target: HotTarget(plain, in: bytes),
            fields: RequestFields(plain, in: bytes),
            principal: principal,
            requestID: requestID(bytes.text(plain.requestID)),
            startedAt: .now(),
            body: plain.body.isEmpty ? nil : bytes.slice(plain.body)
        )
        if let problem {
            refuse(request, problem, closing: false)
        } else {
            serve(request)
        }
    }

    /// The header's text is only made if it is another one than last time.
    private func authenticate(
        _ bytes: ByteBuffer,
        _ range: Range<Int>
    ) throws(Problem) -> Principal {
        if loop.shared.keys.generation == credentials.generation,
            bytes.equals(credentials.header, at: range)
        {
            return credentials.principal
        }
        return try authenticate(bytes.text(range) ?? "")
    }
}

extension HotTarget {
    init(_ plain: NarrowRequest, in bytes: ByteBuffer) {
        self.init(route: plain.route, show: bytes.text(plain.show) ?? "", hold: plain.hold)
    }
}

extension RequestFields {
    init(_ plain: NarrowRequest, in bytes: ByteBuffer) {
        if plain.isJSON { contentType = "application/json" }
        idempotencyKey = bytes.text(plain.idempotencyKey)
        ifNoneMatch = bytes.text(plain.ifNoneMatch)
        forwardedFor = bytes.text(plain.forwardedFor)
    }
}

extension ByteBuffer {
    /// ASCII text at a range of the readable bytes; nil if it is empty.
    @inline(__always)
    fileprivate func text(_ range: Range<Int>) -> String? {
        if range.isEmpty { return nil }
        return getString(at: readerIndex + range.lowerBound, length: range.count)
    }

    fileprivate func slice(_ range: Range<Int>) -> ByteBuffer? {
        getSlice(at: readerIndex + range.lowerBound, length: range.count)
    }

    @inline(__always)
    fileprivate func equals(_ text: String, at range: Range<Int>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        var text = text
        return text.withUTF8 { text in
            unsafe withUnsafeReadableBytes { bytes in
                // Looks at all of it: the time tells nothing about how much of a guess was right.
                var difference: UInt8 = 0
                for index in 0..<text.count {
                    difference |= unsafe text[index] ^ bytes[range.lowerBound + index]
                }
                return difference == 0
            }
        }
    }
}
