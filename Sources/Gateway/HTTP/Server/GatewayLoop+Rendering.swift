import Logging
import NIOCore
import SeatGrid

/// Whole answers, head and body, as bytes.
extension GatewayLoop {
    /// The engine's reply to `pending`.
    func render(_ reply: borrowing Reply, for pending: PendingAnswer, to out: inout ByteBuffer) {
        guard let entry = pending.entry else { return }
        switch copy reply {
        case .outcome(let outcome, let replayed, let plan):
            render(outcome, replayed: replayed, plan: plan, entry, pending, &out)
        case .refused(let refusal, let plan):
            render(Problem(refusal, plan: plan), for: pending, to: &out)
        case .seats(let map):
            render(map, pending, &out)
        case .hold(let hold, let plan):
            scratch.clear()
            ShowAnswer.write(hold, show: entry.id, plan: plan, to: &scratch)
            send(200, "Cache-Control: no-store\r\n", pending, &out)
        case .booking(let booking, let plan):
            scratch.clear()
            ShowAnswer.write(booking, show: entry.id, plan: plan, to: &scratch)
            send(200, "Cache-Control: no-store\r\n", pending, &out)
        case .noSuchShow:
            render(Problem(.notFound, "There is no show with this id."), for: pending, to: &out)
        case .unavailable(let why):
            render(Problem(why), for: pending, to: &out)
        case .report, .checkout:
            render(Problem(.internalError, "This is no answer."), for: pending, to: &out)
        }
    }

    private func render(
        _ outcome: Outcome,
        replayed: Bool,
        plan: SeatPlan,
        _ entry: ShowEntry,
        _ pending: PendingAnswer,
        _ out: inout ByteBuffer
    ) {
        let lines: StaticString =
            replayed
            ? "Cache-Control: no-store\r\nIdempotency-Replayed: true\r\n"
            : "Cache-Control: no-store\r\n"
        scratch.clear()
        switch outcome {
        case .held(let hold):
            ShowAnswer.write(hold, show: entry.id, plan: plan, to: &scratch)
            sendCreated(lines, entry, "/holds/hd_", hold.id.bits, pending, &out)
        case .extended(let hold), .swapped(let hold):
            ShowAnswer.write(hold, show: entry.id, plan: plan, to: &scratch)
            send(200, lines, pending, &out)
        case .released:
            send(204, lines, pending, &out)
        case .booked(let booking):
            ShowAnswer.write(booking, show: entry.id, plan: plan, to: &scratch)
            sendCreated(lines, entry, "/bookings/bk_", booking.id.bits, pending, &out)
        case .changed(let version):
            ColdBodies.write(changed: version, show: entry.id, to: &scratch)
            send(200, lines, pending, &out)
        case .order, .cancelled, .admitted:
            // The router's routes answer with these.
            render(Problem(.internalError, "This is no answer."), for: pending, to: &out)
        }
    }

    /// The body in `scratch`, with its head.
    private func send(
        _ status: Int,
        _ lines: StaticString,
        _ pending: PendingAnswer,
        _ out: inout ByteBuffer
    ) {
        let head = AnswerHead(
            status: status,
            contentType: status == 204 ? nil : "application/json",
            contentLength: scratch.count,
            requestID: pending.requestID,
            closes: pending.closes,
            fixed: lines
        )
        heading.clear()
        head.write(&heading, date: dateLine)
        out.write(heading)
        if !pending.isHead, status != 204 { out.write(scratch) }
        observe(pending, status)
    }

    private func sendCreated(
        _ lines: StaticString,
        _ entry: ShowEntry,
        _ place: StaticString,
        _ id: Bits128,
        _ pending: PendingAnswer,
        _ out: inout ByteBuffer
    ) {
        let head = AnswerHead(
            status: 201,
            contentType: "application/json",
            contentLength: scratch.count,
            requestID: pending.requestID,
            closes: pending.closes,
            fixed: lines
        )
        heading.clear()
        head.open(&heading, date: dateLine)
        heading.writeStaticString("Location: /v1/shows/")
        heading.writeString(entry.id.rawValue)
        heading.writeStaticString(place)
        heading.writeCrockford(id)
        heading.writeStaticString("\r\n\r\n")
        out.write(heading)
        out.write(scratch)
        observe(pending, 201)
    }

    private func render(_ map: SeatMap, _ pending: PendingAnswer, _ out: inout ByteBuffer) {
        let known = pending.knownVersion.map { EntityTag.matches($0, map.version) } ?? false
        let status = known ? 304 : 200
        var body = ByteBuffer()
        if !known {
            if pending.asList {
                scratch.clear()
                ShowAnswer.writeList(map, to: &scratch)
                body = scratch.buffer
            } else {
                body = seatBodies.body(of: map)
            }
        }
        let head = AnswerHead(
            status: status,
            contentType: known ? nil : "application/json",
            contentLength: body.readableBytes,
            requestID: pending.requestID,
            closes: pending.closes,
            fixed: "Cache-Control: no-cache\r\n"
        )
        heading.clear()
        head.open(&heading, date: dateLine)
        heading.writeStaticString("ETag: \"")
        heading.writeDecimal(map.version.rawValue)
        heading.writeStaticString("\"\r\n\r\n")
        out.write(heading)
        if !pending.isHead { out.writeImmutableBuffer(body) }
        observe(pending, status)
    }

    /// An error answer.
    func render(_ problem: Problem, for pending: PendingAnswer, to out: inout ByteBuffer) {
        scratch.clear()
        problem.write(requestID: pending.requestID, to: &scratch)
        let head = AnswerHead(
            status: problem.code.status,
            contentType: "application/problem+json",
            contentLength: scratch.count,
            requestID: pending.requestID,
            closes: pending.closes,
            fixed: "Cache-Control: no-store\r\n"
        )
        heading.clear()
        head.open(&heading, date: dateLine)
        problem.writeHeaders(to: &heading)
        heading.writeStaticString("\r\n")
        out.write(heading)
        if !pending.isHead { out.write(scratch) }
        observe(pending, problem.code.status)
    }

    func renderLivez(_ pending: PendingAnswer, to out: inout ByteBuffer) {
        scratch.clear()
        scratch.writeStaticString("{\"status\":\"ok\"}")
        send(200, "Cache-Control: no-store\r\n", pending, &out)
    }

    /// The router's answer.
    func render(_ answer: ColdAnswer, for pending: PendingAnswer, to out: inout ByteBuffer) {
        if let problem = answer.problem { return render(problem, for: pending, to: &out) }
        let head = AnswerHead(
            status: answer.status,
            contentType: nil,
            contentLength: answer.body.readableBytes,
            requestID: pending.requestID,
            closes: pending.closes
        )
        heading.clear()
        head.open(&heading, date: dateLine)
        for (name, value) in answer.headers {
            heading.writeString("\(name): \(value)\r\n")
        }
        heading.writeStaticString("\r\n")
        out.write(heading)
        if !pending.isHead, answer.status != 204, answer.status != 304 {
            out.writeImmutableBuffer(answer.body)
        }
        observe(pending, answer.status)
    }

    /// Counts an answer, and writes its line to the log if the level asks for it: kinds and ids,
    /// never a path, for that may hold a capability.
    @inline(__always)
    private func observe(_ pending: PendingAnswer, _ status: Int) {
        metrics.observe(pending.route, status, since: pending.startedAt)
        if shared.logsRequests { log(pending, status) }
    }

    private func log(_ pending: PendingAnswer, _ status: Int) {
        shared.logger.debug(
            "request",
            metadata: [
                "id": "\(pending.requestID.text)", "route": "\(pending.route)",
                "status": "\(status)", "show": "\(pending.entry?.id.rawValue ?? "-")",
            ]
        )
    }
}
