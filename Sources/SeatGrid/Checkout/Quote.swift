/// One seat as its buyer wants it: the price depends on all of these.
package struct SeatChoice: Hashable, Sendable {
    package let seat: SeatIndex
    /// The plan's category ordinal.
    package let category: UInt8
    /// The ordinal of the ticket type in the terms; 0, the usual one, if there are none.
    package let ticketType: UInt8

    package init(seat: SeatIndex, category: UInt8, ticketType: UInt8 = 0) {
        self.seat = seat
        self.category = category
        self.ticketType = ticketType
    }
}

/// What an order costs, line by line, frozen when it is made. All amounts are minor units.
package struct Quote: Equatable, Sendable {
    /// What a line is about. Numbers are for ever.
    package enum Kind: UInt8, Sendable, CaseIterable {
        case seat = 0
        case fee = 1
        case tax = 2
        /// Its amount is negative.
        case discount = 3
        /// A tax that other lines contain already: shown, and not part of the total.
        case includedTax = 4
    }

    /// One line of the bill.
    package struct Line: Equatable, Sendable {
        package let kind: Kind
        /// The key of the fee, tax, promotion or ticket type that it comes from.
        package let key: String
        /// The name that people read.
        package let name: String
        /// The seat it belongs to; nil: to the order as a whole, or to a seat that is gone.
        package let seat: SeatIndex?
        package let amount: Int64
        /// The key of the fee that a tax is on; nil: it is on the seat's price, or no tax.
        package let fee: String?
        /// Whether it belongs to a seat that the layout no longer has; `seat` is nil then.
        package let isOfGoneSeat: Bool

        package init(
            kind: Kind,
            key: String,
            name: String,
            seat: SeatIndex?,
            amount: Int64,
            fee: String? = nil,
            isOfGoneSeat: Bool = false
        ) {
            self.kind = kind
            self.key = key
            self.name = name
            self.seat = seat
            self.amount = amount
            self.fee = fee
            self.isOfGoneSeat = isOfGoneSeat
        }

        /// Whether other lines contain its amount already.
        package var isIncluded: Bool { kind == .includedTax }
        /// Whether it is a fee or a tax on one.
        package var isFee: Bool { kind == .fee || fee != nil }
    }

    package var lines: [Line]
    /// ISO 4217.
    package var currency: String
    /// The ordinal of the promotion in the terms; nil: none was used.
    package var promotion: UInt16?

    package init(lines: [Line], currency: String, promotion: UInt16? = nil) {
        self.lines = lines
        self.currency = currency
        self.promotion = promotion
    }

    /// The sum of all lines but included taxes: what is to be paid.
    package var total: Int64 { lines.reduce(0) { $0 + ($1.isIncluded ? 0 : $1.amount) } }

    /// The seats it is about.
    package var seats: Set<SeatIndex> { Set(lines.compactMap(\.seat)) }

    /// Whether its amounts are within their bounds, so that no sum of them overflows, and the total
    /// is not negative.
    var isSound: Bool {
        lines.count <= Limits.quoteLines && currency.utf8.count <= Limits.textBytes
            && lines.allSatisfy { -Limits.amount...Limits.amount ~= $0.amount }
            && 0...Limits.amount ~= total
    }
}
