import NIOCore
import NIOHTTP1
import SeatGrid

/// From the decoder's parts to whole requests.
extension HotLane {
    func take(_ part: HTTPServerRequestPart) {
        guard phase == .open else { return }
        clocks.passed(loop.now)
        switch part {
        case .head(let head): begin(head)
        case .body(let bytes): collect(bytes)
        case .end: finish()
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        let fields = RequestFields(head.headers)
        let target = HotTarget(head.uri)
        var principal = Principal.anonymous
        var problem: Problem?
        if let header = fields.authorization {
            do { principal = try authenticate(header) } catch { problem = error }
        }
        if head.version == .http1_1, fields.hosts != 1 {
            problem = Problem(.invalidRequest, "HTTP/1.1 asks for the header field Host, once.")
        }
        if let repeated = fields.repeated {
            problem = Problem(.invalidRequest, "The header field \(repeated) may come once only.")
        }
        let isImport =
            target.route == .cold && principal.rights.contains(.operate)
            && head.uri.hasPrefix("/v1/admin/import")
        incoming = Incoming(
            head: head,
            request: LaneRequest(
                method: LaneMethod(head.method),
                target: target,
                fields: fields,
                principal: principal,
                requestID: requestID(fields.requestID),
                startedAt: .now(),
                // The decoder stops after a request to switch protocols: nothing comes after it.
                endsConnection: !head.isKeepAlive || fields.hasUpgrade || head.method == .CONNECT
            ),
            bodyLimit: isImport ? loop.shared.limits.importBytes : loop.shared.limits.bodyBytes
        )
        if let problem { return refuseIncoming(problem, closing: false) }
        if let length = fields.contentLength, length > (incoming?.bodyLimit ?? 0) {
            return refuseIncoming(tooLarge, closing: true)
        }
        clocks.bodySince = loop.now
        clocks.bodyBytes = 0
        if fields.expectsContinue, queue.isEmpty {
            outbox.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
            flush()
        }
    }

    /// The caller's own id for the request, if it may be one, or one made here.
    func requestID(_ given: String?) -> RequestID {
        if let given, RequestID.isAcceptable(given) { return .given(given) }
        return loop.requestIDs.next()
    }

    private func collect(_ bytes: ByteBuffer) {
        guard incoming != nil else { return }
        clocks.bodyBytes += Int64(bytes.readableBytes)
        var bytes = bytes
        let collected = (incoming?.request.body?.readableBytes ?? 0) + bytes.readableBytes
        if collected > incoming?.bodyLimit ?? 0 { return refuseIncoming(tooLarge, closing: true) }
        if incoming?.request.body == nil {
            incoming?.request.body = bytes
        } else {
            incoming?.request.body?.writeBuffer(&bytes)
        }
    }

    private func finish() {
        clocks.bodySince = nil
        guard let request = incoming else { return }
        incoming = nil
        dispatch(request)
    }

    private var tooLarge: Problem {
        let limit = incoming?.bodyLimit ?? 0
        return Problem(.payloadTooLarge, "A body here may have at most \(limit) bytes.")
    }

    /// Answers a request whose body is still to come; it is read and dropped, or, if it can't be
    /// worth waiting for, the connection ends.
    private func refuseIncoming(_ problem: Problem, closing: Bool) {
        guard let request = incoming?.request else { return }
        incoming = nil
        clocks.bodySince = nil
        refuse(request, problem, closing: closing || request.endsConnection)
        if closing { phase = .closing }
    }

    /// Answers bytes that are no HTTP, or more than may be, and ends the connection.
    func refuseBytes(_ error: any Error) {
        // After the last request the decoder objects to anything; what is owed still goes out.
        guard phase == .open else { return }
        guard let problem = Self.problem(with: error) else {
            context?.close(promise: nil)
            return
        }
        clocks.headSince = nil
        clocks.bodySince = nil
        let requestID = incoming?.request.requestID ?? loop.requestIDs.next()
        incoming = nil
        owe(
            PendingAnswer(
                route: .cold,
                requestID: requestID,
                closes: true,
                startedAt: .now()
            ),
            problem
        )
        phase = .closing
        settle()
    }

    private static func problem(with error: any Error) -> Problem? {
        switch error {
        case HTTPParserError.headerOverflow:
            Problem(
                .headersTooLarge,
                "The header fields are more or longer than this server takes."
            )
        case is ByteToMessageDecoderError:
            Problem(.headersTooLarge, "The request line or the header is too long.")
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: nil
        case is HTTPParserError:
            Problem(.invalidRequest, "These bytes are no HTTP/1.1 request.")
        default: nil
        }
    }

    func authenticate(_ header: String) throws(Problem) -> Principal {
        let generation = loop.shared.keys.generation
        if generation == credentials.generation, header == credentials.header {
            return credentials.principal
        }
        let principal = try loop.shared.keys.authenticate(header)
        credentials = CachedCredentials(
            header: header,
            generation: generation,
            principal: principal
        )
        return principal
    }
}
