import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import Gateway

/// Reads the same bytes with the narrow parser and with NIO's codec.
enum NarrowDifference {
    /// In what the two differ; nil if they agree, or if the narrow parser takes nothing.
    static func find(_ bytes: [UInt8], limits: NarrowRequest.Limits) -> String? {
        guard let narrow = NarrowRequest(bytes.span, limits: limits) else { return nil }
        guard let parts = decode(Array(bytes.prefix(narrow.end))) else {
            return "the codec refuses"
        }
        guard case .head(let head)? = parts.first, case .end(nil)? = parts.last else {
            return "the codec sees no whole request"
        }
        var body: [UInt8] = []
        for part in parts.dropFirst().dropLast() {
            guard case .body(let piece) = part else { return "the codec sees several requests" }
            body.append(contentsOf: piece.readableBytesView)
        }
        let buffer = ByteBuffer(bytes: bytes)
        let fields = RequestFields(head.headers)
        let ours = RequestFields(narrow, in: buffer)
        let checks: [(String, Bool)] = [
            ("version", head.version == .http1_1), ("keep-alive", head.isKeepAlive),
            ("method", LaneMethod(head.method) == narrow.method),
            ("target", HotTarget(head.uri) == HotTarget(narrow, in: buffer)),
            ("body", body == Array(bytes[narrow.body])), ("repeated", fields.repeated == nil),
            ("host", fields.hosts == 1),
            ("length", (fields.contentLength ?? 0) == body.count),
            (
                "upgrade",
                !fields.hasUpgrade && !fields.expectsContinue && !fields.hasContentEncoding
            ),
            ("type", fields.isJSON == ours.isJSON),
            ("key", fields.idempotencyKey == ours.idempotencyKey),
            ("match", fields.ifNoneMatch == ours.ifNoneMatch),
            ("forwarded", fields.forwardedFor == ours.forwardedFor),
            ("authorization", fields.authorization == text(narrow.authorization, bytes)),
            ("request id", fields.requestID == text(narrow.requestID, bytes)),
        ]
        return checks.first { !$0.1 }?.0
    }

    private static func text(_ range: Range<Int>, _ bytes: [UInt8]) -> String? {
        range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
    }

    /// All parts that the codec makes of the bytes; nil if it objects.
    private static func decode(_ bytes: [UInt8]) -> [HTTPServerRequestPart]? {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        do {
            try channel.pipeline.syncOperations.addHandler(
                ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes))
            )
            try channel.writeInbound(ByteBuffer(bytes: bytes))
            var parts: [HTTPServerRequestPart] = []
            while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
                parts.append(part)
            }
            return parts
        } catch {
            return nil
        }
    }
}
