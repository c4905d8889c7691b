extension CatalogShow {
    /// What an order costs besides, and what of it is given back. Promotions are told to nobody:
    /// their codes are for those who got one.
    func writeCheckout(into json: inout JSONWriter) {
        let terms = checkout ?? CheckoutTerms(categories: [])
        json.array("ticket_types") { json in
            for (ordinal, type) in terms.ticketTypes.enumerated() {
                json.object { json in
                    json.field("key", type.key)
                    json.field("name", type.name)
                    writePrices(ofType: UInt8(ordinal), terms, into: &json)
                }
            }
        }
        json.array("fees") { json in
            for fee in terms.fees { fee.write(listing.currency, into: &json) }
        }
        json.array("taxes") { json in
            for tax in terms.taxes { tax.write(terms.fees, into: &json) }
        }
        json.object("rounding") { json in
            json.field("mode", terms.rounding.mode.word)
            json.field("to", terms.rounding.unit)
        }
        json.object("refund_policy") { json in
            json.array("tiers") { json in
                for tier in terms.refunds.tiers {
                    json.object { json in
                        json.field("before_start_ms", tier.before)
                        json.field("basis_points", tier.points)
                    }
                }
            }
            json.field("refunds_fees", terms.refunds.refundsFees)
        }
    }

    private func writePrices(
        ofType type: UInt8,
        _ terms: CheckoutTerms,
        into json: inout JSONWriter
    ) {
        json.object("prices") { json in
            for (ordinal, category) in layout.content.categories.enumerated() {
                guard let base = price(of: category),
                    let price = terms.price(ofType: type, category: UInt8(ordinal), base: base)
                else { continue }
                json.money(category.key, Int64(price), listing.currency)
            }
        }
    }
}

extension Fee {
    fileprivate func write(_ currency: String, into json: inout JSONWriter) {
        json.object { json in
            json.field("key", key)
            json.field("name", name)
            json.field("per", per == .seat ? "seat" : "order")
            switch charge {
            case .amount(let amount): json.money("amount", amount, currency)
            case .points(let points): json.field("basis_points", points)
            }
        }
    }
}

extension Tax {
    fileprivate func write(_ fees: [Fee], into json: inout JSONWriter) {
        json.object { json in
            json.field("key", key)
            json.field("name", name)
            json.field("basis_points", points)
            json.field("on_seats", isOnSeats)
            json.field("on_fees", self.fees.map { fees[Int($0)].key })
            json.field("included", isIncluded)
        }
    }
}

extension JSONWriter {
    /// An amount of money (contract §1).
    mutating func money(_ name: String, _ amount: Int64, _ currency: String) {
        object(name) { json in
            json.field("amount", amount)
            json.field("currency", currency)
        }
    }
}
