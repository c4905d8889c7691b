import SeatGrid

extension OrderID {
    /// As the contract writes it.
    package var text: String { "or_" + Crockford.string(bits) }

    /// `or_` and 26 characters; nil if it is not that.
    package init?(text: some StringProtocol) {
        guard text.utf8.starts(with: "or_".utf8),
            let bits = Crockford.decode(Array(text.utf8.dropFirst(3)).span)
        else { return nil }
        self.init(bits)
    }
}

extension BookingID {
    /// As the contract writes it.
    package var text: String { "bk_" + Crockford.string(bits) }
}
