extension ShowListing {
    private static let fields =
        [
            "id", "movie", "screen", "starts_at", "language", "format", "currency", "prices",
            "sale_opens_at", "sale_closes_at", "rules",
        ] + CheckoutTerms.fields

    init?(json: JSONValue, _ issues: JSONIssues) {
        guard let reader = JSONObjectReader(json, fields: Self.fields, issues: issues) else {
            return nil
        }
        let id = reader.identifier("id")
        let movie = reader.identifier("movie")
        let screen = reader.identifier("screen")
        let startsAt = reader.required("starts_at").flatMap { reader.time($0, "starts_at") }
        let language = reader.text("language", limit: CatalogLimits.label)
        let format = reader.text("format", limit: CatalogLimits.label)
        let currency = Self.currency(reader)
        let prices = Self.prices(reader)
        let opens = reader.optional("sale_opens_at").flatMap { reader.time($0, "sale_opens_at") }
        let closes = reader.optional("sale_closes_at").flatMap {
            reader.time($0, "sale_closes_at")
        }
        let rules = reader.optional("rules").map { value in
            issues.at("rules") { ShowRules(json: value, issues) }
        }
        guard let id, let movie, let screen, let startsAt, let language, let format, let currency,
            let prices
        else { return nil }
        if let opens, opens >= closes ?? startsAt {
            issues.add("the sale would open after its end", at: .name("sale_opens_at"))
        }
        self.init(
            id: id,
            movie: movie,
            screen: screen,
            startsAt: startsAt,
            language: language,
            format: format,
            currency: currency,
            prices: prices,
            saleOpensAt: opens,
            saleClosesAt: closes,
            rules: rules ?? ShowRules(),
            checkout: CheckoutTerms.read(reader, categories: prices.map(\.category))
        )
    }

    private static func currency(_ reader: JSONObjectReader) -> String? {
        guard let text = reader.text("currency", limit: CatalogLimits.label) else { return nil }
        let isCode = text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5a).contains($0) }
        guard isCode else {
            reader.issues.add("must be three capitals such as INR", at: .name("currency"))
            return nil
        }
        return text
    }

    private static func prices(_ reader: JSONObjectReader) -> [CategoryPrice]? {
        let issues = reader.issues
        guard let value = reader.required("prices") else { return nil }
        return issues.at("prices") { () -> [CategoryPrice]? in
            guard case .object(let object) = value else {
                issues.add("must be an object, not \(value.kind)")
                return nil
            }
            guard 1...CatalogLimits.categoriesPerLayout ~= object.members.count else {
                issues.add(
                    "must have a price for 1 to \(CatalogLimits.categoriesPerLayout) categories"
                )
                return nil
            }
            let prices = object.members.compactMap { member in
                issues.at(member.name) {
                    JSONObjectReader.integer(
                        member.value,
                        in: 0...CatalogLimits.price,
                        issues: issues
                    ).map { CategoryPrice(category: member.name, amount: $0) }
                }
            }
            return prices.sorted { $0.category < $1.category }
        }
    }
}

extension ShowRules {
    fileprivate init(json: JSONValue, _ issues: JSONIssues) {
        self.init()
        let fields = [
            "max_seats_per_hold", "max_seats_per_holder", "hold_ttl_ms", "hold_max_ms", "orphans",
        ]
        guard let reader = JSONObjectReader(json, fields: fields, issues: issues) else { return }
        let perHold = reader.optionalInteger(
            "max_seats_per_hold",
            in: 1...Int64(Limits.seatsPerHold)
        )
        if let perHold { maxSeatsPerHold = Int(perHold) }
        let perHolder = reader.optionalInteger(
            "max_seats_per_holder",
            in: 1...Int64(Limits.seatsPerHolder)
        )
        if let perHolder { maxSeatsPerHolder = Int(perHolder) }
        let range = Limits.shortestHold...Limits.longestHold
        let ttl = reader.optionalInteger("hold_ttl_ms", in: range)
        let longest = reader.optionalInteger("hold_max_ms", in: range)
        holdMax = longest ?? max(holdMax, ttl ?? 0)
        // A default never stands against what the show does say.
        holdTTL = ttl ?? min(holdTTL, holdMax)
        if holdTTL > holdMax {
            issues.add("is longer than hold_max_ms", at: .name("hold_ttl_ms"))
        }
        orphans = reader.orphans() ?? .off
    }
}

extension JSONObjectReader {
    func time(_ value: JSONValue, _ name: String) -> WallTime? {
        if case .string(let text) = value, let time = WallTime(rfc3339: text) { return time }
        issues.add("must be a time such as 2026-12-01T13:30:00Z", at: .name(name))
        return nil
    }

    fileprivate func orphans() -> OrphanRule? {
        guard let value = optional("orphans") else { return nil }
        switch value {
        case .string("off"): return .off
        case .string("lenient"): return .lenient
        case .string("strict"): return .strict
        default:
            issues.add("must be off, lenient or strict", at: .name("orphans"))
            return nil
        }
    }
}
