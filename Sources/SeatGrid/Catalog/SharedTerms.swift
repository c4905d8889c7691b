/// Checkout terms that are alike, as one object: many shows have the same.
struct SharedTerms {
    private var known: Set<CheckoutTerms> = []

    /// An object that says the same.
    mutating func shared(_ terms: CheckoutTerms?) -> CheckoutTerms? {
        terms.map { known.insert($0).memberAfterInsert }
    }

    /// Terms with the categories of a layout, which has all that they name.
    mutating func arranged(
        _ terms: CheckoutTerms?,
        for layout: CatalogLayout
    ) -> CheckoutTerms? {
        shared(terms?.arranged(for: layout.content.categories.map(\.key)))
    }
}
