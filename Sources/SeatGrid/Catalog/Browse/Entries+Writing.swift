extension City {
    func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
            json.field("region", region)
            json.field("timezone", timezone)
        }
    }
}

extension Movie {
    func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("title", title)
            json.field("languages", languages)
            json.field("formats", formats)
            json.field("certificate", certificate)
            json.field("duration_min", durationMinutes)
            json.field("genres", genres)
            if let posterURL { json.field("poster_url", posterURL) }
            json.field("synopsis", synopsis)
        }
    }
}

extension Venue {
    /// - Parameter city: its city, if that is to be told as well.
    func write(into json: inout JSONWriter, in city: City? = nil) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
            json.field("address", address)
            json.field("amenities", amenities)
            if let city {
                json.key("city")
                city.write(into: &json)
            }
        }
    }
}

extension CatalogShow {
    func writeTimes(into json: inout JSONWriter) {
        json.field("starts_at", listing.startsAt.rfc3339)
        json.field("language", listing.language)
        json.field("format", listing.format)
        json.key("sale_opens_at")
        if let opens = listing.saleOpensAt { json.string(opens.rfc3339) } else { json.null() }
        json.field("sale_closes_at", listing.salesClose.rfc3339)
    }

    /// In the layout's order of categories.
    func writePrices(into json: inout JSONWriter) {
        json.object("prices") { json in
            for category in layout.content.categories {
                guard let price = price(of: category) else { continue }
                json.money(category.key, price, listing.currency)
            }
        }
    }

    /// Minor units; nil: not for sale.
    func price(of category: LayoutCategory) -> Int64? {
        listing.prices.first { $0.category == category.key }?.amount
    }
}

extension ShowRules {
    func write(into json: inout JSONWriter) {
        json.object("rules") { json in
            json.field("max_seats_per_hold", maxSeatsPerHold)
            json.field("max_seats_per_holder", maxSeatsPerHolder)
            json.field("hold_ttl_ms", holdTTL)
            json.field("hold_max_ms", holdMax)
            switch orphans {
            case .off: json.field("orphans", "off")
            case .lenient: json.field("orphans", "lenient")
            case .strict: json.field("orphans", "strict")
            }
        }
    }
}

extension CatalogLayout {
    /// The layout as `GET /v1/layouts/{layout}` answers it. O(seats).
    package var json: [UInt8] {
        var json = JSONWriter(capacity: 512 + seatCount * 112)
        var index = 0
        json.object { json in
            json.field("id", id)
            json.field("name", content.name)
            json.object("focal_point") { json in
                json.field("x", content.focalPoint.x)
                json.field("y", content.focalPoint.y)
            }
            json.array("categories") { json in
                for category in content.categories { category.write(into: &json) }
            }
            json.array("sections") { json in
                for section in content.sections { write(section, &index, into: &json) }
            }
        }
        return json.bytes
    }

    private func write(
        _ section: LayoutSection,
        _ index: inout Int,
        into json: inout JSONWriter
    ) {
        json.object { json in
            json.field("name", section.name)
            json.array("rows") { json in
                for row in section.rows {
                    json.object { json in
                        json.field("name", row.name)
                        json.array("seats") { json in
                            for seat in row.seats {
                                write(seat, index, into: &json)
                                index += 1
                            }
                        }
                    }
                }
            }
        }
    }

    private func write(_ seat: LayoutSeat, _ index: Int, into json: inout JSONWriter) {
        json.object { json in
            json.field("label", seat.label)
            json.field("index", index)
            json.field("x", seat.point.x)
            json.field("y", seat.point.y)
            json.field("category", content.categories[Int(seat.category)].key)
            json.field("attributes", content.attributeSets[Int(seat.attributeSet)])
        }
    }
}

extension LayoutCategory {
    fileprivate func write(into json: inout JSONWriter) {
        json.object { json in
            json.field("key", key)
            json.field("name", name)
            json.field("color", color)
        }
    }
}
