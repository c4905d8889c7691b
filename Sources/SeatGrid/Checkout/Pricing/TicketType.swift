/// A kind of ticket: who the seat is for, and so what it costs.
package struct TicketType: Hashable, Sendable {
    /// Unique in the terms.
    package let key: String
    package let name: String
    /// By the terms' category ordinal: an amount, or a part of the category's price; nil: the
    /// type is not sold there.
    package let prices: [Charge?]

    package init(key: String, name: String, prices: [Charge?]) {
        self.key = key
        self.name = name
        self.prices = prices
    }

    /// The key of a seat's line where a show has no ticket types.
    package static let usualKey = "standard"
    /// The name of a seat's line where a show has no ticket types.
    package static let usualName = "Ticket"
}
