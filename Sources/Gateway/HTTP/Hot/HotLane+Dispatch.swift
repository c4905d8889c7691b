import NIOCore
import NIOHTTP1
import SeatGrid

/// From whole requests to the engine, the router or an answer at once.
extension HotLane {
    func dispatch(_ request: Incoming) {
        route(request)
        // Whatever came after a request that ends the connection is not answered.
        if request.endsConnection, pendingUpgrade == nil, phase == .open { phase = .closing }
    }

    private func route(_ request: Incoming) {
        guard surface.serves(request.target) else {
            return refuse(
                request,
                Problem(.notFound, "There is nothing at this address."),
                closing: request.endsConnection
            )
        }
        switch request.target.route {
        case .cold: return submitCold(request)
        case .livez where request.target.allows(request.head.method): return answerLivez(request)
        default: break
        }
        do {
            try submitHot(request)
        } catch {
            refuse(request, error, closing: request.endsConnection)
        }
    }

    private func submitHot(_ request: Incoming) throws(Problem) {
        let target = request.target
        guard target.allows(request.head.method) else {
            throw Problem(
                .methodNotAllowed,
                "\(request.head.method.rawValue) is not for this address; Allow names what is."
            ).with("Allow", target.allowed)
        }
        let found = loop.port.entry(for: ShowID(target.show))
        // A browser's WebSocket sees no HTTP status: it learns from the close code 4404.
        if target.route == .live, found != nil || request.fields.hasUpgrade {
            pendingUpgrade = PendingUpgrade(request: request, entry: found)
            return
        }
        guard let entry = found else {
            throw Problem(.notFound, "There is no show with this id.")
        }
        var pending = PendingAnswer(
            route: target.route,
            requestID: request.requestID,
            entry: entry,
            startedAt: request.startedAt
        )
        pending.closes = request.endsConnection
        pending.isHead = request.head.method == .HEAD
        let isWrite = request.head.method != .GET && !pending.isHead
        let sent: ShowRequest
        if isWrite {
            sent = try write(request, entry)
        } else {
            sent = try read(request, &pending)
        }
        let token = queue.push(pending)
        loop.port.submit(sent, to: entry, sink: self, token: token)
    }

    private func read(
        _ request: Incoming,
        _ pending: inout PendingAnswer
    ) throws(Problem) -> ShowRequest {
        let kind: ShowRequest.Kind
        if request.target.route == .seats {
            if !request.target.query.isEmpty {
                pending.asList = try Self.format(request.target.query) == "list"
            }
            pending.knownVersion = request.fields.ifNoneMatch
            kind = .read(.seats)
        } else {
            kind = .read(.hold(try Self.holdID(request.target.hold)))
        }
        return ShowRequest(kind: kind, mark: nil, caller: .anonymous)
    }

    private static func format(_ query: Substring) throws(Problem) -> String? {
        guard let query = Query(query) else {
            throw .invalid("", "the query is not percent-encoded well")
        }
        guard let format = query["format"] else { return nil }
        guard format == "list" || format == "bits" else {
            throw .invalid("", "format must be \"list\", or left out")
        }
        return format
    }

    private func write(
        _ request: Incoming,
        _ entry: ShowEntry
    ) throws(Problem) -> ShowRequest {
        if request.target.route == .book,
            let problem = request.principal.lacks(.book, for: "Booking")
        {
            throw problem
        }
        if let limiter = loop.shared.limiter, request.principal.isLimited,
            let wait = limiter.take(address(of: request), now: loop.milliseconds())
        {
            throw limiter.refusal(retryAfter: wait)
        }
        let body = request.body ?? ByteBuffer()
        if request.head.method != .DELETE {
            try Self.checkJSON(request.fields, isEmpty: body.readableBytes == 0)
        }
        let command = try self.command(request, body.readableBytesUInt8Span, entry.plan)
        var mark: IdempotencyMark?
        if let header = request.fields.idempotencyKey {
            mark = IdempotencyKey.mark(
                key: try IdempotencyKey.parse(header),
                principal: request.principal.name,
                method: request.head.method.rawValue,
                path: request.path,
                body: body.readableBytesUInt8Span
            )
        }
        return ShowRequest(
            kind: .command(command, plan: entry.plan),
            mark: mark,
            caller: request.principal.caller()
        )
    }

    private func command(
        _ request: Incoming,
        _ body: Span<UInt8>,
        _ plan: SeatPlan
    ) throws(Problem) -> Command {
        let limits = loop.shared.limits
        if request.target.route == .holds {
            let body = try HoldBody.parse(body, plan: plan, limits: limits)
            var hold = HoldRequest(id: loop.port.newHoldID(), selection: body.selection)
            hold.ttl = body.ttl
            hold.holder = body.holder.map { IdempotencyKey.holder($0) }
            if let replaces = body.replaces { hold.replaces = try Self.holdID(replaces) }
            return .hold(hold)
        }
        switch request.target.route {
        case .extend:
            let ttl = try ExtendBody.parse(body, limits: limits)
            return .extend(try Self.holdID(request.target.hold), ttl: ttl)
        case .book:
            let body = try BookBody.parse(body, limits: limits)
            return .book(
                BookRequest(
                    hold: try Self.holdID(request.target.hold),
                    id: loop.port.newBookingID(),
                    reference: body.reference,
                    customer: body.customer
                )
            )
        default: break
        }
        if request.head.method == .DELETE { return .release(try Self.holdID(request.target.hold)) }
        let seats = try SwapBody.parse(body, plan: plan, limits: limits)
        return .swap(try Self.holdID(request.target.hold), seats: seats)
    }

    /// `hd_` and 26 characters; anything else is nobody's hold.
    static func holdID(_ text: String) throws(Problem) -> HoldID {
        if text.utf8.starts(with: "hd_".utf8), let bits = Crockford.decode(text.utf8.dropFirst(3)) {
            return HoldID(bits)
        }
        throw Problem(
            .holdNotFound,
            "There is no such hold, or it is not yours; make a new one."
        )
    }

    /// 415 unless a body that is there is declared as JSON.
    static func checkJSON(_ fields: RequestFields, isEmpty: Bool) throws(Problem) {
        if isEmpty, fields.contentType == nil { return }
        guard fields.isJSON, !fields.hasContentEncoding else {
            throw Problem(
                .unsupportedMediaType,
                "Bodies here are JSON, not compressed: send Content-Type: application/json."
            )
        }
    }

    /// The address, or block of addresses, that limits count by.
    func address(of request: Incoming) -> String {
        guard trustsForwarding, let forwarded = request.fields.forwardedFor,
            let origin = loop.shared.trustedProxies.origin(of: forwarded)
        else { return peer }
        return NetworkAddress.block(of: origin)
    }
}

extension HotLane.Incoming {
    /// The target without its query.
    var path: Substring { head.uri.prefix { $0 != "?" } }
}

extension Surface {
    fileprivate func serves(_ target: HotTarget) -> Bool {
        switch self {
        case .all: true
        case .open: true
        case .admin: target.route == .cold || target.route == .livez
        }
    }
}
