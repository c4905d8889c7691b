import NIOCore
import SeatGrid

/// What an operator sees and does with notices: no recipients and no data, only what became of
/// them.
struct NoticeRoutes: Sendable {
    /// As many as are brought back at once: the thread that does it also puts new ones in.
    static let redriveLimit = 10_000

    let notices: SpoolFeed

    func add(to routes: RouteCollector) {
        routes.get("/v1/admin/notices") { try await list($0) }
        routes.post("/v1/admin/notices/redrive") { try await redrive($0) }
        routes.get("/v1/admin/notices/:name") { try await show($0) }
        routes.post("/v1/admin/notices/:name/retry") { try await retry($0) }
    }

    private func list(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "The list of notices")
        let query = try context.query()
        guard let place = SpoolPlace(rawValue: query["state"] ?? "dead") else {
            throw Problem.invalid("", "state must be new, cur, retry or dead")
        }
        let channel = try Self.channel(query["channel"])
        let page = try context.page()
        let (part, files) = try await ask { spool, _ in
            let part = try spool.part(
                of: place,
                channel: channel,
                after: page.after,
                limit: page.limit
            )
            return (part, try part.entries.map { try spool.read($0) })
        }
        var json = JSONWriter()
        json.object { json in
            json.array("data") { json in
                for (entry, file) in zip(part.entries, files) {
                    json.object { Self.write(entry, file, to: &$0) }
                }
            }
            json.field("has_more", part.next != nil)
            json.key("next")
            if let next = part.next { json.string(next) } else { json.null() }
        }
        return Self.answer(json)
    }

    private func show(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "A notice")
        let (entry, file) = try await find(context)
        var json = JSONWriter()
        json.object { json in
            Self.write(entry, file, to: &json)
            guard case .success(let file)? = file else { return }
            json.array("transcript") { json in
                for attempt in file.attempts {
                    json.object { json in
                        json.field("at", attempt.at.rfc3339)
                        json.field("outcome", attempt.outcome.rawValue)
                        json.field("text", attempt.transcript)
                    }
                }
            }
        }
        return Self.answer(json)
    }

    /// Repeats do no more than the first: what is to be sent at once is to be sent at once.
    private func retry(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "Sending a notice again")
        try OperateRoutes.checkEmpty(context.request.body)
        let (entry, file) = try await find(context)
        guard entry.place == .retry || entry.place == .dead else {
            throw Problem(.illegalState, "Only what waits or was given up is sent again.")
        }
        guard try await ask({ try $0.retry(entry, now: $1) }) else {
            throw Problem(.illegalState, "A worker has taken it meanwhile; look again.")
        }
        var json = JSONWriter()
        json.object { Self.write(entry, file, to: &$0, state: .new) }
        return Self.answer(json)
    }

    private func redrive(_ context: ColdContext) async throws -> ColdAnswer {
        try context.need(.operate, for: "Sending notices again")
        let channel = try body(context)
        let count = try await ask { spool, now in
            try spool.redrive(channel, limit: Self.redriveLimit, now: now)
        }
        var json = JSONWriter()
        json.object { json in
            json.field("redriven", count)
            json.field("has_more", count == Self.redriveLimit)
        }
        return Self.answer(json)
    }

    /// `{"channel"?: "email"}`, or nothing at all.
    private func body(_ context: ColdContext) throws -> NoticeChannel? {
        let bytes = Array(context.request.body.readableBytesView)
        if bytes.isEmpty { return nil }
        guard case .object(let fields)? = try? JSONParser.parse(bytes) else {
            throw Problem.invalid("", "the body must be a JSON object")
        }
        for member in fields.members where member.name != "channel" {
            throw Problem.invalid(
                "/\(JSONPointer.escaped(member.name))",
                "unknown field"
            )
        }
        switch fields["channel"] {
        case nil: return nil
        case .string(let text)?: return try Self.channel(text)
        default: throw Problem.invalid("/channel", "must be a string")
        }
    }

    private func find(
        _ context: ColdContext
    ) async throws -> (SpoolEntry, Result<NoticeFile, NoticeError>?) {
        guard let name = NoticeName(try context.part("name")) else {
            throw Problem(.notFound, "This is no notice's name, like show-17-email.")
        }
        let found = try await ask { spool, _ in
            try spool.find(name).map { ($0, try spool.read($0)) }
        }
        guard let found else {
            throw Problem(.notFound, "It is not in the spool: it was never put, or it is done.")
        }
        return found
    }

    private func ask<Answer: Sendable>(
        _ body: @escaping @Sendable (Spool, WallTime) throws -> Answer
    ) async throws -> Answer {
        do {
            return try await notices.ask(body)
        } catch is SpoolError {
            throw Problem(.unavailable, "The spool's disk does not answer; repeat later.")
        }
    }

    private static func channel(_ text: String?) throws(Problem) -> NoticeChannel? {
        guard let text else { return nil }
        guard let channel = NoticeChannel(rawValue: text) else {
            throw .invalid("/channel", "must be email, sms or webhook")
        }
        return channel
    }

    private static func write(
        _ entry: SpoolEntry,
        _ file: Result<NoticeFile, NoticeError>?,
        to json: inout JSONWriter,
        state: SpoolPlace? = nil
    ) {
        json.field("name", entry.name.description)
        json.field("show", entry.name.show.rawValue)
        json.field("channel", entry.name.channel.rawValue)
        json.field("state", (state ?? entry.place).rawValue)
        if entry.place == .retry, state == nil, let due = entry.time {
            json.field("due_at", due.rfc3339)
        }
        switch file {
        case nil: json.field("reason", "gone meanwhile")
        case .failure(let error)?: json.field("reason", "unreadable: \(error)")
        case .success(let file)?:
            json.field("kind", file.notice.kind.rawValue)
            json.field("created_at", file.notice.createdAt.rfc3339)
            json.field("attempts", file.counted.count)
            if let last = file.attempts.last { json.field("reason", last.transcript) }
        }
    }

    private static func answer(_ json: JSONWriter) -> ColdAnswer {
        ColdAnswer(
            body: ByteBuffer(bytes: json.bytes),
            headers: [("Cache-Control", "no-store")]
        )
    }
}
