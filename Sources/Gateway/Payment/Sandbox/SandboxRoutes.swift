import NIOCore
import NIOHTTP1
import SeatGrid

/// The sandbox's checkout page and its buttons. They need no key, and no idempotency key either:
/// whoever presses a button twice has tried to pay twice.
struct SandboxRoutes: Sendable {
    let sandbox: SandboxProvider
    /// Hears of each payment that a tester makes, as a webhook would tell; the answer waits for it.
    let tell: @Sendable (PaymentReport) async -> Void

    func add(to routes: RouteCollector) {
        routes.get("/sandbox/checkout/:order", PlainPage.guarding { try await page($0) })
        for choice in SandboxChoice.allCases {
            routes.post(
                "/sandbox/checkout/:order/\(choice.rawValue)",
                PlainPage.guarding { try await pay($0, choice) }
            )
        }
    }

    private func page(_ context: ColdContext) async throws -> ColdAnswer {
        let id = try context.part("order")
        let (query, back) = try carried(context)
        do throws(PaymentError) {
            let order = try await sandbox.order(id)
            let payments = try await sandbox.payments(ofOrder: id).map { report in
                (report: report, signature: signature(of: report))
            }
            return SandboxPage.html(order, payments, query: query, back: back)
        } catch {
            throw Self.problem(with: error)
        }
    }

    private func pay(_ context: ColdContext, _ choice: SandboxChoice) async throws -> ColdAnswer {
        let id = try context.part("order")
        try OperateRoutes.checkEmpty(context.request.body)
        let (query, _) = try carried(context)
        let after = try seconds(context)
        let made: [PaymentReport]
        do throws(PaymentError) {
            made = try await sandbox.pay(id, choice, after: after.map { $0 * 1_000 })
        } catch {
            throw Self.problem(with: error)
        }
        for report in made { await tell(report) }
        let accepted = context.request.headers["accept"].joined(separator: ",")
        guard accepted.contains("application/json") else {
            let place = "/sandbox/checkout/\(id)\(query)"
            return ColdAnswer(status: 303, headers: [("Location", place)])
        }
        var json = JSONWriter()
        json.object { json in
            json.array("payments") { json in
                for report in made { json.object { write(report, to: &$0) } }
            }
        }
        return ColdAnswer(body: ByteBuffer(bytes: json.bytes))
    }

    private func write(_ report: PaymentReport, to json: inout JSONWriter) {
        json.field("razorpay_payment_id", report.payment)
        json.field("razorpay_order_id", report.order)
        if let signature = signature(of: report) { json.field("razorpay_signature", signature) }
        json.field("status", SandboxPage.name(of: report.status))
    }

    /// Only the checkout of a payment that the bank has authorised hands a signature over.
    private func signature(of report: PaymentReport) -> String? {
        switch report.status {
        case .authorized, .captured, .refunded: sandbox.answer(for: report).signature
        case .created, .failed: nil
        }
    }

    /// `?return=/path`: where the shop is, on this server only.
    private func carried(_ context: ColdContext) throws(Problem) -> (query: String, back: String?) {
        guard let back = try context.query()["return"], back.hasPrefix("/"),
            !back.hasPrefix("//"), back.utf8.count <= 512,
            back.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != 0x5c })
        else { return ("", nil) }
        let encoded = back.utf8.map { byte in
            Self.isPlain(byte)
                ? String(UnicodeScalar(byte)) : "%" + KeyFile.hex(CollectionOfOne(byte))
        }
        return ("?return=" + encoded.joined(), back)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        UnicodeScalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte)
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// `?after=30`: how long the bank takes.
    private func seconds(_ context: ColdContext) throws(Problem) -> Int64? {
        guard let text = try context.query()["after"] else { return nil }
        guard let seconds = Int64(text), (0...604_800).contains(seconds) else {
            throw .invalid("", "after must be 0 to 604800 seconds")
        }
        return seconds
    }

    private static func problem(with error: PaymentError) -> Problem {
        switch error {
        case .refused(_, let detail) where error == SandboxLedger.noSuchID:
            Problem(.notFound, detail)
        case .refused(_, let detail): Problem(.illegalState, detail)
        default: Problem(.internalError, "Repeat later, or report the request id.")
        }
    }
}
