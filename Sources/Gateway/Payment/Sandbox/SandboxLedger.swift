import SeatGrid

/// All orders, payments and refunds of the sandbox: a value that knows no clock and makes no ids.
struct SandboxLedger: Sendable {
    let limits: SandboxLimits
    /// Hexadecimal digits of what callbacks are signed with; nil: none was chosen yet.
    private(set) var key: String?
    private(set) var orders: [String: SandboxOrder] = [:]
    private(set) var payments: [String: SandboxPayment] = [:]
    private(set) var refunds: [String: SandboxRefund] = [:]
    private(set) var paymentsOfOrder: [String: [String]] = [:]
    private(set) var refundsOfPayment: [String: [String]] = [:]
    private var refundOfIntent: [String: String] = [:]
    /// Ids by age; those before `oldest` are dropped.
    private var queue: [String] = []
    private var oldest = 0
    /// What has changed since it was last taken.
    private var changes: [SandboxFact] = []

    init(limits: SandboxLimits) { self.limits = limits }

    /// The state that `lines` tell of; nil if one of them can't be read.
    init?(lines: [[UInt8]], limits: SandboxLimits) {
        self.init(limits: limits)
        for line in lines {
            guard let fact = SandboxFact(line: line) else { return nil }
            put(fact)
        }
        changes = []
    }

    /// Everything, in the fewest lines that tell of it.
    var lines: [[UInt8]] {
        var facts: [SandboxFact] = key.map { [.key($0)] } ?? []
        for id in queue[oldest...] {
            guard let order = orders[id] else { continue }
            facts.append(.order(order))
            for payment in paymentsOfOrder[id, default: []].compactMap({ payments[$0] }) {
                facts.append(.payment(payment))
                for refund in refundsOfPayment[payment.id, default: []] {
                    if let refund = refunds[refund] { facts.append(.refund(refund)) }
                }
            }
        }
        return facts.map(\.line)
    }

    /// What has to be written before anybody hears of the last changes.
    mutating func takeChanges() -> [[UInt8]] {
        defer { changes = [] }
        return changes.map(\.line)
    }

    /// Takes a record in its newest form.
    mutating func put(_ fact: SandboxFact) {
        changes.append(fact)
        switch fact {
        case .key(let text): key = text
        case .order(let order):
            if orders.updateValue(order, forKey: order.id) == nil { queue.append(order.id) }
        case .payment(let payment):
            if payments.updateValue(payment, forKey: payment.id) == nil {
                paymentsOfOrder[payment.order, default: []].append(payment.id)
            }
        case .refund(let refund):
            if refunds.updateValue(refund, forKey: refund.id) == nil {
                refundsOfPayment[refund.payment, default: []].append(refund.id)
                refundOfIntent[refund.intent] = refund.id
            }
        }
    }

    /// The refund that was asked for under this key.
    func refund(ofIntent intent: String) -> SandboxRefund? {
        refundOfIntent[intent].flatMap { refunds[$0] }
    }

    /// Makes room for one more order; false if there is none. Money is never forgotten.
    mutating func makeRoom(now: Int64) -> Bool {
        guard orders.count >= limits.orders else { return true }
        guard let id = queue[oldest...].first, let order = orders[id],
            paymentsOfOrder[id] == nil, now - order.createdAt > limits.unpaidFor
        else { return false }
        orders[id] = nil
        oldest += 1
        if oldest > 1_024, oldest > queue.count / 2 {
            queue.removeFirst(oldest)
            oldest = 0
        }
        return true
    }
}
