/// Whole checkouts against the sandbox: hold two seats, make an order, pay, tell the shop what the
/// checkout page answered, and look again if it is not paid by then.
///
/// Each checkout takes seats of its own, so that nothing is refused; when all are sold the rest are
/// errors.
public struct CheckoutsLoad: ClosedLoad {
    /// As `ClosedLoad.kinds`.
    public static let kinds = ["hold", "order", "pay", "callback", "look"]

    private enum Step: Int { case hold, order, pay, callback, look }

    /// What a connection's checkout has come to know.
    private struct Checkout {
        var show: [UInt8] = []
        var order: [UInt8] = []
    }

    /// Answers that a checkout has no use for.
    public var errors = 0
    private var sold = 0
    private let requests: Requests
    private let shows: [[UInt8]]
    private let labels: [String]
    private var checkouts: [Checkout]
    private var started = 0
    private let customer = Array(
        #"{"customer":{"name":"Asha Rao","email":"asha.rao@example.com","phone":"+919812345678"}}"#
            .utf8
    )

    /// `connections` over `shows`, which share the plan of seats with these `labels`.
    public init(target: Target, shows: [String], labels: [String], connections: Int) {
        requests = Requests(target)
        self.shows = shows.map { Array("/v1/shows/\($0)".utf8) }
        self.labels = labels
        checkouts = Array(repeating: Checkout(), count: connections)
    }

    /// Checkouts that came to their end, beside the errors.
    public var figures: [(name: String, value: Double)] {
        [("paid", Double(sold)), ("errors", Double(errors))]
    }

    /// As `ClosedLoad.startCounting`.
    public mutating func startCounting() {
        errors = 0
        sold = 0
    }

    /// As `ClosedLoad.first`.
    public mutating func first(_ connection: Int) -> Ask {
        let show = shows[started % shows.count]
        let pair = started / shows.count % (labels.count / 2)
        started += 1
        checkouts[connection] = Checkout(show: show)
        let body = #"{"seats":["\#(labels[pair * 2])","\#(labels[pair * 2 + 1])"]}"#
        return ask(.hold, "POST", show + Array("/holds".utf8), Array(body.utf8))
    }

    /// As `ClosedLoad.next`.
    public mutating func next(
        _ connection: Int,
        after kind: Int,
        status: Int,
        body: [UInt8]
    ) -> Ask {
        let next =
            switch Step(rawValue: kind) {
            case .hold where status == 201: order(connection, body)
            case .order where status == 201: pay(connection, body)
            case .pay where status == 200: callBack(connection, body)
            case .callback where status == 200, .look where status == 200:
                settle(connection, body)
            default: nil as Ask?
            }
        guard let next else {
            errors += 1
            return first(connection)
        }
        return next
    }

    private func order(_ connection: Int, _ body: [UInt8]) -> Ask? {
        guard let hold = Scan.string("id", in: body) else { return nil }
        let path = checkouts[connection].show + Array("/holds/".utf8) + hold + Array("/order".utf8)
        return ask(.order, "POST", path, customer)
    }

    private mutating func pay(_ connection: Int, _ body: [UInt8]) -> Ask? {
        guard let order = Scan.string("id", in: body),
            let name = Scan.string("provider_order_id", in: body)
        else { return nil }
        checkouts[connection].order = Array(order)
        let path = Array("/sandbox/checkout/".utf8) + name + Array("/now".utf8)
        return Ask(kind: Step.pay.rawValue, bytes: requests.make("POST", path, accept: true))
    }

    private func callBack(_ connection: Int, _ body: [UInt8]) -> Ask? {
        guard let payment = Scan.string("razorpay_payment_id", in: body),
            let order = Scan.string("razorpay_order_id", in: body),
            let signature = Scan.string("razorpay_signature", in: body)
        else { return nil }
        let checkout = checkouts[connection]
        let fields: [(String, ArraySlice<UInt8>)] = [
            ("razorpay_payment_id", payment), ("razorpay_order_id", order),
            ("razorpay_signature", signature),
        ]
        let texts = fields.map { "\"\($0.0)\":\"\(String(decoding: $0.1, as: UTF8.self))\"" }
        return ask(
            .callback,
            "POST",
            checkout.show + Array("/orders/".utf8) + checkout.order + Array("/payment".utf8),
            Array("{\(texts.joined(separator: ","))}".utf8)
        )
    }

    private func look(_ connection: Int) -> Ask {
        let checkout = checkouts[connection]
        return ask(.look, "GET", checkout.show + Array("/orders/".utf8) + checkout.order, nil)
    }

    private mutating func settle(_ connection: Int, _ body: [UInt8]) -> Ask? {
        guard let state = Scan.string("state", in: body) else { return nil }
        if state.elementsEqual("paid".utf8) {
            sold += 1
            return first(connection)
        }
        let isUnderWay = ["created", "authorized", "capturing"].contains { word in
            state.elementsEqual(word.utf8)
        }
        return isUnderWay ? look(connection) : nil
    }

    private func ask(
        _ step: Step,
        _ method: StaticString,
        _ path: [UInt8],
        _ body: [UInt8]?
    ) -> Ask {
        Ask(kind: step.rawValue, bytes: requests.make(method, path, body: body))
    }
}
