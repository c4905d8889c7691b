/// The lines of a quote while they are put together.
struct Bill {
    private let terms: CheckoutTerms?
    private var lines: [Quote.Line] = []

    init(terms: CheckoutTerms?) { self.terms = terms }

    /// An amount as a line may have it: a sum of lines never overflows.
    static func fit(_ amount: Int128) throws(Refusal) -> Int64 {
        guard 0...Int128(Limits.amount) ~= amount else { throw .invalid(.totalTooHigh) }
        return Int64(amount)
    }

    /// A seat with its discount, fees and taxes.
    mutating func add(
        _ choice: SeatChoice,
        price: Int64,
        discount: Int64,
        _ use: PromotionUse?
    ) throws(Refusal) {
        let seat = choice.seat
        let types = terms?.ticketTypes ?? []
        let type = types.isEmpty ? nil : types[Int(choice.ticketType)]
        lines.append(
            Quote.Line(
                kind: .seat,
                key: type?.key ?? TicketType.usualKey,
                name: type?.name ?? TicketType.usualName,
                seat: seat,
                amount: price
            )
        )
        guard let terms else { return }
        if discount > 0, let use {
            let promotion = terms.promotions[Int(use.promotion)]
            put(.discount, promotion.code, promotion.name, seat: seat, -discount)
        }
        try addTaxes(on: price - discount, terms.taxes.filter(\.isOnSeats), seat: seat)
        try addFees(.seat, on: price, seat: seat)
    }

    /// The fees of the order as a whole, with their taxes.
    mutating func addOrder(seatsSum: Int64) throws(Refusal) {
        try addFees(.order, on: seatsSum, seat: nil)
    }

    /// The finished quote; refuses a total beyond what is exact everywhere.
    func quote(currency: String, _ promotion: UInt16?) throws(Refusal) -> Quote {
        let quote = Quote(lines: lines, currency: currency, promotion: promotion)
        guard quote.isSound else { throw .invalid(.totalTooHigh) }
        return quote
    }

    private mutating func addFees(
        _ per: Fee.Per,
        on base: Int64,
        seat: SeatIndex?
    ) throws(Refusal) {
        guard let terms else { return }
        for (ordinal, fee) in terms.fees.enumerated() where fee.per == per {
            let amount = try Self.fit(fee.charge.amount(of: base, terms.rounding))
            put(.fee, fee.key, fee.name, seat: seat, amount)
            let taxes = terms.taxes.filter { $0.fees.contains(UInt8(ordinal)) }
            try addTaxes(on: amount, taxes, of: fee, seat: seat)
        }
    }

    /// Included taxes share what the amount contains of them; the others are on what remains.
    private mutating func addTaxes(
        on amount: Int64,
        _ taxes: [Tax],
        of fee: Fee? = nil,
        seat: SeatIndex?
    ) throws(Refusal) {
        guard let terms else { return }
        let included = taxes.reduce(Int128(0)) { $0 + ($1.isIncluded ? Int128($1.points) : 0) }
        var net = Int128(amount)
        for tax in taxes where tax.isIncluded {
            let exact = Int128(amount) * Int128(tax.points)
            let share = terms.rounding.rounded(exact, over: Int128(Charge.whole) + included)
            let part = try Self.fit(min(share, net))
            net -= Int128(part)
            put(.includedTax, tax.key, tax.name, seat: seat, part, on: fee?.key)
        }
        for tax in taxes where !tax.isIncluded {
            let part = try Self.fit(terms.rounding.part(tax.points, of: Int64(net)))
            put(.tax, tax.key, tax.name, seat: seat, part, on: fee?.key)
        }
    }

    /// Adds a line, unless it is about nothing.
    private mutating func put(
        _ kind: Quote.Kind,
        _ key: String,
        _ name: String,
        seat: SeatIndex?,
        _ amount: Int64,
        on fee: String? = nil
    ) {
        guard amount != 0 else { return }
        lines.append(
            Quote.Line(kind: kind, key: key, name: name, seat: seat, amount: amount, fee: fee)
        )
    }
}
