/// The checkout terms of a state, each written once although many price tables have it.
struct SharedCheckouts {
    /// In the order they are met: the show's own first, then those of the price tables.
    private(set) var all: [CheckoutTerms] = []
    private var references: [CheckoutTerms: UInt16] = [:]

    init(of state: ShowState) {
        add(state.terms?.checkout)
        for table in state.priceTables { add(table.checkout) }
    }

    /// 0: none; else its place in `all`, and 1.
    func reference(to checkout: CheckoutTerms?) -> UInt16 {
        checkout.flatMap { references[$0] } ?? 0
    }

    private mutating func add(_ checkout: CheckoutTerms?) {
        guard let checkout, references[checkout] == nil else { return }
        all.append(checkout)
        references[checkout] = UInt16(all.count)
    }
}
