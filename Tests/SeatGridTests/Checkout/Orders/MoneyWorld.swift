import Foundation
import Testing

@testable import SeatGrid

/// A show, a provider and a network between them that loses, repeats, delays and reorders what one
/// says to the other; buyers who do anything. Driven by a seed.
struct MoneyWorld {
    var show: OrderHall
    var provider = FakeProvider()
    var random: SplitMix
    private var holds = 0
    private var orders: [Int] = []
    /// Reports on their way: any may come at any time, any number of times.
    private var mail: [(order: Int, report: PaymentReport)] = []

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
        let rules = ShowRules(holdTTL: 4_000, holdMax: 9_000)
        show = OrderHall(.drawn("AAA AAA", "BBB"), rules)
        show.policy = LatePolicy(answerTime: 3_000)
    }

    private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
    private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func step() {
        show.hall.pass(Int64(below(600)))
        switch below(12) {
        case 0, 1: hold()
        case 2, 3: pay()
        case 4: bankAnswers()
        case 5, 6: deliver()
        case 7, 8: work()
        case 9: buyerActs()
        case 10: settleSome()
        default:
            if chance(1) { show.hall.run(.cancel) }
            if chance(5) { stall() }
        }
    }

    private mutating func hold() {
        holds += 1
        let count = 1 + below(3)
        let wish = BestAvailable(count: count, together: false)
        let request = HoldRequest(id: .number(holds), selection: .bestAvailable(wish))
        guard case .success = show.hall.run(.hold(request)) else { return }
        guard chance(80) else { return }
        if case .success = show.order(holds, of: holds) { orders.append(holds) }
    }

    private mutating func pay() {
        guard let order = orders.randomElement(using: &random) else { return }
        let record = show.record(order)
        let amount = chance(5) ? record.quote.total - 1 : record.quote.total
        let payment = provider.pay(
            record.providerOrder,
            amount,
            chance(70) ? .authorized : .created,
            capturesItself: chance(15)
        )
        post(payment, order)
    }

    private mutating func bankAnswers() {
        let ids = provider.payments.keys.sorted()
        guard let id = ids.randomElement(using: &random) else { return }
        if chance(60) { provider.authorize(id) } else { provider.fail(id) }
        if let order = orders.first(where: {
            show.record($0).providerOrder == provider.payments[id]?.order
        }) {
            post(id, order)
        }
    }

    private mutating func post(_ payment: String, _ order: Int) {
        if chance(70), let report = provider.report(payment) { mail.append((order, report)) }
    }

    private mutating func deliver() {
        guard !mail.isEmpty else { return }
        let place = below(mail.count)
        let (order, report) = mail[place]
        if chance(50) { mail.remove(at: place) }
        show.hear(report, of: order, delivery: chance(50) ? below(40) : nil)
    }

    /// The driver does one thing, and maybe dies before it can say what came of it.
    private mutating func work() {
        let all = show.state.checkoutWork(at: show.hall.time.now, limit: 100)
        guard let work = all.randomElement(using: &random) else { return }
        carryOut(work, isHonest: false)
    }

    mutating func carryOut(_ work: CheckoutWork, isHonest: Bool) {
        let dies = !isHonest && chance(25)
        let refuses = !isHonest && chance(10)
        switch work {
        case .capture(let order, let payment):
            let report = refuses ? nil : provider.capture(payment.id)
            if dies { return }
            guard let number = number(of: order) else { return }
            if let report {
                show.hear(report, of: number)
            } else if let report = provider.report(payment.id), report.status != .authorized {
                show.hear(report, of: number)
                show.run(.captureRefused(order.id, payment: payment.id))
            } else {
                show.run(.captureRefused(order.id, payment: payment.id))
            }
        case .refund(let order, let refund):
            let known = provider.refund(ofIntent: refund)
            let report =
                known
                ?? (refuses
                    ? nil : provider.refund(refund.payment, refund.amount, key: refund.key))
            if dies { return }
            let news = RefundNews(order: order.id, refund: refund.id, report: report)
            show.run(.refund(news))
            if isHonest { provider.settle(refund.key, fails: false) }
        case .poll(let order, let isOverdue):
            guard let number = number(of: order) else { return }
            for report in provider.payments(of: order.providerOrder) {
                show.hear(report, of: number)
                if dies { return }
            }
            if isOverdue { show.run(.notPaid(order.id)) }
        case .cancelBooking(let id):
            let request = CancelRequest(booking: id, seats: nil, reason: .showCancelled)
            show.hall.run(.order(.cancel(request)))
        case .stall(let order, let reason): show.run(.stall(order.id, reason))
        }
    }

    private func number(of order: OrderRecord) -> Int? {
        orders.first { OrderID.number($0) == order.id }
    }

    private mutating func buyerActs() {
        guard let order = orders.randomElement(using: &random) else { return }
        switch below(4) {
        case 0: show.run(.answerOffer(.number(order), accepts: chance(60)))
        case 1: show.hall.run(.release(show.record(order).hold))
        default:
            let booking = show.record(order).booking
            let left = show.record(order).seats
            let some = chance(50) ? nil : SeatList(left.filter { _ in chance(50) })
            let request = CancelRequest(
                booking: booking,
                seats: some?.isEmpty == true ? nil : some,
                reason: chance(20) ? .operatorCancelled : .buyerCancelled
            )
            show.hall.run(.order(.cancel(request)))
        }
    }

    private mutating func settleSome() {
        for key in provider.refunds.keys.sorted() where chance(40) {
            provider.settle(key, fails: chance(15))
        }
    }

    private mutating func stall() {
        guard let order = orders.randomElement(using: &random) else { return }
        show.run(.stall(.number(order), .providerSilent))
        if chance(50) { show.run(.resolve(.number(order), .retry)) }
    }

    /// From now on everybody is honest and nothing gets lost, until there is nothing left to do.
    mutating func comeToRest() {
        for _ in 0..<80 {
            for (order, report) in mail { show.hear(report, of: order) }
            mail = []
            for order in orders where show.record(order).state == .stuck {
                show.run(.resolve(.number(order), .retry))
            }
            for key in provider.refunds.keys.sorted() { provider.settle(key, fails: false) }
            show.hall.pass(1_000)
            show.hall.lapse()
            let work = show.state.checkoutWork(at: show.hall.time.now, limit: 1_000)
            for one in work { carryOut(one, isHonest: true) }
        }
    }

    /// No captured rupee without a seat or a refund; no seat with two owners; no state without a
    /// way out.
    func check(_ comment: Comment) throws {
        for order in orders {
            let record = show.record(order)
            let isAtRest =
                [.paid, .expired, .refunded].contains(record.state) && !record.isRefunding
            #expect(isAtRest, "\(comment): order \(order) is \(record.state), \(record.reason)")
            try check(record, comment)
        }
        try show.checkRebuilding(comment)
    }

    private func check(_ record: OrderRecord, _ comment: Comment) throws {
        let left = show.state.booking(record.booking)?.seats ?? []
        for payment in provider.payments(of: record.providerOrder) {
            let taken = payment.status.isTaken ? payment.amount : 0
            let kept = taken - provider.returned(payment.payment)
            let worth =
                payment.payment == record.granted && record.isBooked
                ? record.quote.lines.reduce(Int64(0)) {
                    $1.seat.map(left.contains) ?? true ? $0 + $1.amount : $0
                } : 0
            #expect(
                kept == worth,
                "\(comment): \(payment.status), \(record.state), \(record.reason), \(record)"
            )
            #expect(kept >= 0, comment)
        }
        for seat in left { #expect(show.state.status(of: seat) == .booked, comment) }
    }
}

@Suite struct MoneyTests {
    /// `SEATGRID_SEEDS`: how many, 40 if not given.
    static let seeds =
        ProcessInfo.processInfo.environment["SEATGRID_SEEDS"]
        .flatMap { UInt64($0) } ?? 40

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `money and seats agree in the end, whatever happens on the way`(group: UInt64) throws {
        for seed in group * Self.seeds / 8..<(group + 1) * Self.seeds / 8 {
            var world = MoneyWorld(seed: seed)
            for _ in 0..<250 { world.step() }
            world.comeToRest()
            try world.check("seed \(seed)")
        }
    }
}
