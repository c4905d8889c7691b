import NIOCore
import NIOHTTP1
import SeatGrid

/// From whole requests to the engine, the router or an answer at once.
extension HotLane {
    /// A whole request from NIO's codec.
    func dispatch(_ incoming: Incoming) {
        let request = incoming.request
        switch request.target.route {
        case .cold where surface.serves(request.target): submitCold(incoming)
        case .live where surface.serves(request.target) && request.method == .get:
            planUpgrade(incoming)
        default: serve(request)
        }
        // Whatever came after a request that ends the connection is not answered.
        if request.endsConnection, pendingUpgrade == nil, phase == .open { phase = .closing }
    }

    private func planUpgrade(_ incoming: Incoming) {
        let request = incoming.request
        let entry = loop.port.entry(for: ShowID(request.target.show))
        // A browser's WebSocket sees no HTTP status: it learns from the close code 4404.
        if entry != nil || request.fields.hasUpgrade {
            pendingUpgrade = PendingUpgrade(request: incoming, entry: entry)
        } else {
            refuse(request, Self.noSuchShow, closing: request.endsConnection)
        }
    }

    /// A whole request of a hot route, from either parser.
    func serve(_ request: LaneRequest) {
        guard surface.serves(request.target) else {
            return refuse(
                request,
                Problem(.notFound, "There is nothing at this address."),
                closing: request.endsConnection
            )
        }
        if request.target.route == .livez, request.target.allows(request.method) {
            return answerLivez(request)
        }
        do {
            try submitHot(request)
        } catch {
            refuse(request, error, closing: request.endsConnection)
        }
    }

    private static let noSuchShow = Problem(.notFound, "There is no show with this id.")

    private func submitHot(_ request: LaneRequest) throws(Problem) {
        let target = request.target
        guard target.allows(request.method) else {
            throw Problem(
                .methodNotAllowed,
                "This method is not for this address; Allow names what is."
            ).with("Allow", target.allowed)
        }
        guard let entry = loop.port.entry(for: ShowID(target.show)) else { throw Self.noSuchShow }
        var pending = PendingAnswer(
            route: target.route,
            requestID: request.requestID,
            entry: entry,
            startedAt: request.startedAt
        )
        pending.closes = request.endsConnection
        pending.isHead = request.method == .head
        let isWrite = request.method != .get && !pending.isHead
        let sent: ShowRequest
        if isWrite {
            sent = try write(request, entry)
        } else {
            sent = try read(request, &pending)
        }
        let token = queue.push(pending)
        if target.route == .book, let job = SealingJob(sent, to: entry, token: token) {
            return seal(job)
        }
        loop.port.submit(sent, to: entry, sink: self, token: token)
    }

    private func read(
        _ request: LaneRequest,
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
            kind = .read(.hold(try Self.known(request.target.hold)))
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
        _ request: LaneRequest,
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
        if request.method != .delete {
            try Self.checkJSON(request.fields, isEmpty: body.readableBytes == 0)
        }
        let command = try self.command(request, body.readableBytesUInt8Span, entry.plan)
        var mark: IdempotencyMark?
        if let header = request.fields.idempotencyKey {
            mark = IdempotencyKey.mark(
                key: try IdempotencyKey.parse(header),
                principal: request.principal.name,
                method: request.method.text,
                path: request.target.path,
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
        _ request: LaneRequest,
        _ body: Span<UInt8>,
        _ plan: SeatPlan
    ) throws(Problem) -> Command {
        let limits = loop.shared.limits
        if request.target.route == .holds {
            let body = try HoldBody.parse(body, plan: plan, limits: limits)
            var hold = HoldRequest(id: loop.port.newHoldID(), selection: body.selection)
            hold.ttl = body.ttl
            hold.holder = body.holder.map { IdempotencyKey.holder($0) }
            if let replaces = body.replaces {
                hold.replaces = try Self.known(HoldID(wire: replaces))
            }
            return .hold(hold)
        }
        switch request.target.route {
        case .extend:
            let ttl = try ExtendBody.parse(body, limits: limits)
            return .extend(try Self.known(request.target.hold), ttl: ttl)
        case .book:
            let body = try BookBody.parse(body, limits: limits)
            return .book(
                BookRequest(
                    hold: try Self.known(request.target.hold),
                    id: loop.port.newBookingID(),
                    reference: body.reference,
                    customer: body.customer,
                    kind: body.kind
                )
            )
        default: break
        }
        if request.method == .delete { return .release(try Self.known(request.target.hold)) }
        let seats = try SwapBody.parse(body, plan: plan, limits: limits)
        return .swap(try Self.known(request.target.hold), seats: seats)
    }

    private static func known(_ hold: HoldID?) throws(Problem) -> HoldID {
        if let hold { return hold }
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
    func address(of request: LaneRequest) -> String {
        guard trustsForwarding, let forwarded = request.fields.forwardedFor,
            let origin = loop.shared.trustedProxies.origin(of: forwarded)
        else { return peer }
        return NetworkAddress.block(of: origin)
    }
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
