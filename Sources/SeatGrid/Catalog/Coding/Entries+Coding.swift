extension City {
    func encode(into writer: inout CatalogWriter) {
        writer.texts([id, name, region, timezone])
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let texts = try reader.texts()
        guard texts.count == 4 else { throw reader.fault("a city has four texts") }
        self.init(id: texts[0], name: texts[1], region: texts[2], timezone: texts[3])
    }
}

extension Movie {
    func encode(into writer: inout CatalogWriter) {
        writer.text(id)
        writer.text(title)
        writer.texts(languages)
        writer.texts(formats)
        writer.text(certificate)
        writer.count(durationMinutes)
        writer.texts(genres)
        writer.text(synopsis)
        writer.texts(posterURL.map { [$0] } ?? [])
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let id = try reader.text()
        let title = try reader.text()
        let languages = try reader.texts()
        let formats = try reader.texts()
        let certificate = try reader.text()
        let duration = try reader.unsigned()
        guard duration <= UInt64(CatalogLimits.minutes) else { throw reader.fault("too long") }
        let genres = try reader.texts()
        let synopsis = try reader.text()
        self.init(
            id: id,
            title: title,
            languages: languages,
            formats: formats,
            certificate: certificate,
            durationMinutes: Int(duration),
            genres: genres,
            synopsis: synopsis,
            posterURL: try reader.texts().first
        )
    }
}

extension Venue {
    func encode(into writer: inout CatalogWriter) {
        writer.texts([id, name, city, address])
        writer.texts(amenities)
        writer.list(screens) { screen, writer in
            writer.texts([screen.id, screen.name, screen.layoutKey])
        }
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let texts = try reader.texts()
        guard texts.count == 4 else { throw reader.fault("a venue has four texts") }
        let amenities = try reader.texts()
        let screens = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) -> Screen in
            let texts = try reader.texts()
            guard texts.count == 3 else { throw reader.fault("a screen has three texts") }
            return Screen(id: texts[0], name: texts[1], layoutKey: texts[2])
        }
        self.init(
            id: texts[0],
            name: texts[1],
            city: texts[2],
            address: texts[3],
            amenities: amenities,
            screens: screens
        )
    }
}

extension ShowListing {
    func encode(into writer: inout CatalogWriter) {
        writer.texts([id, movie, screen, language, format, currency])
        writer.signed(startsAt.rawValue)
        writer.list(prices) { price, writer in
            writer.text(price.category)
            writer.signed(price.amount)
        }
        writer.optional(saleOpensAt?.rawValue)
        writer.optional(saleClosesAt?.rawValue)
        writer.count(rules.maxSeatsPerHold)
        writer.count(rules.maxSeatsPerHolder)
        writer.signed(rules.holdTTL)
        writer.signed(rules.holdMax)
        writer.byte(rules.orphans.rawValue)
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let texts = try reader.texts()
        guard texts.count == 6 else { throw reader.fault("a show has six texts") }
        let startsAt = WallTime(rawValue: try reader.signed())
        let prices = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) -> CategoryPrice in
            let category = try reader.text()
            let amount = try reader.signed(in: 0...CatalogLimits.price)
            return CategoryPrice(category: category, amount: amount)
        }
        let opens = try reader.optional().map { WallTime(rawValue: $0) }
        let closes = try reader.optional().map { WallTime(rawValue: $0) }
        self.init(
            id: texts[0],
            movie: texts[1],
            screen: texts[2],
            startsAt: startsAt,
            language: texts[3],
            format: texts[4],
            currency: texts[5],
            prices: prices,
            saleOpensAt: opens,
            saleClosesAt: closes,
            rules: try ShowRules(from: &reader)
        )
    }
}

extension ShowRules {
    fileprivate init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let perHold = try reader.unsigned()
        let perHolder = try reader.unsigned()
        let ttl = try reader.signed(in: 0...Limits.longestHold)
        let longest = try reader.signed(in: 0...Limits.longestHold)
        guard let orphans = OrphanRule(rawValue: try reader.byte()),
            perHold <= UInt64(Limits.seatsPerHold),
            perHolder <= UInt64(Limits.seatsPerHolder)
        else { throw reader.fault("rules out of range") }
        self.init(
            maxSeatsPerHold: Int(perHold),
            maxSeatsPerHolder: Int(perHolder),
            holdTTL: ttl,
            holdMax: longest,
            orphans: orphans
        )
    }
}
